import { ConstantPool } from '../../evaluation/kernel/vector-code.ts'
import { moduleBytes } from '../../evaluation/kernel/wasm-module.ts'
import { webAssembly } from '../../evaluation/kernel/web-assembly.ts'
import {
  AT,
  CAPACITY,
  CELL,
  CELLS,
  CELLS_LOG,
  CONSTANTS,
  EXPONENT,
  GIVEN,
  lookUpCode,
  permuteCode,
  TABLES,
  VALUES,
  WORD,
  WORDS,
} from './draw-code.ts'

const PAGE = 65_536
/** Memory for tables at most: then all are written anew as they are asked for. */
const MOST_BYTES = 64 * 2 ** 20

type BlockFunction = (at: number, bytes: number) => void

/** The functions, and views of their memory: made once, since a block is soon done. */
interface Engine {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly lookUp: BlockFunction
  readonly permute: BlockFunction
  words: Uint32Array
  values: Float64Array
  givenNumbers: Float64Array
  givenWords: Int32Array
}

let engine: Engine | undefined
let residence = new WeakMap<Float64Array, number>()
let next = TABLES

/**
 * Writes location + scale × the quantile of each of the first `count` words to into[at] and on: the cubics of `quantile-table.ts`, two
 * words at a time. A word's cell is read off the bits of its steps as a float64, whose exponent is the octave.
 */
export function lookUpWords(
  table: Float64Array,
  location: number,
  scale: number,
  words: Uint32Array,
  count: number,
  offset: 0 | 0.5,
  into: Float64Array,
  at: number,
): void {
  const base = placeOf(table)
  const { lookUp, words: own, values, givenNumbers, givenWords } = started()
  givenNumbers[AT.location / 8] = location
  givenNumbers[AT.scale / 8] = scale
  givenNumbers[AT.offset / 8] = offset
  // 1 - offset in the upper half
  givenNumbers[AT.above / 8] = offset === 0 ? 1 : 0
  // the exponent of a step begins at that of 1, whose cell is the 32nd
  givenWords[AT.base / 4] = base + CELL * 2 * CELLS - (EXPONENT << (CELLS_LOG + 5))
  for (let from = 0; from < count; from += CAPACITY) {
    const size = Math.min(CAPACITY, count - from)
    own.set(words.length === size ? words : words.subarray(from, from + size))
    lookUp(0, (size + (size & 1)) * 8)
    into.set(size === CAPACITY ? values : values.subarray(0, size), at + from)
  }
}

/** One dimension of a Latin hypercube: a permutation of the strata, and where in its stratum each sample stands. */
export interface Permutation {
  readonly samples: number
  /** All bits that a number of a sample may have. */
  readonly mask: number
  readonly shift: number
  /** Of each round what is added and the odd number that is multiplied by. */
  readonly rounds: Int32Array
  readonly turn: number
  /** What the place in the stratum belongs to, together with the stratum. */
  readonly key: number
}

/**
 * A keyed permutation of the samples' numbers: rounds of an addition, a multiplication by an odd number and a shift, each of which
 * permutes the numbers below the next power of two, until one falls below the number of samples. They are turned on, so that any
 * stratum is as likely for any sample, and put somewhere in their stratum.
 *
 * Source: cycle walking: J. Black and P. Rogaway, Ciphers with arbitrary finite domains, CT-RSA 2002.
 */
export function permuteWords(
  { samples, mask, shift, rounds, turn, key }: Permutation,
  from: number,
  count: number,
  into: Uint32Array,
): void {
  const { permute, words, givenNumbers, givenWords } = started()
  givenNumbers[AT.width / 8] = 2 ** 32 / samples
  for (let i = 0; i < 8; i++) givenWords[AT.rounds / 4 + i] = rounds[i] as number
  givenWords[WORD.samples / 4] = samples
  givenWords[WORD.mask / 4] = mask
  givenWords[WORD.shift / 4] = shift
  givenWords[WORD.turn / 4] = turn
  givenWords[WORD.last / 4] = samples - 1
  givenWords[WORD.key / 4] = key
  for (let at = 0; at < count; at += CAPACITY) {
    const size = Math.min(CAPACITY, count - at)
    for (let lane = 0; lane < 4; lane++) givenWords[WORD.from / 4 + lane] = from + at + lane
    permute(0, Math.ceil(size / 4) * 16)
    into.set(size === CAPACITY ? words : words.subarray(0, size), at)
  }
}

/** Where a table stands in the memory; written there when first asked for. */
function placeOf(table: Float64Array): number {
  const known = residence.get(table)
  if (known !== undefined) return known
  const bytes = table.length * 8
  if (next + bytes > MOST_BYTES) {
    residence = new WeakMap()
    next = TABLES
  }
  const own = started()
  const more = Math.ceil((next + bytes - own.memory.buffer.byteLength) / PAGE)
  if (more > 0) {
    own.memory.grow(more)
    Object.assign(own, viewsOf(own.memory.buffer))
  }
  new Float64Array(own.memory.buffer, next, table.length).set(table)
  residence.set(table, next)
  next += bytes
  return next - bytes
}

function viewsOf(buffer: ArrayBuffer): Pick<Engine, 'words' | 'values' | 'givenNumbers' | 'givenWords'> {
  return {
    words: new Uint32Array(buffer, WORDS, CAPACITY),
    values: new Float64Array(buffer, VALUES, CAPACITY),
    givenNumbers: new Float64Array(buffer, GIVEN, (CONSTANTS - GIVEN) / 8),
    givenWords: new Int32Array(buffer, GIVEN, (CONSTANTS - GIVEN) / 4),
  }
}

function started(): Engine {
  if (engine !== undefined) return engine
  const pool = new ConstantPool(CONSTANTS)
  const functions = [lookUpCode(pool), permuteCode(pool)].map((code) => ({ kind: 'block' as const, code }))
  const memory = new webAssembly.Memory({ initial: 16 })
  const { exports } = new webAssembly.Instance(new webAssembly.Module(moduleBytes(functions)), { m: { m: memory } })
  new Float64Array(memory.buffer, CONSTANTS).set(pool.values)
  const views = viewsOf(memory.buffer)
  views.givenWords.set([(2 * CELLS + 1) * CELLS * CELL, 0], AT.side / 4)
  views.givenWords.set([((1 << 21) - 1) & ~(CELL - 1), 0], AT.mask / 4)
  views.givenWords.set([0x85ebca6b | 0, 0xc2b2ae35 | 0, 4, 4, 4, 4], WORD.times1 / 4)
  engine = { memory, lookUp: exports.f0 as BlockFunction, permute: exports.f1 as BlockFunction, ...views }
  return engine
}
