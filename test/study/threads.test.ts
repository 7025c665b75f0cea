import { mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import type { WorkerTask } from '../../src/cli/draw-worker.ts'
import { CONTROLS, DONE } from '../../src/cli/take-part.ts'
import { runDraws, sharedColumn } from '../../src/cli/threads.ts'
import { webAssembly } from '../../src/evaluation/kernel/web-assembly.ts'
import { type DrawJob, runsOf } from '../../src/study/draws.ts'
import { drawJob } from '../../src/study/montecarlo.ts'
import { type StudyOutput, studyOutput } from '../../src/study/outputs.ts'
import { codesOf, ScenarioModel } from '../../src/study/scenario-model.ts'
import { uncertainInputs } from '../../src/study/uncertain.ts'
import { runFabroute } from '../run-fabroute.ts'
import { costRoute } from '../support.ts'
import { inSmallDocuments } from './scenario-documents.ts'

/** Enough for threads to be started. */
const SAMPLES = 25_000

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist')
const file = join(dist, 'draw-worker.js')

beforeAll(async () => {
  mkdirSync(dist, { recursive: true })
  const temporary = join(dist, `draw-worker.${process.pid}.js`)
  await build({
    entryPoints: [join(dist, '..', 'src', 'cli', 'draw-worker.ts')],
    outfile: temporary,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  })
  // whole at once: another study may be starting its threads
  renameSync(temporary, file)
})

inSmallDocuments()

describe('a study by several threads', () => {
  const study = (...words: string[]): string => {
    const flows = ['cast.yaml', 'pressed.yaml', '--prices', 'uncertain-prices.yaml', '--samples', String(SAMPLES)]
    const { exit, stdout, stderr } = runFabroute(['montecarlo', ...flows, '--json', ...words])
    expect(exit, stderr).toBe(0)
    return stdout
  }

  it('comes to the same bytes as by one, and to others with another seed', () => {
    const one = study('--workers', '1')
    for (const threads of ['2', '3']) expect(study('--workers', threads) === one, `${threads} threads`).toBe(true)
    const mean = (text: string): number =>
      (JSON.parse(text) as { routes: { outputs: { cost: { mean: number } } }[] }).routes[0]?.outputs.cost.mean as number
    const other = study('--workers', '2', '--seed', '2')
    expect(mean(other)).not.toBe(mean(one))
    expect(Math.abs(mean(other) / mean(one) - 1)).toBeLessThan(0.02)
  })

  it('comes to the same columns where another thread does all of it', () => {
    const job = someJob()
    const modules = job.routes.map(({ plan }) => new webAssembly.Module(plan.module))
    const control = new Int32Array(new SharedArrayBuffer(CONTROLS * 4))
    const refused = job.routes.map(({ plan }) => new Int32Array(new SharedArrayBuffer(codesOf(plan) * 4)))
    const task: WorkerTask = { job, modules, control, refused }
    new Worker(file, { workerData: task }).unref()
    const until = Date.now() + 30_000
    for (let done = 0; done < runsOf(job) && Date.now() < until; done = Atomics.load(control, DONE))
      Atomics.wait(control, DONE, done, 100)
    expect(Atomics.load(control, DONE)).toBe(runsOf(job))
    const again = someJob()
    const counted = runDraws(again, 1, () => undefined)
    for (const [i, { columns }] of again.routes.entries())
      for (const [j, column] of columns.entries())
        expect(Buffer.compare(bytesOf(job.routes[i]?.columns[j] as Float64Array), bytesOf(column))).toBe(0)
    expect(refused).toEqual(counted)
    expect(counted[0]?.some((count) => count > 0)).toBe(true)
  })
})

const bytesOf = (column: Float64Array<ArrayBufferLike>): Buffer =>
  Buffer.from(column.buffer, column.byteOffset, column.byteLength)

/** A route of which some scenarios cannot be. */
function someJob(): DrawJob {
  const { evaluation } = costRoute('ptfe-dry')
  const outputs = ['cost', 'yield.area'].map((name) => studyOutput(evaluation, name) as StudyOutput)
  const model = new ScenarioModel(evaluation, outputs)
  const beyond = { low: 0.5, high: 1.2, kind: 'uniform' } as const
  const { inputs } = uncertainInputs(model, [
    { input: 'steps.fibrillation.fibrillation_yield', spread: beyond },
    { input: 'product.thickness', spread: undefined },
    { input: 'prices.Li2S', spread: undefined },
  ])
  const asked = { samples: SAMPLES, seed: 3, sampler: 'latin-hypercube', correlations: [] } as const
  const made = drawJob([{ model, inputs }], asked, sharedColumn)
  if ('impossible' in made) throw new Error('no correlations are asked for')
  return made.job
}
