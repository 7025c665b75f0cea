import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Diagnostics } from '../document/diagnostic.ts'
import { kindOf } from '../document/kind.ts'
import { readYaml } from '../document/read-yaml.ts'
import { renderDiagnostic } from '../document/render.ts'
import { flowSchema, methodSchema, operationSchema, plantSchema, pricesSchema } from '../document/schema.ts'
import { validate } from '../document/validate.ts'
import { Shelf, SNAPSHOTS, type Snapshots } from './shelf.ts'

const SCHEMAS = {
  flow: flowSchema,
  operation: operationSchema,
  method: methodSchema,
  plant: plantSchema,
  prices: pricesSchema,
} as const

/** The values of every bundled document, read and checked; throws where one has a problem. */
export function snapshots(): Snapshots {
  const shelf = new Shelf()
  const found: Record<string, { text: string; data: unknown }> = {}
  for (const path of shelf.bundled()) {
    const text = shelf.read(join(shelf.root, path))?.text ?? ''
    const diagnostics = new Diagnostics()
    const document = readYaml(path, text, diagnostics)
    const kind = document === undefined ? undefined : kindOf(document.data)
    const checked =
      document === undefined || kind === undefined
        ? undefined
        : validate(document, SCHEMAS[kind] as typeof flowSchema, diagnostics)
    if (checked === undefined || diagnostics.list.length > 0) {
      throw new Error(
        diagnostics.list.map((diagnostic) => renderDiagnostic(diagnostic, () => text)).join('\n') ||
          `${path} is of no kind`,
      )
    }
    found[path] = { text, data: checked.value }
  }
  return found
}

/** Part of the build: a run then reads no YAML of the package unless something is wrong with it. */
export function writeSnapshots(): void {
  writeFileSync(join(new Shelf().root, SNAPSHOTS), JSON.stringify(snapshots()))
}

if (process.argv[2] === 'write') writeSnapshots()
