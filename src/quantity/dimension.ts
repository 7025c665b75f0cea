import { BASE_SYMBOLS, type Exponents, PREFERRED } from './preferred.ts'

/** A dimension: a small number that stands for one set of exponents, so that equal dimensions are equal numbers. */
export type Dimension = number

const exponentsById: Exponents[] = []
const idByKey = new Map<string, Dimension>()

/** The dimension with these exponents of m, kg, s, A, K, mol and money. */
export function dimensionOf(exponents: Exponents): Dimension {
  const snapped = exponents.map(snap) as unknown as Exponents
  const key = snapped.join()
  const known = idByKey.get(key)
  if (known !== undefined) return known
  const id = exponentsById.push(snapped) - 1
  idByKey.set(key, id)
  return id
}

/** Room for thirds, sevenths and decimals of up to three places: 63000 is divisible by 1000 and by each of 2 to 10. */
const STEPS = 63_000

/** `(m^2)^(1/3)` cubed has to be an area again, so an exponent close to a common fraction is taken as that fraction. */
function snap(exponent: number): number {
  const steps = Math.round(exponent * STEPS)
  const snapped = Math.abs(exponent * STEPS - steps) < 1e-6 ? steps / STEPS : exponent
  return snapped === 0 ? 0 : snapped // not -0, which compares equal but is another exponent to Object.is
}

/** A number without a unit. */
export const PLAIN: Dimension = dimensionOf([0, 0, 0, 0, 0, 0, 0])
/** m */
export const LENGTH: Dimension = dimensionOf([1, 0, 0, 0, 0, 0, 0])
/** m^2 */
export const AREA: Dimension = dimensionOf([2, 0, 0, 0, 0, 0, 0])
/** kg */
export const MASS: Dimension = dimensionOf([0, 1, 0, 0, 0, 0, 0])
/** s */
export const TIME: Dimension = dimensionOf([0, 0, 1, 0, 0, 0, 0])
/** K, a difference of temperature (and an absolute temperature in kelvin) */
export const TEMPERATURE: Dimension = dimensionOf([0, 0, 0, 0, 1, 0, 0])
/** mol */
export const AMOUNT: Dimension = dimensionOf([0, 0, 0, 0, 0, 1, 0])
/** USD */
export const MONEY: Dimension = dimensionOf([0, 0, 0, 0, 0, 0, 1])
/** J */
export const ENERGY: Dimension = dimensionOf([2, 1, -2, 0, 0, 0, 0])
/** W */
export const POWER: Dimension = dimensionOf([2, 1, -3, 0, 0, 0, 0])

/** What a bare 0 has: it fits every dimension, and a product with it fits every dimension too. */
export const ANY: Dimension = exponentsById.push([0, 0, 0, 0, 0, 0, 0]) - 1
/**
 * A temperature in degC: a point on a scale, of which only differences mean anything. Whoever does arithmetic decides what
 * is allowed with a point; here it multiplies as the kelvin it is stored in, so that a refused expression still has a dimension.
 */
export const POINT: Dimension = exponentsById.push([0, 0, 0, 0, 1, 0, 0]) - 1

const products = new Map<number, Dimension>()
const quotients = new Map<number, Dimension>()
const powers = new Map<string, Dimension>()

/** Two ids as one key; exact while there are fewer than 2^26 dimensions. */
const pair = (a: Dimension, b: Dimension): number => a * 2 ** 26 + b

/** The dimension of a product. */
export function multiply(a: Dimension, b: Dimension): Dimension {
  const key = pair(a, b)
  const known = products.get(key)
  if (known !== undefined) return known
  const result = a === ANY || b === ANY ? ANY : combine(a, b, (x, y) => x + y)
  products.set(key, result)
  return result
}

/** The dimension of a quotient. */
export function divide(a: Dimension, b: Dimension): Dimension {
  const key = pair(a, b)
  const known = quotients.get(key)
  if (known !== undefined) return known
  const result = a === ANY || b === ANY ? ANY : combine(a, b, (x, y) => x - y)
  quotients.set(key, result)
  return result
}

/** The dimension of a power; the exponent may be a fraction (0.5 for a square root). */
export function power(a: Dimension, exponent: number): Dimension {
  if (a === ANY || a === PLAIN) return a
  const key = `${a}^${exponent}`
  const known = powers.get(key)
  if (known !== undefined) return known
  // 0 stays 0 also where the exponent has overflowed.
  const result = combine(a, a, (x) => (x === 0 ? 0 : x * exponent))
  powers.set(key, result)
  return result
}

function combine(a: Dimension, b: Dimension, of: (x: number, y: number) => number): Dimension {
  const y = exponentsOf(b)
  return dimensionOf(exponentsOf(a).map((x, at) => of(x, y[at] ?? 0)) as unknown as Exponents)
}

/** Exponents of m, kg, s, A, K, mol and money. */
export function exponentsOf(dimension: Dimension): Exponents {
  const exponents = exponentsById[dimension]
  if (exponents === undefined) throw new RangeError(`no dimension has the id ${dimension}`)
  return exponents
}

let preferredUnits: Map<Dimension, { readonly unit: string; readonly word: string | undefined }> | undefined

function preferred(dimension: Dimension): { readonly unit: string; readonly word: string | undefined } | undefined {
  preferredUnits ??= new Map(PREFERRED.map(([unit, exponents, word]) => [dimensionOf(exponents), { unit, word }]))
  return preferredUnits.get(dimension)
}

/** The text of the unit in which a value of this dimension is shown; composed of base units where none is preferred. */
export function unitTextOf(dimension: Dimension): string {
  if (dimension === POINT) return 'degC'
  return preferred(dimension)?.unit ?? composed(exponentsOf(dimension))
}

/** The dimension in words that an engineer reads: "area", "USD/kg", "a plain number". */
export function dimensionText(dimension: Dimension): string {
  if (dimension === ANY) return 'any dimension'
  if (dimension === POINT) return 'temperature in degC'
  return preferred(dimension)?.word ?? unitTextOf(dimension)
}

/** Base units as a quotient, "kg/(m^2*s)", in a form that reads back as a unit. */
function composed(exponents: Exponents): string {
  const above: string[] = []
  const below: string[] = []
  for (const [at, exponent] of exponents.entries()) {
    const size = Math.abs(exponent)
    const text = size === 1 ? BASE_SYMBOLS[at] : `${BASE_SYMBOLS[at]}^${Number(size.toPrecision(6))}`
    if (text !== undefined && exponent !== 0) (exponent > 0 ? above : below).push(text)
  }
  const top = above.join('*') || '1'
  if (below.length === 0) return top
  return `${top}/${below.length > 1 ? `(${below.join('*')})` : below[0]}`
}
