import { Operation } from '../../equation/graph.ts'
import { WHOLE_TOLERANCE } from '../arithmetic.ts'
import { ANYTHING, type Bounds, boundsOf, boundsOfConstant, excludesZero, isPositive } from './bounds.ts'
import { LEAST_EXPONENT, MOST_EXPONENT } from './elementary.ts'
import { constantOf, type Reference, type Remainder } from './partial.ts'
import type { Vector, VectorCode } from './vector-code.ts'

/** What code for a row is written with: the function's body, its arguments, and the functions of the module. */
export interface Writing {
  readonly rest: Remainder
  readonly code: VectorCode
  /** Puts an argument on the stack. */
  push(reference: Reference): void
  /** The local that holds an argument which is read more than once. */
  local(reference: Reference): number
  readonly logarithm: number
  readonly exponential: number
}

/** Rates and times from which an annuity loses no digits by subtracting from 1. */
const LEAST_RATE = 1e-3
/** Whole exponents up to this are products. */
const MOST_FACTORS = 16
const LN10 = Math.LN10

const UNARY: Partial<Record<Operation, Vector>> = {
  [Operation.negate]: 'negate',
  [Operation.sqrt]: 'squareRoot',
}
const BINARY: Partial<Record<Operation, Vector>> = {
  [Operation.add]: 'add',
  [Operation.subtract]: 'subtract',
  [Operation.multiply]: 'multiply',
}
const COMPARED: Partial<Record<Operation, Vector>> = {
  [Operation.less]: 'less',
  [Operation.lessOrEqual]: 'lessOrEqual',
  [Operation.equal]: 'equal',
  [Operation.notEqual]: 'notEqual',
}

/**
 * Puts the value of a row on the stack, with the meaning that the decimal ledger gives its operation: what is made of no finite
 * number is none, which is NaN here. Where bounds show that a denominator is never 0, or an argument positive, no test is written.
 * A mask of a true comparison is all ones, which read as a number is NaN.
 */
export function pushRow(writing: Writing, row: number): void {
  const { rest, code, push } = writing
  const operation = rest.operations[row] as Operation
  const [a, b] = [rest.first[row], rest.second[row]] as [Reference, Reference]
  const [x, y] = [boundsAt(rest, a), boundsAt(rest, b)]
  const [unary, binary] = [UNARY[operation], BINARY[operation]]
  if (unary !== undefined) {
    push(a)
    code.vector(unary)
  } else if (binary !== undefined) {
    push(a)
    push(b)
    code.vector(binary)
  } else if (COMPARED[operation] !== undefined) {
    pushMask(writing, row)
    code.constant(1).vector('and')
    if (!isCertain(rest, row)) for (const side of [a, b]) orUnnumbered(writing, side)
  } else {
    const write = OTHERS[operation]
    if (write === undefined) throw new Error(`operation ${operation} is not arithmetic`)
    write(writing, a, b, x, y, row)
  }
}

type Write = (writing: Writing, a: Reference, b: Reference, x: Bounds, y: Bounds, row: number) => void

const OTHERS: Partial<Record<Operation, Write>> = {
  [Operation.divide]: ({ code, push, local }, a, b, _, y) => {
    push(a)
    if (excludesZero(y)) {
      push(b)
      code.vector('divide')
      return
    }
    const under = local(b)
    code.get(under).vector('divide').get(under).constant(0).vector('equal').vector('or')
  },
  [Operation.share]: ({ code, push, local }, a, b, x) => {
    const under = local(b)
    // a total of 0 shares nothing, and of what is no number no number
    if (x.certain) code.constant(0)
    else code.get(local(a)).constant(0).vector('multiply')
    push(a)
    code.get(under).vector('divide').get(under).constant(0).vector('equal').vector('select')
  },
  [Operation.min]: ({ code, push }, a, b, x, y) => {
    push(a)
    push(b)
    code.vector(x.certain && y.certain ? 'pseudoMin' : 'min')
  },
  [Operation.max]: ({ code, push }, a, b, x, y) => {
    push(a)
    push(b)
    code.vector(x.certain && y.certain ? 'pseudoMax' : 'max')
  },
  [Operation.ceil]: (writing, a) => whole(writing, a, 'ceil'),
  [Operation.floor]: (writing, a) => whole(writing, a, 'floor'),
  [Operation.exp]: (writing, a, _, x) => {
    writing.push(a)
    exponential(writing, x)
  },
  [Operation.ln]: (writing, a, _, x) => logarithm(writing, a, x),
  [Operation.log10]: (writing, a, _, x) => {
    logarithm(writing, a, x)
    writing.code.constant(1 / LN10).vector('multiply')
  },
  [Operation.power]: power,
  [Operation.annuity]: annuity,
  [Operation.choose]: choose,
}

const ONE_ARGUMENT: ReadonlySet<Operation> = new Set([
  Operation.negate,
  Operation.ceil,
  Operation.floor,
  Operation.sqrt,
  Operation.exp,
  Operation.ln,
  Operation.log10,
])

/** What a row reads: its arguments, and those of a comparison that it tests itself. */
export function readsOf(rest: Remainder, row: number): Reference[] {
  const operation = rest.operations[row] as Operation
  if (operation === Operation.variable) return []
  const [a, b, c] = [rest.first[row], rest.second[row], rest.third[row]] as [Reference, Reference, Reference]
  if (ONE_ARGUMENT.has(operation)) return [a]
  // an argument that is read twice counts twice: it has a local then
  if (operation !== Operation.choose) return [a, b]
  return isTested(rest, a) ? [rest.first[a] as Reference, rest.second[a] as Reference, b, c] : [a, b, c]
}

function boundsAt(rest: Remainder, reference: Reference): Bounds {
  return reference < 0 ? boundsOfConstant(constantOf(rest, reference)) : (rest.bounds[reference] ?? ANYTHING)
}

function isCertain(rest: Remainder, row: number): boolean {
  return boundsAt(rest, rest.first[row] as Reference).certain && boundsAt(rest, rest.second[row] as Reference).certain
}

/** A comparison of finite numbers is tested where it is asked for, and has no value of its own. */
function isTested(rest: Remainder, condition: Reference): boolean {
  return condition >= 0 && COMPARED[rest.operations[condition] as Operation] !== undefined && isCertain(rest, condition)
}

function pushMask({ rest, code, push }: Writing, comparison: number): void {
  push(rest.first[comparison] as Reference)
  push(rest.second[comparison] as Reference)
  code.vector(COMPARED[rest.operations[comparison] as Operation] as Vector)
}

/** Makes NaN of what is on the stack where an argument is none. */
function orUnnumbered({ code, local }: Writing, argument: Reference): void {
  const value = local(argument)
  code.get(value).get(value).vector('notEqual').vector('or')
}

function choose(writing: Writing, condition: Reference, yes: Reference, x: Bounds, _: Bounds, row: number): void {
  const { rest, code, push, local } = writing
  push(yes)
  push(rest.third[row] as Reference)
  if (isTested(rest, condition)) pushMask(writing, condition)
  else {
    const value = local(condition)
    code.get(value).constant(0).vector('notEqual')
  }
  code.vector('select')
  if (!x.certain) orUnnumbered(writing, condition)
}

/** The whole number above or below, and the nearest where that is within the tolerance of all readings. */
function whole({ code, local }: Writing, a: Reference, way: 'ceil' | 'floor'): void {
  const value = local(a)
  const near = code.local()
  code.get(value).constant(0.5).vector('add').vector('floor').tee(near)
  code.get(value).vector(way)
  code.get(value).get(near).vector('subtract').vector('absolute')
  code.get(near).vector('absolute').constant(WHOLE_TOLERANCE).vector('multiply').vector('lessOrEqual').vector('select')
}

/** Of what is on the stack; where bounds let it leave the normal numbers, 0 below and NaN above. */
function exponential({ code, exponential: exp }: Writing, y: Bounds): void {
  if (y.low >= LEAST_EXPONENT && y.high <= MOST_EXPONENT && y.certain) {
    code.call(exp)
    return
  }
  const value = code.local()
  code.set(value).constant(0)
  code.get(value).constant(MOST_EXPONENT).vector('min').constant(LEAST_EXPONENT).vector('max').call(exp)
  code.get(value).constant(LEAST_EXPONENT).vector('less').vector('select')
  code.constant(MOST_EXPONENT).get(value).vector('less').vector('or')
  // the bits of what is no number are not kept on the way
  code.get(value).get(value).vector('notEqual').vector('or')
}

function logarithm({ code, push, local, logarithm: log }: Writing, a: Reference, x: Bounds): void {
  if (isPositive(x)) {
    push(a)
    code.call(log)
    return
  }
  const value = local(a)
  code.get(value).call(log).constant(0).get(value).vector('less').vector('not').vector('or')
}

/** By products, or by exp and log, which take a third of the time of a general power. */
function power(writing: Writing, a: Reference, b: Reference, x: Bounds, y: Bounds): void {
  const { rest, code, push, local, logarithm: log } = writing
  const exponent = b < 0 ? constantOf(rest, b) : undefined
  if (exponent !== undefined && Number.isInteger(exponent) && Math.abs(exponent) <= MOST_FACTORS && exponent !== 0) {
    const base = local(a)
    if (exponent < 0) code.constant(1)
    code.get(base)
    for (let factor = 1; factor < Math.abs(exponent); factor++) code.get(base).vector('multiply')
    if (exponent < 0) code.vector('divide')
    if (exponent < 0 && !excludesZero(x)) code.get(base).constant(0).vector('equal').vector('or')
    return
  }
  const scaled = boundsOf(Operation.multiply, boundsOf(Operation.ln, x, x), y)
  if (isPositive(x)) {
    push(a)
    code.call(log)
    push(b)
    code.vector('multiply')
    exponential(writing, scaled)
    return
  }
  const [base, to] = [local(a), local(b)]
  code.get(base).call(log).get(to).vector('multiply')
  exponential(writing, ANYTHING)
  // of 0 it is 0 where the exponent is above 0; a base below 0 has no power that is not whole
  code.get(base).constant(0).vector('equal').constant(0).get(to).vector('less').vector('and').vector('not')
  code.constant(0).get(base).vector('less').vector('select')
}

/** r / (1 - (1 + r)^-n), and 1 / n at a rate of 0. */
function annuity(writing: Writing, a: Reference, b: Reference, x: Bounds, y: Bounds): void {
  const { code, local, logarithm: log, exponential: exp } = writing
  const [rate, periods] = [local(a), local(b)]
  if (x.low >= LEAST_RATE && y.low >= 1 && x.certain && y.certain) {
    code.get(rate).constant(1)
    code.get(rate).constant(1).vector('add').call(log).get(periods).vector('multiply').vector('negate')
    exponential(writing, boundsOf(Operation.multiply, boundsOf(Operation.ln, x, x), y))
    code.vector('subtract').vector('divide')
    return
  }
  // near a rate of 0, by log1p and expm1 (Kahan): the error of 1 + r is made in both terms of a quotient, and cancels
  const [sum, over, t, grown] = [code.local(), code.local(), code.local(), code.local()]
  code.get(rate).constant(1).vector('add').tee(sum).constant(1).vector('subtract').set(over)
  code.get(rate).get(sum).call(log).get(rate).get(over).vector('divide').vector('multiply')
  code.get(over).constant(0).vector('equal').vector('select')
  code.get(periods).vector('multiply').vector('negate').set(t)
  code.get(t).constant(MOST_EXPONENT).vector('min').constant(LEAST_EXPONENT).vector('max').call(exp).set(grown)
  code.constant(1).get(periods).vector('divide')
  code.get(rate)
  code.get(t).get(grown).constant(1).vector('subtract').get(t).get(grown).call(log).vector('divide').vector('multiply')
  code.get(grown).constant(1).vector('equal').vector('select').vector('negate').vector('divide')
  code.get(rate).constant(0).vector('equal').vector('select')
  // a time of 0, or a rate of -1 and below, has none
  code.get(periods).constant(0).vector('equal').vector('or')
  code.get(periods).get(periods).vector('notEqual').vector('or')
  code.constant(0).get(sum).vector('less').vector('not').vector('or')
}
