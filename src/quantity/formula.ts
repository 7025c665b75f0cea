import { Decimal } from './decimal.ts'
import { atomicWeights } from './elements.ts'

// One address for all that is read from chemical notation.
export { isReactionProblem, parseReaction, type Reaction, type ReactionProblem, type ReactionTerm } from './reaction.ts'

/** How many atoms of each element one formula unit holds; fractions are usual in solid electrolytes. */
export type Formula = ReadonlyMap<string, Decimal>

/** Why a text is no formula, with the offending part of it. */
export interface FormulaProblem {
  /** `element`: no such element, or one without a standard atomic weight; `count`: a count of 0; `syntax`: anything else. */
  readonly problem: 'element' | 'count' | 'syntax'
  readonly symbol: string
  /** Character offsets into the text. */
  readonly start: number
  readonly end: number
}

/** Whether reading gave a problem instead of a formula. */
export function isFormulaProblem(read: Formula | FormulaProblem): read is FormulaProblem {
  return 'problem' in read
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
const TOKEN = /([A-Z][a-z]*)|([([{])|([)\]}])|([·•])/y
const COUNT = /\d+(?:\.\d+)?|\.\d+/y

/** An open bracket, or (`close` is empty) a part of a formula such as the 18 H2O of a hydrate. */
interface Group {
  readonly atoms: Map<string, Decimal>
  readonly close: string
  readonly start: number
  /** Multiplies a part as a whole: 18 in `·18H2O`. */
  readonly times: Decimal
}

/** Reads `Li5.4PS4.4Cl1.6`, `Al2(SO4)3·18H2O`, `Li₆PS₅Cl`: elements, decimal counts, nested brackets, parts joined by `·`. */
export function parseFormula(text: string): Formula | FormulaProblem {
  // A small digit takes one character, as the digit does, so positions hold.
  const plain = text.replace(/[₀-₉]/g, (digit) => `${'₀₁₂₃₄₅₆₇₈₉'.indexOf(digit)}`)
  const total = new Map<string, Decimal>()
  let open: Group[] = [group('', 0)]
  let at = 0
  const problem = (kind: FormulaProblem['problem'], start: number, end: number): FormulaProblem => {
    return { problem: kind, symbol: text.slice(start, end), start, end }
  }
  const countHere = (): Decimal | undefined => {
    COUNT.lastIndex = at
    const digits = COUNT.exec(plain)?.[0]
    at += digits?.length ?? 0
    return digits === undefined ? undefined : new Decimal(digits)
  }
  while (at < plain.length) {
    const start = at
    TOKEN.lastIndex = at
    const match = TOKEN.exec(plain)
    const inner = open.at(-1)
    if (match === null || inner === undefined) return problem('syntax', start, start + 1)
    at += match[0].length
    const [token, element, opens, closes] = match
    if (element !== undefined) {
      if (!atomicWeights().has(element)) return problem('element', start, at)
      const count = countHere() ?? new Decimal(1)
      if (count.isZero()) return problem('count', start, at)
      add(inner.atoms, element, count)
    } else if (opens !== undefined) {
      open.push(group(CLOSING[opens] ?? '', start))
    } else if (closes !== undefined) {
      const outer = open.at(-2)
      const count = countHere() ?? new Decimal(1)
      if (outer === undefined || inner.close !== token) return problem('syntax', start, start + 1)
      if (inner.atoms.size === 0 || count.isZero()) return problem(count.isZero() ? 'count' : 'syntax', inner.start, at)
      for (const [name, atoms] of inner.atoms) add(outer.atoms, name, atoms.times(count))
      open.pop()
    } else {
      if (open.length > 1 || inner.atoms.size === 0) return problem('syntax', start, at)
      for (const [name, atoms] of inner.atoms) add(total, name, atoms.times(inner.times))
      const times = countHere() ?? new Decimal(1)
      if (times.isZero()) return problem('count', start, at)
      open = [group('', start, times)]
    }
  }
  const last = open.at(-1)
  if (last === undefined || last.close !== '') return problem('syntax', last?.start ?? 0, (last?.start ?? 0) + 1)
  if (last.atoms.size === 0) return problem('syntax', last.start, plain.length)
  for (const [name, atoms] of last.atoms) add(total, name, atoms.times(last.times))
  return total
}

function group(close: string, start: number, times: Decimal = new Decimal(1)): Group {
  return { atoms: new Map(), close, start, times }
}

function add(atoms: Map<string, Decimal>, element: string, count: Decimal): void {
  atoms.set(element, (atoms.get(element) ?? new Decimal(0)).plus(count))
}

/** The molar mass in g/mol: the sum of count times standard atomic weight. */
export function molarMass(formula: Formula): Decimal {
  let mass = new Decimal(0)
  for (const [element, count] of formula) {
    const weight = atomicWeights().get(element)
    if (weight === undefined) throw new RangeError(`no standard atomic weight of ${element}`)
    mass = mass.plus(count.times(weight))
  }
  return mass
}
