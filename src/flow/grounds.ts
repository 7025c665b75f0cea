import { isMapping, type Mapping } from '../document/layers.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { FlowDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { isProblem, parseExpression } from '../equation/parse.ts'

/** Documents whose numbers each state what they rest on, since parts of them were written elsewhere. */
const grounded = new WeakSet<PositionedDocument>()

/** Says of a document that parts of it were written elsewhere, and each of its numbers says what it rests on. */
export function markGrounded(document: PositionedDocument): void {
  grounded.add(document)
}

interface Ground {
  readonly source?: string | undefined
  readonly at?: string | undefined
  readonly assumption?: string | undefined
}

/** What the numbers of a flow rest on where nothing nearer says so. */
export function groundOfFlow(document: Checked<FlowDocument>): Ground {
  return grounded.has(document) ? {} : document.value
}

/**
 * The same values, each number with the source that its step or its document states for it, so that it keeps that source
 * elsewhere. `moved` is told where a number that was a text stands now, and where it was written.
 */
export function withGrounds<T extends object>(
  value: T,
  document: PositionedDocument,
  moved: (path: Path, from: Path) => void,
): T {
  const holder = value as Mapping
  const ground = grounded.has(document) ? {} : (holder as Ground)
  const each = (path: Path, numbers: unknown, on: Ground): unknown =>
    isMapping(numbers)
      ? Object.fromEntries(Object.entries(numbers).map(([key, given]) => [key, number([...path, key], given, on)]))
      : numbers
  const number = (path: Path, given: unknown, on: Ground): unknown => {
    if (on.source === undefined && on.assumption === undefined) return given
    const { source, at, assumption } = on
    const said = { ...(source && { source }), ...(at && { at }), ...(assumption && { assumption }) }
    if (typeof given === 'string') {
      if (!isLiteral(given)) return given
      moved([...path, 'value'], path)
      return { value: given, ...said }
    }
    if (!isMapping(given) || given.source !== undefined || given.assumption !== undefined) return given
    return isLiteral(String(given.value ?? given.is ?? '')) ? { ...said, ...given } : given
  }
  const station = (path: Path, entry: unknown): unknown => {
    if (!isMapping(entry)) return entry
    const own = entry.source !== undefined || entry.assumption !== undefined ? (entry as Ground) : ground
    return Object.fromEntries(
      Object.entries(entry).map(([key, part]) => [key, isMapping(part) ? each([...path, key], part, own) : part]),
    )
  }
  const out: Record<string, unknown> = { ...holder }
  for (const section of ['parameters', 'finished', 'set'])
    if (holder[section] !== undefined) out[section] = each([section], holder[section], ground)
  if (holder.product !== undefined) out.product = station(['product'], holder.product)
  if (isMapping(holder.steps))
    out.steps = Object.fromEntries(
      Object.entries(holder.steps).map(([name, step]) => [name, station(['steps', name], step)]),
    )
  return out as T
}

function isLiteral(text: string): boolean {
  const parsed = parseExpression(text)
  return !isProblem(parsed) && parsed.kind === 'literal'
}
