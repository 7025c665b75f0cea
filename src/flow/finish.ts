import type { Diagnostics } from '../document/diagnostic.ts'
import { Layering, laidOver, type Mapping } from '../document/layers.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { FinishDocument, FlowDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { markGrounded, withGrounds } from './grounds.ts'

/**
 * A flow with a tail of steps, and what that makes of its product. Where it is not the flow's `own`, what the flow states of steps
 * of that one is left out.
 */
export function withFinish(
  flow: Checked<FlowDocument>,
  finish: Checked<FinishDocument>,
  own: Checked<FinishDocument> | undefined,
  diagnostics: Diagnostics,
): Checked<FlowDocument> {
  const layering = new Layering(flow)
  const route = withGrounds(flow.value, flow, (path, from) => layering.put(path, flow, from))
  const tail = withGrounds(finish.value, finish, () => undefined)
  const isFinishing = tail.steps !== undefined
  const from = <V>(section: string, own: Record<string, V> | undefined): Record<string, V> => {
    const given = ((tail as unknown as Mapping)[section] ?? {}) as Record<string, V>
    for (const key of Object.keys(given)) if (own?.[key] === undefined) layering.put([section, key], finish)
    return { ...given, ...own }
  }
  const parameters = from('parameters', route.parameters)
  const { set = {}, ...product } = route.product
  for (const [name, figure] of Object.entries(tail.takes ?? {})) {
    const stated = set[figure]
    if (stated === undefined || route.parameters?.[name] !== undefined) continue
    parameters[name] = stated
    layering.put(['parameters', name], flow, ['product', 'set', figure])
  }
  const figures = { ...set }
  const replace = (given: FlowDocument['finished'], document: PositionedDocument, path: Path): void => {
    for (const [name, figure] of Object.entries(given ?? {})) {
      figures[name] = figure
      layering.put(['product', 'set', name], document, [...path, name])
    }
  }
  replace(tail.product?.set, finish, ['product', 'set'])
  // what the flow says of its finished product holds for its own finish
  const isOwnFinish = own === undefined || own.value.finish === finish.value.finish
  if (isFinishing && isOwnFinish) replace(route.finished, flow, ['finished'])
  if (isOwnFinish) warnOfFinished(flow, isFinishing, diagnostics)
  const isOfOwn = (name: string): boolean =>
    own?.value.steps?.[name] !== undefined &&
    tail.steps?.[name] === undefined &&
    route.steps[name]?.operation === undefined
  const stated = Object.fromEntries(Object.entries(route.steps ?? {}).filter(([name]) => !isOfOwn(name)))
  const steps = laidOver(tail.steps ?? {}, stated, ['steps'], {
    isJoined: (path) => path.length < 3 || path.at(-1) === 'set',
    isRemoved: () => false,
    taken: (path) => layering.put(path, finish),
  }) as FlowDocument['steps']
  const inOrder = Object.fromEntries(
    [...Object.keys(stated), ...Object.keys(tail.steps ?? {})].map((name) => [name, steps[name]]),
  ) as FlowDocument['steps']
  const streams = [...(route.streams ?? [])]
  const last = product.from
  if (isFinishing && last !== undefined && tail.from !== undefined && tail.to !== undefined) {
    layering.put(['streams', streams.length], flow, ['product', 'from'])
    streams.push(`${last} -> ${tail.from}`)
    for (const [i, stream] of (tail.streams ?? []).entries()) {
      layering.put(['streams', streams.length], finish, ['streams', i])
      streams.push(stream)
    }
    product.from = tail.to
    layering.put(['product', 'from'], finish, ['to'])
  }
  const whole = layering.with({
    ...route,
    product: { ...product, set: figures },
    parameters,
    equations: from('equations', route.equations),
    steps: inOrder,
    streams,
  })
  markGrounded(whole)
  return whole
}

/** Figures that a flow states and that do not hold: those under a finish, or of a finish that does nothing. */
function warnOfFinished(
  { value, file, at }: Checked<FlowDocument>,
  isFinishing: boolean,
  diagnostics: Diagnostics,
): void {
  const finished = Object.keys(value.finished ?? {})
  if (!isFinishing && finished.length > 0)
    diagnostics.warn('FINISHED_WITHOUT_FINISH', at(['finished'], 'key'), { finish: value.finish ?? '' })
  for (const name of isFinishing ? finished : []) {
    const span = at(['product', 'set', name], 'key')
    if (value.product.set?.[name] === undefined || span.file !== file) continue
    if (at(['finished', name], 'key').file !== file) diagnostics.warn('FINISHED_COVERS', span, { name })
  }
}

/** Whether a finish fits a flow: takes its form of membrane, and has no step of its names. */
export function canFinish(
  { value, at }: Checked<FlowDocument>,
  { value: tail }: Checked<FinishDocument>,
  diagnostics: Diagnostics,
): boolean {
  const { form } = value.product ?? {}
  if (form !== undefined && tail.forms?.includes(form) === false) {
    diagnostics.error('FINISH_FORM', at(['product', 'form']), { finish: tail.finish, form, forms: tail.forms })
    return false
  }
  const taken = Object.keys(tail.steps ?? {}).filter((name) => value.steps?.[name]?.operation !== undefined)
  for (const name of taken)
    diagnostics.error('FINISH_STEP_TAKEN', at(['steps', name], 'key'), { name, finish: tail.finish })
  return taken.length === 0
}
