import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Node } from '../equation/graph.ts'
import { type System, spanOf } from '../equation/system.ts'
import type { Method } from './method.ts'
import type { Flow } from './model.ts'
import type { Plant } from './plant.ts'
import { type Entry, type PriceBook, TEXT_FIELDS } from './price-book.ts'
import type { Workbench } from './workbench.ts'

/** Whether something reads a figure, by its path; `name.` stands for any figure of an entry. Undefined where no route is known. */
export type IsRead = ((path: string) => boolean) | undefined

/** Numbers of the variables that some definition reads. */
function readAnywhere({ variables, graph }: System): Set<number> {
  const ids = new Set<number>()
  const seen = new Set<Node>()
  for (const { definition } of variables) if (definition !== undefined) graph.variablesOf(definition, ids, seen)
  return ids
}

/** What the equations of a compilation read of the plant, the prices, machines and steps; a component of a flow counts as read. */
export function isReadBy({ system }: Workbench, flows: readonly Flow[]): IsRead {
  const ids = readAnywhere(system)
  const read = new Set<string>()
  for (const name of system.names()) {
    const [head, entry, field] = name.split('.') as [string, string?, string?]
    // all figures of a machine are declared with the step that it serves
    const isUsed = ids.has(system.find(name)?.id ?? -1)
    if (entry === undefined) continue
    if (head === 'plant' || isUsed) read.add(name)
    if (head === 'prices') read.add(`${entry}.`).add(`${entry}.price`)
    else if (head === 'materials' || head === 'services') read.add(`${entry}.`).add(`${entry}.${field}`)
    else if (head === 'equipment') {
      read.add(`${entry}.`)
      if (isUsed) read.add(`${entry}.${field}`)
    }
  }
  for (const flow of flows) for (const component of flow.roles.keys()) read.add(`${component}.`)
  return (path) => read.has(path)
}

/**
 * Warns of what overlays state, nothing reads, and is spelt nearly like something known: `Li2SS` among the materials, or a
 * parameter `discont_rate` laid over a plant. It would change nothing, and nothing would show.
 */
export function warnOfParameters(plant: Plant, isRead: IsRead, diagnostics: Diagnostics): void {
  for (const { name, span } of plant.additions()) {
    const near = isRead?.(`plant.${name}`) === true ? [] : nearest(name, plant.beneath())
    const facts = { name: `plant.${name}`, near, certain: isRead !== undefined }
    if (near.length > 0) diagnostics.warn('FIGURE_UNREAD', span(), facts)
  }
}

/** The same of what a costing method states anew over the one it is based on: parameters, figures of the plant and totals. */
export function warnOfMethodEntries(method: Method, { system }: Workbench, diagnostics: Diagnostics): void {
  const additions = method.additions()
  if (additions.length === 0) return
  const ids = readAnywhere(system)
  const isRead = (name: string): boolean => ids.has(system.find(name)?.id ?? -1)
  for (const { section, name, span, beneath } of additions) {
    const path = `${section}.${name}`
    const near = isRead(path) ? [] : nearest(name, beneath)
    if (near.length > 0) diagnostics.warn('FIGURE_UNREAD', span(), { name: path, near, certain: true })
  }
}

/** The same of entries of price documents, and of their fields. */
export function warnOfEntries(book: PriceBook, isRead: IsRead, diagnostics: Diagnostics): void {
  for (const entries of [book.materials, book.services, book.equipment]) {
    const bundled = [...entries.values()].filter(({ isOwn }) => !isOwn)
    const names = bundled.map(({ name }) => name)
    const stated = bundled.flatMap(({ fields }) => [...fields].filter(([, { isOwn }]) => !isOwn))
    const fields = new Set(stated.map(([field]) => field))
    for (const entry of entries.values()) {
      if (entry.isOwn && isRead?.(`${entry.name}.`) !== true) {
        const facts = { name: entry.name, near: nearest(entry.name, names), certain: isRead !== undefined }
        if (facts.near.length > 0) diagnostics.warn('FIGURE_UNREAD', entry.document.at(entry.path, 'key'), facts)
      }
      warnOfFields(entry, fields, isRead, diagnostics)
    }
  }
}

function warnOfFields(entry: Entry, known: ReadonlySet<string>, isRead: IsRead, diagnostics: Diagnostics): void {
  for (const [name, { isOwn, document, path }] of entry.fields) {
    if (!isOwn || known.has(name) || TEXT_FIELDS.has(name) || isRead?.(`${entry.name}.${name}`) === true) continue
    const near = nearest(name, known)
    const facts = { name: `${entry.name}.${name}`, near, certain: isRead !== undefined }
    if (near.length > 0) diagnostics.warn('FIGURE_UNREAD', document.at(path, 'key'), facts)
  }
}

/** A figure that a step gives its machine, which has none of the name, and that nothing reads. */
export function reportMachineFigures(
  flows: readonly Flow[],
  book: PriceBook,
  isRead: IsRead,
  diagnostics: Diagnostics,
): void {
  for (const step of flows.flatMap((flow) => [...flow.steps.values()])) {
    const { machine } = step.template
    const fields = machine === undefined ? undefined : book.equipment.get(machine)?.fields
    if (fields === undefined) continue
    for (const [key, { sourced }] of step.set) {
      const [head, field] = key.split('.') as [string, string?]
      if (head !== 'machine' || field === undefined || fields.has(field) || isRead?.(`${step.base}.${key}`)) continue
      const known = [...fields.keys()].filter((name) => !TEXT_FIELDS.has(name)).map((name) => `machine.${name}`)
      const facts = { step: step.name, name: key, operation: step.template.name, near: nearest(key, known), known }
      diagnostics.error('PARAMETER_UNKNOWN', spanOf(sourced.origin), facts)
    }
  }
}
