import { Operation } from '../equation/graph.ts'
import type { Program } from './program.ts'

/**
 * The derivatives of one slot to every input, in one backward pass over the values of a float64 run (reverse accumulation,
 * Linnainmaa 1976). At a kink (`ceil`, `min`, `max`, `if`) it is the derivative of the branch the values are on; `ceil`, `floor`
 * and comparisons are level.
 */
export function gradient(program: Program, values: readonly number[], slot: number): Float64Array {
  const { operations, first, second, third } = program
  const adjoint = new Float64Array(operations.length)
  const found = new Float64Array(program.inputs.length)
  adjoint[slot] = 1
  const give = (to: number, amount: number): void => {
    adjoint[to] = (adjoint[to] as number) + amount
  }
  for (let at = slot; at >= 0; at--) {
    const y = adjoint[at] as number
    if (y === 0) continue
    const operation = operations[at] as Operation
    const a = first[at] as number
    const b = second[at] as number
    if (operation === Operation.variable) {
      found[a] = (found[a] as number) + y
      continue
    }
    if (operation === Operation.constant) continue
    if (operation === Operation.choose) {
      give((values[a] as number) !== 0 ? b : (third[at] as number), y)
      continue
    }
    const [da, db] = slopes(operation, values[a] as number, values[b] as number, values[at] as number)
    if (da !== 0) give(a, y * da)
    if (db !== 0) give(b, y * db)
  }
  return found
}

/** The derivatives of an operation to its two arguments, where it has the value `y`. */
function slopes(operation: Operation, a: number, b: number, y: number): [number, number] {
  switch (operation) {
    case Operation.add:
      return [1, 1]
    case Operation.subtract:
      return [1, -1]
    case Operation.multiply:
      return [b, a]
    case Operation.divide:
      return [1 / b, -y / b]
    case Operation.share:
      return b === 0 ? [0, 0] : [1 / b, -y / b]
    case Operation.negate:
      return [-1, 0]
    case Operation.power:
      // of a constant exponent the second is not asked for, and a base of 0 or below has no logarithm
      return [b === 0 ? 0 : b * a ** (b - 1), a > 0 ? y * Math.log(a) : 0]
    case Operation.min:
      return a <= b ? [1, 0] : [0, 1]
    case Operation.max:
      return a >= b ? [1, 0] : [0, 1]
    case Operation.sqrt:
      return [0.5 / y, 0]
    case Operation.exp:
      return [y, 0]
    case Operation.ln:
      return [1 / a, 0]
    case Operation.log10:
      return [1 / (a * Math.LN10), 0]
    case Operation.annuity:
      return annuitySlopes(a, b, y)
    default:
      return [0, 0]
  }
}

/** Of r / (1 - (1 + r)^-n); its limits at r = 0 are (n + 1) / 2n and -1 / n². */
function annuitySlopes(rate: number, periods: number, y: number): [number, number] {
  if (rate === 0) return [(periods + 1) / (2 * periods), -1 / periods ** 2]
  const discount = (1 + rate) ** -periods
  const paid = rate / y
  return [
    1 / paid - (rate * periods * discount) / ((1 + rate) * paid * paid),
    (-rate * discount * Math.log1p(rate)) / (paid * paid),
  ]
}
