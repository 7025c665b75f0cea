import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Path } from '../document/positioned.ts'
import type { FlowDocument, StepEntry } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type Inherited, type NumberRead, type NumberText, readNumber } from '../equation/number.ts'
import type { Documents } from './documents.ts'
import { groundOfFlow } from './grounds.ts'
import type { Flow, Slot, Step } from './model.ts'
import { RESERVED } from './names.ts'
import type { PriceBook } from './price-book.ts'
import { readReaction } from './reaction.ts'
import { rolesOf } from './roles.ts'
import { checkTopology, endKey, findEnd, readStream, type Stream } from './streams.ts'
import { readTables } from './tables.ts'

const STEP_KEYS: ReadonlySet<string> = new Set([
  'operation',
  'line',
  'reaction',
  'set',
  'title',
  'about',
  'note',
  'source',
  'at',
  'assumption',
])

/**
 * Reads a flow document into steps and streams and checks its graph. `supplied` overrides the document's `supply:`; `beside` is the
 * file beside which its operations are looked for.
 */
export function readFlow(
  document: Checked<FlowDocument>,
  makes: string | undefined,
  book: PriceBook,
  documents: Documents,
  supplied: ReadonlyMap<string, string>,
  diagnostics: Diagnostics,
  beside: string = document.file,
): Flow | undefined {
  const { value } = document
  const prefix = makes === undefined ? '' : `supply.${makes}.`
  const context: Context = { document, prefix, documents, diagnostics, beside }
  const steps = new Map<string, Step>()
  for (const [name, entry] of Object.entries(value.steps)) {
    if (RESERVED.has(name) || name === 'product')
      diagnostics.error('NAME_RESERVED', document.at(['steps', name], 'key'), { name })
    const step = readStep(context, name, entry, `${prefix}steps.${name}`, ['steps', name])
    if (step !== undefined) steps.set(name, step)
  }
  const { composition, ...rest } = value.product
  const entry = (composition === undefined ? rest : { ...rest, composition }) as StepEntry
  const product = readStep(context, 'product', entry, `${prefix}product`, ['product'])
  checkForm(document, product, diagnostics)
  if (product === undefined || steps.size < Object.keys(value.steps).length) return undefined

  const streams: Stream[] = []
  for (const [i, text] of (value.streams ?? []).entries()) {
    const stream = readStream(document, i, text, steps, diagnostics)
    if (stream !== undefined) streams.push(stream)
  }
  const last = productStream(context, product, steps)
  if (last !== undefined) streams.push(last)
  const roles = rolesOf(document, [...steps.values(), product], book, diagnostics)
  const fed = new Set<string>()
  for (const key of Object.keys(value.feeds ?? {})) {
    const [stepName, ...port] = key.split('.') as [string, ...string[]]
    const end = findEnd(document, ['feeds', key], '', stepName, port.join('.'), 'in', steps, diagnostics)
    if (end !== undefined) fed.add(endKey(end))
  }
  if (diagnostics.failed) return undefined
  checkTopology(document, [...steps.values()], product, streams, fed, diagnostics)
  const lines = new Map<string, Step[]>()
  for (const step of steps.values()) {
    const members = lines.get(step.line)
    if (members === undefined) lines.set(step.line, [step])
    else members.push(step)
  }
  warnOfLines(document, lines, diagnostics)
  const supply = new Map(Object.entries(value.supply ?? {}))
  for (const [component, choice] of supplied) if (roles.has(component)) supply.set(component, choice)
  // an upstream flow may have what this one does not
  const upstream = new Map<string, string>()
  for (const [component, choice] of supply) {
    if (roles.has(component)) continue
    supply.delete(component)
    if (makes === undefined) upstream.set(component, choice)
    else
      diagnostics.error('SUPPLY_UNUSED', document.at(['supply', component], 'key'), {
        name: component,
        near: nearest(component, roles.keys()),
      })
  }
  return {
    name: value.flow,
    prefix,
    makes,
    document,
    steps,
    product,
    streams,
    roles,
    lines,
    tables: readTables(document, value.tables, diagnostics),
    supply,
    supplyUpstream: upstream,
  }
}

/** What holds a product is one of the words of its operation. */
function checkForm({ value, at }: Checked<FlowDocument>, product: Step | undefined, diagnostics: Diagnostics): void {
  const { form } = value.product
  const allowed = product?.template.document.value.forms ?? []
  if (form === undefined || product === undefined || allowed.includes(form)) return
  const facts = { where: 'product.form', found: form, allowed, near: nearest(form, allowed) }
  diagnostics.error('NOT_ONE_OF', at(['product', 'form']), facts)
}

/** A line of one member, spelt nearly like another, is most likely that one misspelt: its step would not share its speed. */
function warnOfLines(
  document: Checked<FlowDocument>,
  lines: ReadonlyMap<string, readonly Step[]>,
  diagnostics: Diagnostics,
): void {
  const stated: string[] = []
  for (const [name, members] of lines) {
    const step = members[0]?.name ?? ''
    if (document.value.steps[step]?.line === undefined) continue
    const near = members.length === 1 ? nearest(name, stated) : []
    if (near.length > 0) diagnostics.warn('LINE_ALONE', document.at(['steps', step, 'line']), { name, step, near })
    stated.push(name)
  }
}

interface Context {
  readonly document: Checked<FlowDocument>
  readonly prefix: string
  readonly documents: Documents
  readonly diagnostics: Diagnostics
  readonly beside: string
}

function readStep(context: Context, name: string, entry: StepEntry, base: string, path: Path): Step | undefined {
  const { document, documents, diagnostics, beside } = context
  const shared = documents.operation(entry.operation, beside, () => document.at([...path, 'operation']))
  if (shared === undefined) return undefined
  const reaction =
    entry.reaction === undefined
      ? shared.reaction
      : readReaction(document, [...path, 'reaction'], entry.reaction, diagnostics)
  const template = { ...shared, reaction }
  const own = entry.source !== undefined || entry.assumption !== undefined
  const from = own ? entry : groundOfFlow(document)
  const inherited: Inherited = { source: from.source, at: from.at, assumption: from.assumption }
  const set = new Map<string, NumberRead>()
  for (const [key, given] of Object.entries(entry.set ?? {})) {
    const number = readNumber(document, [...path, 'set', key], given as NumberText, inherited, diagnostics)
    if (number !== undefined) set.set(key, number)
  }
  const slots = new Map<string, Slot>()
  const known = path[0] === 'product' ? new Set([...STEP_KEYS, 'from', 'facing', 'form']) : STEP_KEYS
  for (const [key, given] of Object.entries(entry)) {
    if (known.has(key) || given === undefined) continue
    const slotPath = [...path, key]
    if (!template.slots.has(key)) {
      diagnostics.error('SLOT_UNKNOWN', document.at(slotPath, 'key'), {
        step: name,
        name: key,
        operation: template.name,
        near: nearest(key, [...template.slots.keys(), ...known]),
        known: [...template.slots.keys()],
      })
      continue
    }
    slots.set(key, readSlot(context, slotPath, given as string | Record<string, NumberText>, inherited))
  }
  const strange = Object.keys(entry).filter((key) => !known.has(key) && !template.slots.has(key))
  for (const [slot, { roles, optional }] of template.slots) {
    // a misspelt slot has been told
    if (optional || slots.has(slot) || strange.some((key) => nearest(key, [slot]).length > 0)) continue
    const facts = { step: name, slot, operation: template.name, role: roles?.join(' or ') ?? '' }
    diagnostics.error('SLOT_EMPTY', document.at(path, 'key'), facts)
  }
  return {
    name,
    base,
    template,
    line: entry.line ?? name,
    slots,
    set,
    path,
    ports: new Map(),
    origin: { document, path, part: 'key' },
  }
}

function readSlot(
  context: Context,
  path: Path,
  given: string | Readonly<Record<string, NumberText>>,
  inherited: Inherited,
): Slot {
  const { document, diagnostics } = context
  if (typeof given === 'string') return { path, fractions: new Map([[given, 'whole']]) }
  const fractions = new Map<string, NumberRead | 'whole' | 'rest'>()
  for (const [component, text] of Object.entries(given)) {
    if (text === 'rest') {
      if ([...fractions.values()].includes('rest'))
        diagnostics.error('REST_TWICE', document.at([...path, component]), {})
      fractions.set(component, 'rest')
      continue
    }
    const number = readNumber(document, [...path, component], text, inherited, diagnostics)
    if (number !== undefined) fractions.set(component, number)
  }
  return { path, fractions }
}

/** `product: { from: slitting.membrane }` is the last stream. */
function productStream(context: Context, product: Step, steps: ReadonlyMap<string, Step>): Stream | undefined {
  const { document, diagnostics } = context
  const ins = [...product.template.ports.values()].filter((port) => port.direction === 'in')
  const from = document.value.product.from
  const [port] = ins
  if (port === undefined && from === undefined) return undefined
  if (port === undefined || ins.length !== 1 || product.template.ports.size !== 1) {
    diagnostics.error('PRODUCT_PORTS', document.at(['product', 'operation']), { operation: product.template.name })
    return undefined
  }
  if (from === undefined) {
    diagnostics.error('PRODUCT_FROM_MISSING', document.at(['product'], 'key'), { operation: product.template.name })
    return undefined
  }
  const path = ['product', 'from']
  const [stepName, ...portName] = from.split('.') as [string, ...string[]]
  const end = findEnd(document, path, from, stepName, portName.join('.'), 'out', steps, diagnostics)
  if (end === undefined) return undefined
  if (end.port.kind !== port.kind) {
    diagnostics.error('STREAM_KIND', document.at(path), {
      from,
      fromKind: end.port.kind,
      to: 'product',
      toKind: port.kind,
    })
    return undefined
  }
  return { text: `${from} -> product.${port.name}`, from: end, to: { step: product, port }, share: undefined, path }
}
