import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Shelf } from '../../src/cli/shelf.ts'
import { snapshots } from '../../src/cli/write-snapshots.ts'
import { Diagnostics } from '../../src/document/diagnostic.ts'
import { evaluate } from '../../src/evaluation/evaluate.ts'
import { Ledger } from '../../src/evaluation/ledger.ts'
import { compileFlow } from '../../src/flow/compile-flow.ts'
import type { DocumentText, Library } from '../../src/flow/library.ts'
import { readOverrides } from '../../src/flow/overrides.ts'

const shelf = new Shelf()
const taken = snapshots()

/** The bundled documents with their values, or as text alone. */
function library(withValues: boolean): Library {
  const change = (found: DocumentText | undefined): DocumentText | undefined => {
    if (found === undefined) return undefined
    const { data } = taken[found.file] ?? {}
    return { file: found.file, text: found.text, checked: withValues ? data : undefined }
  }
  return {
    find: (kind, name, beside) => change(shelf.find(kind, name, beside)),
    names: (kind, beside) => shelf.names(kind, beside),
    rules: (beside) => shelf.rules(beside).map((found) => change(found) as DocumentText),
    bundledPrices: () => shelf.bundledPrices().map((found) => change(found) as DocumentText),
    ownPrices: (beside) => shelf.ownPrices(beside).map((found) => change(found) as DocumentText),
  }
}

function total(withValues: boolean): { total: string; places: string[] } {
  const diagnostics = new Diagnostics()
  const route = shelf.route('wet-slurry') as DocumentText
  const given = { file: route.file, text: route.text, checked: withValues ? taken[route.file]?.data : undefined }
  const settings = { overrides: readOverrides([], diagnostics), fractional: false }
  const model = compileFlow(given, library(withValues), settings, diagnostics)
  if (model === undefined) throw new Error(JSON.stringify(diagnostics.list))
  const places = model.compiled.system.variables
    .filter((variable) => variable.origin !== undefined)
    .map(({ name, origin }) => `${name} ${JSON.stringify(origin?.document.at(origin.path, origin.part ?? 'value'))}`)
  return { total: new Ledger(evaluate(model, diagnostics)).total.toFixed(), places }
}

it('takes every bundled document', () => {
  expect(Object.keys(taken)).toContain(join('flows', 'wet-slurry.yaml'))
  expect(Object.keys(taken).length).toBe(shelf.bundled().length)
})

it('gives the cost and the places that reading the text gives', () => {
  expect(total(true)).toEqual(total(false))
})
