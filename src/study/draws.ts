import { BLOCK } from '../evaluation/kernel/chunks.ts'
import { Kernel } from '../evaluation/kernel/kernel.ts'
import type { KernelPlan } from '../evaluation/kernel/plan.ts'
import type { CompiledModule } from '../evaluation/kernel/web-assembly.ts'
import { type CopulaPlan, type Correlator, makeCorrelator } from './sampling/copula.ts'
import { type DrawPlan, transform } from './sampling/draw.ts'
import { CAPACITY } from './sampling/draw-code.ts'
import { makeSampler, type Sampler, type SamplerPlan } from './sampling/sampler.ts'
import { codesOf, type OutputColumn } from './scenario-model.ts'

/** One route of a study: its kernel, what its inputs are drawn from, and where its results go. Plain data. */
export interface RouteDraws {
  readonly plan: KernelPlan
  /** Of each input of the kernel: the dimension of the sample that it follows, and how that becomes a value. */
  readonly inputs: readonly { readonly dimension: number; readonly draw: DrawPlan }[]
  /** Factor and offset of each output's unit. */
  readonly units: readonly { readonly factor: number; readonly offset: number }[]
  /** A column an output, of all samples. */
  readonly columns: readonly OutputColumn[]
}

/** All that a thread needs to take part in a study. Routes share the draws of inputs of one name. */
export interface DrawJob {
  readonly samples: number
  readonly sampler: SamplerPlan
  readonly copula: CopulaPlan | undefined
  readonly routes: readonly RouteDraws[]
}

/** Samples that are drawn in one go: the tables of 150 laws do not stay in the cache together, so that each is used for longer. */
const RUN = CAPACITY

/** Parts of a study that a thread takes one at a time. */
export const runsOf = ({ samples }: Pick<DrawJob, 'samples'>): number => Math.ceil(samples / RUN)

export const blocksOf = ({ samples }: Pick<DrawJob, 'samples'>): number => Math.ceil(samples / BLOCK)

/** The words that the inputs of a study are drawn by, block by block. */
export class WordBlocks {
  readonly offset: 0 | 0.5
  readonly #samples: number
  readonly #sampler: Sampler
  readonly #correlator: Correlator | undefined
  readonly #words = new Uint32Array(BLOCK)
  #from = 0
  #count = 0

  constructor({ sampler, copula, samples }: Pick<DrawJob, 'sampler' | 'copula' | 'samples'>) {
    this.#samples = samples
    this.#sampler = makeSampler(sampler)
    this.#correlator = copula && makeCorrelator(copula)
    this.offset = this.#sampler.offset
  }

  /** Goes to a block, and answers how many scenarios it has. */
  open(block: number): number {
    this.#from = block * BLOCK
    this.#count = Math.min(BLOCK, this.#samples - this.#from)
    this.#correlator?.fill(this.#sampler, this.#from, this.#count)
    return this.#count
  }

  /** The words of a dimension in the block; they stand until the next are asked for. */
  of(dimension: number): Uint32Array {
    const correlated = this.#correlator?.words(dimension)
    if (correlated !== undefined) return correlated
    this.#sampler.fill(dimension, this.#from, this.#count, this.#words)
    return this.#words
  }
}

/** The values of one input over one run, and the column of the kernel where they go block by block. */
interface Reader {
  readonly draw: DrawPlan
  readonly values: Float64Array
  readonly blocks: readonly Float64Array[]
  readonly column: Float64Array
}

/** Runs parts of a study, in any order; each writes its own part of the columns, so that threads need not agree on anything. */
export class DrawRunner {
  /** How many samples cannot be, by the codes of each route's plan. */
  readonly refused: readonly Float64Array[]
  readonly #job: DrawJob
  readonly #sampler: Sampler
  readonly #correlated: WordBlocks | undefined
  readonly #kernels: readonly Kernel[]
  readonly #words = new Uint32Array(RUN)
  /** Inputs of routes by the dimension that they follow: nothing is drawn that no route depends on. */
  readonly #readers: readonly (readonly [dimension: number, readers: readonly Reader[]])[]

  constructor(job: DrawJob, modules: readonly (CompiledModule | undefined)[] = []) {
    this.#job = job
    this.#sampler = makeSampler(job.sampler)
    this.#correlated = job.copula && new WordBlocks(job)
    this.#kernels = job.routes.map(({ plan }, i) => new Kernel(plan, modules[i]))
    this.refused = job.routes.map(({ plan }) => new Float64Array(codesOf(plan)))
    const readers = job.sampler.names.map((_, wanted) =>
      job.routes.flatMap(({ inputs, plan }, route) =>
        inputs.flatMap(({ dimension, draw }, input): Reader[] => {
          const column = this.#kernels[route]?.inputs[input]
          if (dimension !== wanted || plan.effective[input] !== true || column === undefined) return []
          const values = new Float64Array(RUN)
          const blocks = Array.from({ length: RUN / BLOCK }, (_, i) => values.subarray(i * BLOCK, (i + 1) * BLOCK))
          return [{ draw, values, blocks, column }]
        }),
      ),
    )
    this.#readers = [...readers.entries()].filter(([, own]) => own.length > 0)
  }

  run(part: number): void {
    const from = part * RUN
    const count = Math.min(RUN, this.#job.samples - from)
    if (this.#correlated === undefined) this.#draw(from, count)
    else for (let at = 0; at < count; at += BLOCK) this.#drawTogether(this.#correlated, (from + at) / BLOCK, at)
    for (let at = 0; at < count; at += BLOCK) {
      for (const [, readers] of this.#readers)
        for (const { blocks, column } of readers) column.set(blocks[at / BLOCK] as Float64Array)
      this.#evaluate(from + at, Math.min(BLOCK, count - at))
    }
  }

  /** Values of all inputs over a run, one input after the other. */
  #draw(from: number, count: number): void {
    for (const [dimension, readers] of this.#readers) {
      this.#sampler.fill(dimension, from, count, this.#words)
      for (const { draw, values } of readers) transform(draw, this.#words, count, this.#sampler.offset, values, 0)
    }
  }

  /** Correlated inputs are drawn together, block by block. */
  #drawTogether(blocks: WordBlocks, block: number, at: number): void {
    const count = blocks.open(block)
    for (const [dimension, readers] of this.#readers) {
      const words = blocks.of(dimension)
      for (const { draw, values } of readers) transform(draw, words, count, blocks.offset, values, at)
    }
  }

  #evaluate(from: number, count: number): void {
    for (const [i, kernel] of this.#kernels.entries()) {
      const { columns, units } = this.#job.routes[i] as RouteDraws
      kernel.run(count, this.refused[i] as Float64Array)
      for (const [j, output] of kernel.outputs.entries()) {
        const { factor, offset } = units[j] as RouteDraws['units'][number]
        const into = columns[j] as OutputColumn
        for (let k = 0; k < count; k++) into[from + k] = ((output[k] as number) - offset) / factor
      }
    }
  }
}
