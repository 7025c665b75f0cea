import { isScalar, type Pair } from 'yaml'
import type { Diagnostics } from './diagnostic.ts'
import type { Span } from './span.ts'

/**
 * Entries of a `{ … }` that have no colon and follow a value: the comma before them was meant as part of that value, as
 * in `{ value: 1,5 kg }` or `{ is: min(a, b) }`. They are reported, one value one problem, and returned to be left out;
 * the value is read as it was meant, so that nothing further is found wrong with it.
 */
export function splitByComma(
  items: readonly Pair[],
  { file, text, diagnostics }: { file: string; text: string; diagnostics: Diagnostics },
): Set<Pair> {
  const split = new Set<Pair>()
  for (let i = 1; i < items.length; i++) {
    const before = items[i - 1]
    if (!before || !isScalar(before.key) || !isScalar(before.value) || before.value.range == null) continue
    let last: Span | undefined
    let first: Span | undefined
    for (; i < items.length; i++) {
      const rest = rangeWithoutValue(items[i], file)
      if (rest === undefined) break
      first ??= rest
      last = rest
      split.add(items[i] as Pair)
    }
    if (first === undefined || last === undefined) continue
    const valueStart = before.value.range[0]
    const whole = text.slice(valueStart, last.end)
    const decimal = /^[^,]*\d,\d[^,]*$/.test(whole)
    before.value.value = decimal ? whole.replace(',', '.') : whole
    diagnostics.error(
      'COMMA_SPLIT',
      { file, start: valueStart, end: last.end },
      {
        key: String(before.key.value),
        rest: text.slice(first.start, first.end),
        whole,
        decimal,
      },
    )
  }
  return split
}

/** Where an entry without a colon stands. */
function rangeWithoutValue(pair: Pair | undefined, file: string): Span | undefined {
  if (!pair || pair.value != null || !isScalar(pair.key) || pair.key.range == null) return undefined
  return { file, start: pair.key.range[0], end: pair.key.range[1] }
}
