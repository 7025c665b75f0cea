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

/** Values of an input at which two routes cost the same, among those at which both were evaluated; by straight lines between them. */
export function crossingsOf(
  x: readonly number[],
  a: readonly number[],
  b: readonly number[],
): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = []
  for (let i = 1; i < x.length; i++) {
    const [before, after] = [(a[i - 1] as number) - (b[i - 1] as number), (a[i] as number) - (b[i] as number)]
    if (before === after || !(before * after <= 0) || (after === 0 && i < x.length - 1)) continue
    const part = before / (before - after)
    const between = (values: readonly number[]): number =>
      (values[i - 1] as number) + part * ((values[i] as number) - (values[i - 1] as number))
    found.push({ x: between(x), y: between(a) })
  }
  return found
}
