import { nearest } from '../document/nearest.ts'
import type { Name } from '../equation/syntax.ts'
import type { Sourced } from '../equation/system.ts'
import { isUnitSymbol } from '../quantity/unit.ts'
import { unitsNear } from '../quantity/unit-near.ts'

/** Where a unit goes on: after a number, and `/` or `*` without a space, as in `3 USD/kilo`. */
const UNIT_GOES_ON = /\d[ ]?[\p{L}%°²³^\d*/()]+[*/(]$/u

/** What to say of a name that means nothing: the names it may be a slip of, and units where one may have been meant. */
export function refusedName(
  name: Name,
  sourced: Sourced,
  known: Iterable<string>,
): { name: string; near: string[]; unit: boolean; apart: boolean } {
  const names = [...known]
  const text = name.path.join('.')
  // `m^2 / yr`: a unit after a space reads as a name
  const apart = name.path.length === 1 && isUnitSymbol(text)
  const unit = name.path.length === 1 && UNIT_GOES_ON.test(sourced.text.slice(0, name.start))
  const near = nearest(text, names)
  // of a path, the first part may be the slip
  const [head, ...rest] = name.path as [string, ...string[]]
  if (near.length === 0 && rest.length > 0)
    near.push(
      ...nearest(head, new Set(names.map((known_) => known_.split('.')[0] as string))).map((first) =>
        [first, ...rest].join('.'),
      ),
    )
  return { name: text, near: unit ? [...near, ...unitsNear(text)].slice(0, 3) : near, unit, apart }
}
