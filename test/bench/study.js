// What the benchmarks of studies have in common: the study itself, times of processes, and ratios.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export const FLOW = 'wet-slurry'
const SEED = 1
const at = (path) => fileURLToPath(new URL(path, import.meta.url))
export const BUNDLE = at('../../dist/fabroute.js')

/** The sources' parts as one module, the way the command is bundled. */
export async function parts() {
  const outfile = at('../../node_modules/.cache/bench/parts.js')
  await build({
    entryPoints: [at('parts.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import{createRequire as $$createRequire}from'node:module';const require=$$createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
  return import(pathToFileURL(outfile).href)
}

/** The route as `fabroute montecarlo` opens it: its remainder of equations, kernel and draws. */
export function openStudy(from, samples, sampler = 'latin-hypercube') {
  const { Shelf, Diagnostics, compileFlow, evaluate, readOverrides, usualOutputs, studyOutput } = from
  const shelf = new Shelf()
  const diagnostics = new Diagnostics()
  const options = { overrides: readOverrides([], diagnostics), fractional: false }
  const evaluation = evaluate(compileFlow(shelf.route(FLOW), shelf, options, diagnostics), diagnostics)
  const outputs = usualOutputs(evaluation).map((name) => studyOutput(evaluation, name))
  const model = new from.ScenarioModel(evaluation, outputs)
  const { inputs } = from.uncertainInputs(model)
  const asked = model.asked(inputs)
  if (asked.settled !== undefined) throw new Error('the benchmark has no scenarios whose input is settled')
  const { job } = from.drawJob(
    [{ model, inputs }],
    { samples, seed: SEED, sampler, correlations: [] },
    (count) => new Float64Array(count),
  )
  const rest = from.remainderOf(asked)
  const { plan } = job.routes[0]
  const conditions = plan.limits.map((limit, i) => ({
    row: rest.wanted[asked.wanted.length + limit],
    least: asked.limits[limit].least,
    most: asked.limits[limit].most,
    code: i + 1,
  }))
  return { from, model, inputs, asked, job, rest, plan, conditions, operations: namesOf(from.Operation) }
}

const namesOf = (operations) => new Map(Object.entries(operations).map(([name, code]) => [code, name]))

/** A column an input, in base units, of the first block that the study draws. */
export function drawnBlock({ from, job }) {
  const words = new from.WordBlocks(job)
  const count = words.open(0)
  return job.routes[0].inputs.map(({ dimension, draw }) => {
    const column = new Float64Array(count)
    from.transform(draw, words.of(dimension), count, words.offset, column, 0)
    return column
  })
}

/** What an argument of a row is: a number, or undefined where it is a row. */
export const constantOf = (rest, reference) => (reference < 0 ? rest.constants[-1 - reference] : undefined)

/** A folder that is removed after use. */
export async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'fabroute-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds that a process takes from its start to its end, and what it printed. */
export function timed(command, args, encoding = 'utf8') {
  const start = performance.now()
  const done = spawnSync(command, args, { encoding, maxBuffer: 1 << 28 })
  const seconds = (performance.now() - start) / 1000
  if (done.status !== 0) throw new Error(`${command} ${args[0]} ended with ${done.status}: ${done.stderr}`)
  return { seconds, text: done.stdout }
}

export const fabroute = (args) => timed(process.execPath, [BUNDLE, ...args])

export const monteCarlo = (samples, workers, ...more) =>
  fabroute(['montecarlo', FLOW, '--samples', String(samples), '--workers', String(workers), ...more])

/** What a command prints, or undefined where there is no such command. */
export function said(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' })
  return done.status === 0 ? done.stdout.trim() : undefined
}

/** Seconds of a function. */
export function clock(run) {
  const start = performance.now()
  run()
  return (performance.now() - start) / 1000
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** A ratio of pairs that were measured in turn: its median, its least and its greatest. */
export function ratio(over, under) {
  const ratios = over.map((value, i) => value / under[i])
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`
}

/** Fails where two figures differ by more than a relative tolerance. */
export function agree(what, a, b, tolerance = 1e-9) {
  if (Number.isNaN(a) && Number.isNaN(b)) return
  if (!(Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))))
    throw new Error(`${what}: ${a} and ${b} do not agree`)
}
