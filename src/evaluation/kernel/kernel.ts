import { BLOCK, COLUMN_BYTES } from './chunks.ts'
import type { KernelPlan } from './plan.ts'
import { settleBlock } from './settle-block.ts'
import { type CompiledModule, webAssembly } from './web-assembly.ts'

type BlockFunction = (at: number, bytes: number) => void

const PAGE = 65_536

/**
 * A generated kernel: fill the inputs' columns, run, read the outputs' columns. Code is made from checked equations alone; no text
 * of a document is in it. It is WebAssembly, which threads share once it is compiled, and which gives the same bytes everywhere.
 */
export class Kernel {
  readonly plan: KernelPlan
  /** A column of `BLOCK` values for each varied input, in base units, to be filled before a run. */
  readonly inputs: readonly Float64Array[]
  /** A column for each output, in base units; NaN where the scenario cannot be. */
  readonly outputs: readonly Float64Array[]
  readonly #status: Float64Array
  readonly #before: readonly BlockFunction[]
  readonly #settle: ((count: number) => void) | undefined
  readonly #after: readonly BlockFunction[]

  /** `compiled` is the plan's module where another thread has compiled it. */
  constructor(plan: KernelPlan, compiled: CompiledModule = new webAssembly.Module(plan.module)) {
    const bytes = plan.constantsFrom + plan.constants.length * 8
    const memory = new webAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
    const { exports } = new webAssembly.Instance(compiled, { m: { m: memory } })
    const functions = (places: readonly number[]): BlockFunction[] =>
      places.map((place) => exports[`f${place}`] as BlockFunction)
    const column = (place: number): Float64Array => new Float64Array(memory.buffer, place * COLUMN_BYTES, BLOCK)
    new Float64Array(memory.buffer, plan.constantsFrom).set(plan.constants)
    this.plan = plan
    this.inputs = plan.inputs.map(column)
    this.outputs = plan.outputs.map((output) => ('column' in output ? column(output.column) : new Float64Array(BLOCK)))
    this.#status = column(plan.status)
    this.#before = functions(plan.before)
    this.#after = functions(plan.after)
    const { settling } = plan
    if (settling === undefined) return
    const toGap = functions(settling.functions)
    const [input, gap] = [column(settling.input), column(settling.gap)]
    this.#settle = (count) => settleBlock(settling, input, gap, this.#status, (n) => runAll(toGap, n), count)
  }

  /**
   * Evaluates the first `count` scenarios of the block. `refused` counts, by code, those that cannot be; the last place counts
   * those whose outputs are no numbers. Their outputs are NaN.
   */
  run(count: number, refused: Float64Array): void {
    const status = this.#status
    status.fill(0)
    for (const [i, output] of this.plan.outputs.entries())
      if ('constant' in output) this.outputs[i]?.fill(output.constant, 0, count)
    runAll(this.#before, count)
    if (this.#settle !== undefined) this.#settle(count)
    runAll(this.#after, count)
    const unnumbered = refused.length - 1
    for (let i = 0; i < count; i++) {
      let code = status[i] as number
      if (code === 0) {
        let sum = 0
        for (const output of this.outputs) sum += (output[i] as number) * 0
        if (sum === 0) continue
        code = unnumbered
      }
      refused[code] = (refused[code] as number) + 1
      for (const output of this.outputs) output[i] = Number.NaN
    }
  }
}

function runAll(functions: readonly BlockFunction[], count: number): void {
  // two scenarios at a time
  const bytes = (count + (count & 1)) * 8
  for (const run of functions) run(0, bytes)
}
