/** Operations on pairs of float64, and on four words of 32 bits, as the SIMD instructions of WebAssembly number them. */
const SIMD = {
  load: 0x00,
  loadSplatWord: 0x09,
  loadSplat: 0x0a,
  store: 0x0b,
  shuffle: 0x0d,
  extractWord: 0x1b,
  lessWord: 0x3a,
  anyTrue: 0x53,
  exclusiveOr: 0x51,
  loadHalf: 0x5d,
  storeHalf: 0x5b,
  shiftLeftWord: 0xab,
  shiftRightSignedWord: 0xac,
  shiftRightWord: 0xad,
  addWord: 0xae,
  subtractWord: 0xb1,
  multiplyWord: 0xb5,
  minWord: 0xb7,
  extendWord: 0xc7,
  shiftRight: 0xcd,
  fromSignedWord: 0xfe,
  fromWord: 0xff,
  equal: 0x47,
  notEqual: 0x48,
  less: 0x49,
  lessOrEqual: 0x4b,
  not: 0x4d,
  and: 0x4e,
  andNot: 0x4f,
  or: 0x50,
  select: 0x52,
  ceil: 0x74,
  floor: 0x75,
  nearest: 0x94,
  shiftLeft: 0xcb,
  shiftRightSigned: 0xcc,
  addInteger: 0xce,
  subtractInteger: 0xd1,
  absolute: 0xec,
  negate: 0xed,
  squareRoot: 0xef,
  add: 0xf0,
  subtract: 0xf1,
  multiply: 0xf2,
  divide: 0xf3,
  min: 0xf4,
  max: 0xf5,
  pseudoMin: 0xf6,
  pseudoMax: 0xf7,
} as const

type Shift =
  | 'shiftLeft'
  | 'shiftRight'
  | 'shiftRightSigned'
  | 'shiftLeftWord'
  | 'shiftRightWord'
  | 'shiftRightSignedWord'
type Memory = 'load' | 'loadSplat' | 'loadSplatWord' | 'loadHalf' | 'store' | 'storeHalf'

export type Vector = keyof Omit<typeof SIMD, Memory | Shift | 'shuffle' | 'extractWord' | 'anyTrue'>

export const I32 = 0x7f
export const V128 = 0x7b
const VOID = 0x40

/** Unsigned and signed integers in LEB128. */
export function unsigned(value: number, into: number[]): void {
  let rest = value
  do {
    const low = rest & 0x7f
    rest >>>= 7
    into.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
}

export function signed(value: number, into: number[]): void {
  let rest = value
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    into.push(isLast ? low : low | 0x80)
    if (isLast) return
  }
}

/** Constants that code reads from memory: one place for each value. */
export class ConstantPool {
  readonly #places = new Map<number, number>()
  readonly #from: number

  /** `from` is the byte at which the pool starts. */
  constructor(from: number) {
    this.#from = from
  }

  /** The byte at which a value stands. */
  place(value: number): number {
    let place = this.#places.get(value)
    if (place === undefined) {
      place = this.#from + this.#places.size * 8
      this.#places.set(value, place)
    }
    return place
  }

  get values(): Float64Array {
    return Float64Array.from(this.#places.keys())
  }
}

/** The body of one function, as bytes; vectors are on the machine's stack. */
export class VectorCode {
  readonly bytes: number[] = []
  readonly #pool: ConstantPool
  readonly #parameters: number
  #locals = 0

  /** `parameters` are the function's own, before its locals. */
  constructor(pool: ConstantPool, parameters: number) {
    this.#pool = pool
    this.#parameters = parameters
  }

  /** A new local of two float64. */
  local(): number {
    return this.#parameters + this.#locals++
  }

  /** New locals by their names. */
  named<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, number>> {
    return Object.fromEntries(names.map((name) => [name, this.local()])) as Record<Name, number>
  }

  get locals(): number {
    return this.#locals
  }

  get(local: number): this {
    return this.#op(0x20, local)
  }

  set(local: number): this {
    return this.#op(0x21, local)
  }

  tee(local: number): this {
    return this.#op(0x22, local)
  }

  call(functionIndex: number): this {
    return this.#op(0x10, functionIndex)
  }

  /** Both lanes of a constant. */
  constant(value: number): this {
    this.bytes.push(0x41, 0)
    return this.#memory(SIMD.loadSplat, 3, this.#pool.place(value))
  }

  /** Two values of a column that starts at a byte; the first parameter counts bytes in it. */
  load(from: number): this {
    this.get(0)
    return this.#memory(SIMD.load, 4, from)
  }

  /** Writes a local to a column. */
  store(local: number, from: number): this {
    this.get(0).get(local)
    return this.#memory(SIMD.store, 4, from)
  }

  vector(operation: Vector): this {
    return this.#simd(SIMD[operation])
  }

  shift(operation: Shift, by: number): this {
    this.bytes.push(0x41)
    signed(by, this.bytes)
    return this.#simd(SIMD[operation])
  }

  /** A shift by the word at a byte. */
  shiftByWordAt(operation: Shift, at: number): this {
    this.bytes.push(0x41, 0, 0x28, 2)
    unsigned(at, this.bytes)
    return this.#simd(SIMD[operation])
  }

  /** Both lanes of the 64 bits at a byte. */
  splatAt(at: number): this {
    this.bytes.push(0x41, 0)
    return this.#memory(SIMD.loadSplat, 3, at)
  }

  /** All four lanes of the word at a byte. */
  splatWordAt(at: number): this {
    this.bytes.push(0x41, 0)
    return this.#memory(SIMD.loadSplatWord, 2, at)
  }

  /** The 16 bytes at a byte. */
  loadAt(at: number): this {
    this.bytes.push(0x41, 0)
    return this.#memory(SIMD.load, 4, at)
  }

  /** Two words of a column of words, which the first parameter counts as two float64. */
  loadWords(from: number): this {
    this.get(0)
    this.bytes.push(0x41, 1, 0x76)
    return this.#memory(SIMD.loadHalf, 3, from)
  }

  /** The 16 bytes, `more` bytes behind the one that a word of a local says. */
  loadThrough(local: number, word: number, more: number): this {
    this.get(local).#simd(SIMD.extractWord)
    this.bytes.push(word)
    return this.#memory(SIMD.load, 4, more)
  }

  /** Bytes of the two vectors on the stack, from 0 to 31. */
  shuffle(bytes: readonly number[]): this {
    this.#simd(SIMD.shuffle)
    this.bytes.push(...bytes)
    return this
  }

  /** Runs what is written in between again as long as it leaves a vector that is not all 0. */
  repeatWhileAny(write: () => void): void {
    this.bytes.push(0x03, VOID)
    write()
    this.#simd(SIMD.anyTrue)
    this.bytes.push(0x0d, 0, 0x0b)
  }

  /** Runs what is written in between for the first parameter from 0 to the second, in steps of two values. */
  loop(write: () => void): void {
    this.bytes.push(0x41, 0, 0x21, 0, 0x03, VOID)
    write()
    this.get(0)
    this.bytes.push(0x41, 16, 0x6a)
    this.tee(0)
    this.get(1)
    this.bytes.push(0x49, 0x0d, 0, 0x0b)
  }

  #op(code: number, argument: number): this {
    this.bytes.push(code)
    unsigned(argument, this.bytes)
    return this
  }

  #simd(code: number): this {
    this.bytes.push(0xfd)
    unsigned(code, this.bytes)
    return this
  }

  #memory(code: number, alignment: number, offset: number): this {
    this.#simd(code)
    this.bytes.push(alignment)
    unsigned(offset, this.bytes)
    return this
  }
}
