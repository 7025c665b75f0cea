import type { ConstantPool } from './vector-code.ts'
import { VectorCode } from './vector-code.ts'

/** A float64 whose bits are a 64-bit integer. */
function fromBits(bits: bigint): number {
  return new Float64Array(BigInt64Array.of(bits).buffer)[0] as number
}

const ROOT_HALF_BITS = fromBits(0x3fe6a09e667f3bcdn)
/** 1.5 * 2^52: added to a whole number, its low bits are that number in two's complement. */
const SHIFT = 6755399441055744
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const LOG_TERMS = [
  0.14798198605116586, 0.15313837699209373, 0.1818357216161805, 0.22222198432149784, 0.2857142874366239,
  0.3999999999940942, 0.6666666666666735,
]
const EXP_TERMS = [
  4.1381367970572385e-8, -1.6533902205465252e-6, 6.613756321437934e-5, -0.0027777777777015593, 0.16666666666666602,
]
/** Beyond these an exponential is no normal number. */
export const MOST_EXPONENT = 709
export const LEAST_EXPONENT = -708

/**
 * The natural logarithm of two positive normal numbers, to within 1 unit in the last place: a power of two is taken off, and the
 * rest is a polynomial in f / (2 + f). Method and coefficients of Sun's fdlibm, e_log.c. What is not positive gives no sensible
 * value. Our own, so that the same bytes come out on every machine and version.
 */
export function logarithm(pool: ConstantPool): VectorCode {
  const code = new VectorCode(pool, 1)
  const x = 0
  const { shifted, e, f, s, z, half } = code.named('shifted', 'e', 'f', 's', 'z', 'half')
  // the exponent as an integer, such that the rest is between √½ and √2
  code.get(x).constant(ROOT_HALF_BITS).vector('subtractInteger').shift('shiftRightSigned', 52).tee(shifted)
  code.constant(SHIFT).vector('addInteger').constant(SHIFT).vector('subtract').set(e)
  code.get(x).get(shifted).shift('shiftLeft', 52).vector('subtractInteger').constant(1).vector('subtract').tee(f)
  code.get(f).constant(2).vector('add').vector('divide').tee(s).get(s).vector('multiply').set(z)
  code.constant(0.5).get(f).vector('multiply').get(f).vector('multiply').set(half)
  // e ln2 - ((half - (s (half + R(z)) + e ln2 low)) - f)
  code.get(e).constant(LN2_HIGH).vector('multiply').get(half).get(s).get(half)
  polynomial(code, z, LOG_TERMS)
  code.get(z).vector('multiply').vector('add').vector('multiply')
  code.get(e).constant(LN2_LOW).vector('multiply').vector('add').vector('subtract').get(f).vector('subtract')
  code.vector('subtract')
  return code
}

/** e to the power of two numbers between -708 and 709, to within 1 unit in the last place, as fdlibm's e_exp.c. */
export function exponential(pool: ConstantPool): VectorCode {
  const code = new VectorCode(pool, 1)
  const x = 0
  const { k, high, low, r, t, c } = code.named('k', 'high', 'low', 'r', 't', 'c')
  code.get(x).constant(Math.LOG2E).vector('multiply').vector('nearest').set(k)
  code.get(x).get(k).constant(LN2_HIGH).vector('multiply').vector('subtract').tee(high)
  code.get(k).constant(LN2_LOW).vector('multiply').tee(low).vector('subtract').tee(r).get(r).vector('multiply').set(t)
  code.get(r).get(t)
  polynomial(code, t, EXP_TERMS)
  code.vector('multiply').vector('subtract').set(c)
  // 1 - ((low - r c / (2 - c)) - high), times 2^k
  code.constant(1).get(low).get(r).get(c).vector('multiply').constant(2).get(c).vector('subtract').vector('divide')
  code.vector('subtract').get(high).vector('subtract').vector('subtract')
  code.get(k).constant(SHIFT).vector('add').shift('shiftLeft', 52).vector('addInteger')
  return code
}

/** Horner's rule, the term of the highest power first. */
function polynomial(code: VectorCode, x: number, terms: readonly number[]): void {
  for (const [i, term] of terms.entries()) {
    if (i === 0) code.constant(term)
    else code.get(x).vector('multiply').constant(term).vector('add')
  }
}
