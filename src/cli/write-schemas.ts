// Writes the JSON schemas for editors; `npm run schemas` runs it at the top of the package.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { jsonSchemas } from '../document/json-schema.ts'
import type { DocumentKind } from '../document/kind.ts'
import { schemaFiles, schemaText } from './schema-files.ts'

const schemas = jsonSchemas()
for (const [kind, file] of Object.entries(schemaFiles)) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, schemaText(schemas[kind as DocumentKind]))
  process.stdout.write(`${file}\n`)
}
