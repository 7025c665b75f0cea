import { type ConstantPool, VectorCode } from '../../evaluation/kernel/vector-code.ts'

/** Words that functions take at a time. */
export const CAPACITY = 4096
/** Words and their values; what functions are given; constants; tables behind them. In bytes. */
export const WORDS = 0
export const VALUES: number = CAPACITY * 4
export const GIVEN: number = VALUES + CAPACITY * 8
export const CONSTANTS: number = GIVEN + 2048
export const TABLES: number = CONSTANTS + 2048

/** Places of what functions are given, in bytes: 64 bits each for `lookUp`, words for `permute`. */
export const AT = {
  location: 0,
  scale: 8,
  offset: 16,
  above: 24,
  base: 32,
  side: 40,
  mask: 48,
  width: 56,
  rounds: 64,
} as const
export const WORD = {
  samples: 96,
  mask: 100,
  shift: 104,
  turn: 108,
  last: 112,
  key: 116,
  times1: 120,
  times2: 124,
  four: 128,
  from: 144,
} as const

/** Bytes of a cell of a table, and where the cell of one step begins. */
export const CELL = 32
export const EXPONENT = 1023
export const CELLS_LOG = 4
export const CELLS = 16

const LOW_LANES = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]
const HIGH_LANES = LOW_LANES.map((byte) => byte + 8)

/** See `lookUpWords`: two words a step. */
export function lookUpCode(pool: ConstantPool): VectorCode {
  const code = new VectorCode(pool, 2)
  const { side, steps, x, square, place, first, second } = code.named(
    'side',
    'steps',
    'x',
    'square',
    'place',
    'first',
    'second',
  )
  const given = (at: keyof typeof AT): VectorCode => code.splatAt(GIVEN + AT[at])
  code.loop(() => {
    code.loadWords(WORDS).tee(steps).shift('shiftRightSignedWord', 31).tee(side).get(steps).vector('exclusiveOr')
    code.vector('fromSignedWord').set(steps)
    // steps + offset, and 1 more in the upper half where the offset is 0
    code.get(steps)
    given('offset').vector('add')
    code.get(side).vector('fromSignedWord')
    given('above').vector('multiply').vector('subtract').set(x)
    // the cell of step 0 is that of a quarter: two octaves before that of 1
    code.get(steps).constant(0.25).vector('max').shift('shiftRight', 43)
    given('mask').vector('and')
    code.get(side).vector('extendWord')
    given('side').vector('and').vector('addInteger')
    given('base').vector('addInteger').set(place)
    code.get(x).get(x).vector('multiply').set(square)
    // of each word (a + x² c, b + x² d), and then the first and x times the second
    const lane = (word: number, lanes: readonly number[], to: number): void => {
      code.loadThrough(place, word, 0).loadThrough(place, word, 16)
      code.get(square).get(square).shuffle(lanes).vector('multiply').vector('add').set(to)
    }
    lane(0, [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7], first)
    lane(2, [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15], second)
    given('location')
    given('scale')
    code.get(first).get(second).shuffle(LOW_LANES)
    code.get(first).get(second).shuffle(HIGH_LANES).get(x).vector('multiply').vector('add')
    code.vector('multiply').vector('add').set(first).store(first, VALUES)
  })
  return code
}

/** Four words at a time: the permutation, walked until all four are below the number of samples, then the place in the stratum. */
export function permuteCode(pool: ConstantPool): VectorCode {
  const code = new VectorCode(pool, 2)
  const { counter, x, y, done, mixed, low, high, first } = code.named(
    'counter',
    'x',
    'y',
    'done',
    'mixed',
    'low',
    'high',
    'first',
  )
  const given = (at: keyof typeof WORD): VectorCode => code.splatWordAt(GIVEN + WORD[at])
  const round = (nth: number): void => {
    code.splatWordAt(GIVEN + AT.rounds + 8 * nth).vector('addWord')
    code.splatWordAt(GIVEN + AT.rounds + 8 * nth + 4).vector('multiplyWord')
    given('mask').vector('and').set(y)
    code
      .get(y)
      .get(y)
      .shiftByWordAt('shiftRightWord', GIVEN + WORD.shift)
      .vector('exclusiveOr')
  }
  code.loadAt(GIVEN + WORD.from).set(counter)
  code.loop(() => {
    // a number behind the last sample may be in a cycle of such numbers alone
    code.get(counter)
    given('last').vector('minWord').set(x)
    code.constant(0).set(done)
    code.repeatWhileAny(() => {
      code.get(x).get(x)
      for (let nth = 0; nth < 4; nth++) round(nth)
      // those that are below stay
      code.get(done).vector('select').tee(x)
      given('samples').vector('lessWord').tee(done).vector('not')
    })
    code
      .get(counter)
      .loadAt(GIVEN + WORD.four)
      .vector('addWord')
      .set(counter)
    // turned on, modulo the samples
    code.get(x)
    given('turn').vector('addWord').set(x)
    code.get(x)
    given('samples')
    given('last')
      .get(x)
      .vector('subtractWord')
      .shift('shiftRightSignedWord', 31)
      .vector('and')
      .vector('subtractWord')
      .set(x)
    code.get(x)
    given('key').vector('exclusiveOr').set(mixed)
    mix(code, mixed, 16, () => given('times1'))
    mix(code, mixed, 13, () => given('times2'))
    code.get(mixed).get(mixed).shift('shiftRightWord', 16).vector('exclusiveOr').set(mixed)
    stratum(code, x, mixed, first, low)
    for (const local of [x, mixed])
      code
        .get(local)
        .get(local)
        .shuffle([...HIGH_LANES.slice(0, 8), ...HIGH_LANES.slice(0, 8)])
        .set(local)
    stratum(code, x, mixed, first, high)
    // the low word of each of the four
    code.get(low).get(high).shuffle([0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]).set(x)
    code.store(x, WORDS)
  })
  return code
}

function mix(code: VectorCode, word: number, by: number, times: () => VectorCode): void {
  code.get(word).get(word).shift('shiftRightWord', by).vector('exclusiveOr')
  times().vector('multiplyWord').set(word)
}

/** 2^52: added to a whole number below it, its low bits are that number. */
const WHOLE = 2 ** 52

/** The words of the first two strata, in the low bits of two float64: from the limit rounded to the next limit rounded. */
function stratum(code: VectorCode, x: number, mixed: number, first: number, to: number): void {
  const limit = (more: number): void => {
    code.get(x).vector('fromSignedWord')
    if (more > 0) code.constant(more).vector('add')
    code
      .splatAt(GIVEN + AT.width)
      .vector('multiply')
      .constant(0.5)
      .vector('add')
      .vector('floor')
  }
  limit(0)
  code.set(first)
  code.get(first).get(mixed).vector('fromWord')
  limit(1)
  code
    .get(first)
    .vector('subtract')
    .vector('multiply')
    .constant(2 ** -32)
    .vector('multiply')
  code.vector('add').vector('floor').constant(WHOLE).vector('add').set(to)
}
