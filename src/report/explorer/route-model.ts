import { BLOCK } from '../../evaluation/kernel/chunks.ts'
import { Kernel } from '../../evaluation/kernel/kernel.ts'
import type { KernelPlan } from '../../evaluation/kernel/plan.ts'
import type { CompiledModule } from '../../evaluation/kernel/web-assembly.ts'
import { decoded } from './bytes.ts'
import type { EncodedPlan, ExploredInput, ExploredRoute, PlainUnit } from './explored-route.ts'

/** Values of inputs that are moved, by name, in the unit of each. */
export type Moved = ReadonlyMap<string, number>

/** The figures of one scenario, or why it cannot be. */
export interface Figures {
  /** In the unit of each output; undefined where the route has none of that name or it is no number. */
  of(name: string): number | undefined
  readonly refused: string | undefined
}

export interface TornadoBar {
  readonly input: ExploredInput
  readonly atLow: number | undefined
  readonly atHigh: number | undefined
  readonly swing: number
}

/** The plan of a kernel from its text. */
export function planOf(encoded: EncodedPlan): KernelPlan {
  return {
    ...encoded,
    module: decoded(encoded.module),
    constants: new Float64Array(decoded(encoded.constants).buffer),
    outputs: encoded.outputs.map((output) =>
      'constant' in output ? { constant: output.constant ?? Number.NaN } : output,
    ),
  }
}

const inBase = (value: number, { factor, offset }: PlainUnit): number => value * factor + offset
const fromBase = (value: number, { factor, offset }: PlainUnit): number => (value - offset) / factor

/** A route that is evaluated anew with every move of a slider, by the kernel that studies of the command line run. */
export class RouteModel {
  readonly route: ExploredRoute
  readonly #kernel: Kernel
  readonly #inputs: ReadonlyMap<string, number>
  readonly #outputs: ReadonlyMap<string, number>
  readonly #counts: Float64Array

  /** `compiled` is the module where it has been compiled beforehand, as pages must for large ones. */
  constructor(route: ExploredRoute, plan: KernelPlan, compiled?: CompiledModule) {
    this.route = route
    this.#kernel = new Kernel(plan, compiled)
    this.#inputs = new Map(route.inputs.map(({ name }, i) => [name, i]))
    this.#outputs = new Map(route.outputs.map(({ name }, i) => [name, i]))
    this.#counts = new Float64Array(route.reasons.length)
  }

  inputOf(name: string): ExploredInput | undefined {
    return this.route.inputs[this.#inputs.get(name) ?? -1]
  }

  figures(moved: Moved): Figures {
    this.#run(moved, 1, () => undefined)
    const { route } = this
    const code = this.#counts.findIndex((count) => count > 0)
    const values = this.#kernel.outputs.map((column) => column[0] as number)
    return {
      refused: code < 0 ? undefined : route.reasons[code],
      of: (name) => {
        const place = this.#outputs.get(name)
        if (place === undefined) return undefined
        const value = fromBase(values[place] as number, (route.outputs[place] as ExploredRoute['outputs'][number]).unit)
        return Number.isFinite(value) ? value : undefined
      },
    }
  }

  /** A figure at each of many values of one input, the others as they are moved; NaN where that cannot be. */
  along(input: string, values: readonly number[], moved: Moved, figure = 'cost'): number[] {
    const found: number[] = []
    for (let from = 0; from < values.length; from += BLOCK) {
      const part = values.slice(from, from + BLOCK)
      this.#run(moved, part.length, (name, i) => (name === input ? part[i] : undefined))
      found.push(...this.#column(figure, part.length))
    }
    return found
  }

  /** What the stated range of each input does to a figure, the others as they are moved; the largest first. */
  tornado(moved: Moved, figure = 'cost'): TornadoBar[] {
    const inputs = this.route.inputs.filter(({ isStated }) => isStated)
    const values: number[] = []
    for (let from = 0; from < 2 * inputs.length; from += BLOCK) {
      const count = Math.min(BLOCK, 2 * inputs.length - from)
      this.#run(moved, count, (name, i) => {
        const input = inputs[(from + i) >> 1] as ExploredInput
        return name === input.name ? ((from + i) % 2 === 0 ? input.low : input.high) : undefined
      })
      values.push(...this.#column(figure, count))
    }
    const base = this.figures(moved).of(figure)
    return inputs
      .map((input, i): TornadoBar => {
        const [atLow, atHigh] = [finite(values[2 * i]), finite(values[2 * i + 1])]
        const all = [atLow, atHigh, base].filter((value) => value !== undefined)
        return { input, atLow, atHigh, swing: Math.max(...all) - Math.min(...all) }
      })
      .filter(({ swing }) => swing > 0)
      .sort((a, b) => b.swing - a.swing || (a.input.name < b.input.name ? -1 : 1))
  }

  #column(figure: string, count: number): number[] {
    const place = this.#outputs.get(figure)
    if (place === undefined) return Array.from({ length: count }, () => Number.NaN)
    const { unit } = this.route.outputs[place] as ExploredRoute['outputs'][number]
    return Array.from((this.#kernel.outputs[place] as Float64Array).subarray(0, count), (value) =>
      fromBase(value, unit),
    )
  }

  #run(moved: Moved, count: number, own: (name: string, scenario: number) => number | undefined): void {
    for (const [i, { name, value, unit }] of this.route.inputs.entries()) {
      const column = this.#kernel.inputs[i] as Float64Array
      const standing = moved.get(name) ?? value
      for (let k = 0; k < count; k++) column[k] = inBase(own(name, k) ?? standing, unit)
    }
    this.#counts.fill(0)
    this.#kernel.run(count, this.#counts)
  }
}

const finite = (value: number | undefined): number | undefined => (Number.isFinite(value) ? value : undefined)

/** Where one route becomes cheaper than another: both cost `y` at `x`, or one of them leaps past the other there. */
export interface Passing {
  readonly x: number
  readonly y: number
  readonly isLeap: boolean
}

/** Costs of two routes at values of an input. */
type CostsAt = (x: readonly number[]) => readonly [a: readonly number[], b: readonly number[]]

/** How often the place of a passing is looked at more closely; each time by as many values as a kernel takes in one go. */
const CLOSER = 2

/**
 * Where two routes pass each other, among values at which both were evaluated: what lies between two of them is not seen. With
 * `closer`, places are found to 1e-5 of the distance between two values, and told from leaps; without, by straight lines.
 */
export function passings(x: readonly number[], [a, b]: ReturnType<CostsAt>, closer?: CostsAt): Passing[] {
  const found: Passing[] = []
  for (let i = 1; i < x.length; i++) {
    const ends = { x: [x[i - 1], x[i]], a: [a[i - 1], a[i]], b: [b[i - 1], b[i]] } as Ends
    const [before, after] = [ends.a[0] - ends.b[0], ends.a[1] - ends.b[1]]
    if (before === after || !(before * after <= 0) || (after === 0 && i < x.length - 1)) continue
    found.push(passingWithin(closer === undefined ? ends : narrowed(ends, closer), Math.abs(before) + Math.abs(after)))
  }
  return found
}

interface Ends {
  readonly x: readonly [number, number]
  readonly a: readonly [number, number]
  readonly b: readonly [number, number]
}

function narrowed(ends: Ends, closer: CostsAt): Ends {
  let now = ends
  for (let round = 0; round < CLOSER; round++) {
    const [low, high] = now.x
    const x = Array.from({ length: BLOCK }, (_, i) => low + ((high - low) * i) / (BLOCK - 1))
    const [a, b] = closer(x)
    const at = x.findIndex((_, i) => {
      const [before, after] = [(a[i] as number) - (b[i] as number), (a[i + 1] as number) - (b[i + 1] as number)]
      return before * after <= 0
    })
    if (at < 0) return now
    now = { x: [x[at], x[at + 1]], a: [a[at], a[at + 1]], b: [b[at], b[at + 1]] } as Ends
  }
  return now
}

/** A difference that stays nearly as large as it was, however close it is looked at, is a leap. */
const LEAP = 0.02

function passingWithin({ x, a, b }: Ends, wide: number): Passing {
  const [before, after] = [a[0] - b[0], a[1] - b[1]]
  const isLeap = Math.abs(before) + Math.abs(after) > LEAP * wide && x[1] - x[0] < 1e-3 * Math.abs(x[1])
  const part = before === after ? 0 : before / (before - after)
  return { x: x[0] + part * (x[1] - x[0]), y: a[0] + part * (a[1] - a[0]), isLeap }
}
