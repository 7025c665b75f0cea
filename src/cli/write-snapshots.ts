import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Diagnostics } from '../document/diagnostic.ts'
import { type DocumentKind, kindOf } from '../document/kind.ts'
import { withoutEmpty } from '../document/layers.ts'
import type { PositionedDocument } from '../document/positioned.ts'
import { readYaml } from '../document/read-yaml.ts'
import { renderDiagnostic } from '../document/render.ts'
import {
  finishSchema,
  flowSchema,
  flowSchemaOf,
  methodSchema,
  operationSchema,
  plantSchema,
  pricesSchema,
  rulesSchema,
} from '../document/schema.ts'
import { validate } from '../document/validate.ts'
import { Shelf, SNAPSHOTS, type Snapshot } from './shelf.ts'

const SCHEMAS = {
  flow: flowSchema,
  finish: finishSchema,
  rules: rulesSchema,
  operation: operationSchema,
  method: methodSchema,
  plant: plantSchema,
  prices: pricesSchema,
} as const

/** The values of every bundled document, read and checked; throws where one has a problem. */
export function snapshots(): Readonly<Record<string, Snapshot>> {
  const shelf = new Shelf()
  const found: Record<string, { text: string; data: unknown }> = {}
  for (const path of shelf.bundled()) {
    const text = shelf.read(join(shelf.root, path))?.text ?? ''
    const diagnostics = new Diagnostics()
    const document = readYaml(path, text, diagnostics)
    const kind = document === undefined ? undefined : kindOf(document.data)
    const checked = document === undefined || kind === undefined ? undefined : readOf(document, kind, diagnostics)
    if (checked === undefined || diagnostics.list.length > 0) {
      throw new Error(
        diagnostics.list.map((diagnostic) => renderDiagnostic(diagnostic, () => text)).join('\n') ||
          `${path} is of no kind`,
      )
    }
    found[path] = { text, data: document?.data }
  }
  return found
}

/** A flow that takes over from another may leave out what that one states, and remove entries by stating nothing. */
function readOf(document: PositionedDocument, kind: DocumentKind, diagnostics: Diagnostics): unknown {
  if (kind === 'flow') return validate(withoutEmpty(document).document, flowSchemaOf(document.data), diagnostics)
  return validate(document, SCHEMAS[kind] as typeof flowSchema, diagnostics)
}

/** Part of the build: a run then reads no YAML of the package unless something is wrong with it. */
export function writeSnapshots(): void {
  const folder = join(new Shelf().root, SNAPSHOTS)
  rmSync(folder, { recursive: true, force: true })
  for (const [path, snapshot] of Object.entries(snapshots())) {
    const file = join(folder, `${path}.json`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(snapshot))
  }
}

if (process.argv[2] === 'write') writeSnapshots()
