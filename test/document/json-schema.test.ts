import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { schemaFiles, schemaText } from '../../src/cli/schema-files.ts'
import { jsonSchemas } from '../../src/document/json-schema.ts'
import type { DocumentKind } from '../../src/document/validate.ts'

const kinds = Object.keys(schemaFiles) as DocumentKind[]

describe.each(kinds)('the schema of a document of the kind %s', (kind) => {
  const schema = jsonSchemas()[kind]

  it('stands in its file as `npm run schemas` writes it', () => {
    const text = readFileSync(new URL(`../../${schemaFiles[kind]}`, import.meta.url), 'utf8')
    expect(text.replaceAll('\r\n', '\n')).toBe(schemaText(schema))
  })

  it('is one that editors read, and describes its keys', () => {
    const { $schema, properties } = schema as { $schema: string; properties: Record<string, { description?: string }> }
    expect($schema).toBe('http://json-schema.org/draft-07/schema#')
    const silent = Object.entries(properties).filter(([, property]) => !property.description)
    expect(silent.map(([key]) => key).filter((key) => !['steps', 'product', 'scenario'].includes(key))).toEqual([])
  })
})

it('takes numerals where a text is wanted', () => {
  const flow = jsonSchemas().flow as { definitions: { Number: { anyOf: { type?: unknown }[] } } }
  expect(flow.definitions.Number.anyOf[0]?.type).toEqual(['string', 'number'])
})
