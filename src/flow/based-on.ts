import type { Diagnostics } from '../document/diagnostic.ts'
import { isMapping, Layering, laidOver } from '../document/layers.ts'
import { nearest } from '../document/nearest.ts'
import type { Path } from '../document/positioned.ts'
import type { FlowDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { markGrounded, withGrounds } from './grounds.ts'
import type { Template } from './template.ts'

/** Mappings of which the flow above states entries and the flow beneath gives the others. */
const SECTIONS: ReadonlySet<string> = new Set([
  'parameters',
  'equations',
  'tables',
  'supply',
  'feeds',
  'finished',
  'set',
  'steps',
  'product',
])
/** What a flow says of itself alone. */
const OWN: ReadonlySet<string> = new Set(['source', 'at', 'assumption', 'year', 'basis', 'note', 'about', 'based_on'])
const OWN_OF_STEP: ReadonlySet<string> = new Set(['source', 'at', 'assumption', 'year', 'basis', 'note'])

function isJoined([section, step, part, ...rest]: Path): boolean {
  if (section === undefined) return true
  if (!SECTIONS.has(String(section))) return false
  if (step === undefined) return true
  if (section === 'product') return step === 'set' && part === undefined
  if (section === 'feeds') return part === undefined
  return section === 'steps' && (part === undefined || (part === 'set' && rest.length === 0))
}

/** A flow laid over the one it is based on. `removed` are paths that it leaves empty. */
export function overBase(
  base: Checked<FlowDocument>,
  top: Checked<FlowDocument>,
  removed: readonly Path[],
  diagnostics: Diagnostics,
): Checked<FlowDocument> {
  const layering = new Layering(top)
  const below = withGrounds(base.value, base, () => undefined)
  const above = withGrounds(top.value, top, (path, from) => layering.put(path, top, from))
  const gone = new Set(removed.map((path) => path.join('.')))
  const joined = laidOver(below, above, [], {
    isJoined,
    isRemoved: (path) => gone.has(path.join('.')) || isOwn(path, top.value, base.value),
    taken: (path) => layering.put(path, base),
  }) as FlowDocument
  for (const path of removed) {
    if (isStated(base.value, path)) continue
    const beside = valueAt(base.value, path.slice(0, -1))
    const near = isMapping(beside) ? nearest(String(path.at(-1)), Object.keys(beside)) : []
    diagnostics.error('REMOVED_NOTHING', top.at(path, 'key'), { path: path.join('.'), base: base.value.flow, near })
  }
  const streams = joinStreams(base, top, gone, layering)
  const steps = inOrder(joined.steps, Object.keys(base.value.steps ?? {}), streams ?? [])
  const whole = layering.with({ ...joined, steps, ...(streams === undefined ? {} : { streams }) })
  markGrounded(whole)
  return whole
}

/** What the flow beneath says of itself, or of a step that the flow above changes: it holds there only. */
function isOwn(path: Path, top: FlowDocument, base: FlowDocument): boolean {
  const key = String(path.at(-1))
  // what is finished otherwise has other figures
  if (path.length === 1) return OWN.has(key) || (key === 'finished' && (top.finish ?? base.finish) !== base.finish)
  const isOfStep = (path[0] === 'steps' && path.length === 3) || (path[0] === 'product' && path.length === 2)
  return isOfStep && OWN_OF_STEP.has(key) && isStated(top, path.slice(0, -1))
}

/** The value at a path; undefined where it has none. */
function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const part of path) at = isMapping(at) && Object.hasOwn(at, String(part)) ? at[part] : undefined
  return at
}

const isStated = (value: unknown, path: Path): boolean => valueAt(value, path) !== undefined

type StreamText = string | Readonly<Record<string, string>>

/** `a.out` of `a.out -> b.in`, and the steps at both ends. */
function endsOf(stream: StreamText): { readonly from: string; readonly steps: readonly string[] } {
  const text = typeof stream === 'string' ? stream : (Object.keys(stream)[0] ?? '')
  const [from = '', to = ''] = text.split('->').map((end) => end.trim())
  return { from, steps: [from, to].map((end) => end.split('.')[0] ?? '') }
}

/** Steps as they follow each other: one that the flow above adds comes after those that feed it, and after others added there. */
function inOrder(
  steps: FlowDocument['steps'],
  known: readonly string[],
  streams: readonly StreamText[],
): FlowDocument['steps'] {
  const names = Object.keys(steps)
  const order = names.filter((name) => known.includes(name))
  for (const name of names) {
    if (order.includes(name)) continue
    const feeding = streams.map((stream) => endsOf(stream).steps).filter(([, to]) => to === name)
    const places = feeding.map(([from = '']) => order.indexOf(from))
    let at = Math.max(-1, ...places) + 1
    if (places.length === 0) at = order.length
    while (at < order.length && !known.includes(order[at] as string)) at++
    order.splice(at, 0, name)
  }
  return Object.fromEntries(order.map((name) => [name, steps[name]])) as FlowDocument['steps']
}

/** Where a stream goes that only takes away those of the flow beneath. */
const NOWHERE = '~'

/** Streams of the flow beneath, but for those of removed steps and those from an out-port that the flow above joins anew. */
function joinStreams(
  base: Checked<FlowDocument>,
  top: Checked<FlowDocument>,
  gone: ReadonlySet<string>,
  layering: Layering,
): StreamText[] | undefined {
  if (base.value.streams === undefined) return undefined
  const anew = new Set((top.value.streams ?? []).map((stream) => endsOf(stream).from))
  const joined: StreamText[] = []
  for (const [i, stream] of base.value.streams.entries()) {
    const { from, steps } = endsOf(stream)
    if (anew.has(from) || steps.some((step) => gone.has(`steps.${step}`))) continue
    layering.put(['streams', joined.length], base, ['streams', i])
    joined.push(stream)
  }
  for (const [i, stream] of (top.value.streams ?? []).entries()) {
    if (endsOf(stream).steps[1] === NOWHERE) continue
    layering.put(['streams', joined.length], top, ['streams', i])
    joined.push(stream)
  }
  return joined
}

/** A step that states no operation is to change one of what lies beneath, which must have it. */
export function checkSteps({ value, at }: Checked<FlowDocument>, diagnostics: Diagnostics): void {
  const steps = Object.entries(value.steps ?? {})
  const known = steps.filter(([, step]) => step.operation !== undefined).map(([name]) => name)
  for (const [name, { operation }] of steps) {
    if (operation !== undefined) continue
    diagnostics.error('STEP_UNKNOWN', at(['steps', name], 'key'), { name, near: nearest(name, known), known })
  }
}

/** A membrane of another composition does not conduct as that of the flow beneath. */
export function warnOfConductivity(
  { value, file, at }: Checked<FlowDocument>,
  product: Template | undefined,
  diagnostics: Diagnostics,
): void {
  const own = at(['product', 'composition'], 'key')
  if (value.product.composition === undefined || own.file !== file) return
  for (const [name, { countsAs }] of product?.parameters ?? []) {
    if (countsAs !== 'conductivity' || value.product.set?.[name] === undefined) continue
    const from = at(['product', 'set', name], 'key').file
    if (from !== file) diagnostics.warn('CONDUCTIVITY_OF_ANOTHER', own, { flow: value.flow, name, from })
  }
}
