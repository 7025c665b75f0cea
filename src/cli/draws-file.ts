import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { BLOCK } from '../evaluation/kernel/chunks.ts'
import type { Unit } from '../quantity/unit.ts'
import { csv } from '../report/csv.ts'
import { blocksOf, type DrawJob, WordBlocks } from '../study/draws.ts'
import type { VariedRoute } from '../study/montecarlo.ts'
import { transform } from '../study/sampling/draw.ts'
import type { OutputColumn } from '../study/scenario-model.ts'
import { EXIT, refuse } from './costing.ts'
import { reasonOf } from './shelf.ts'

const MOST_ROWS = 2_000_000

/** Refuses more scenarios than are written to a file, before they are drawn, and to write over a document. */
export function checkDraws(file: string, samples: number, routes: number): void {
  const most = Math.floor(MOST_ROWS / routes)
  if (samples > most) refuse('DRAWS_TOO_MANY', { samples, most })
  // a route is soon named where its draws were meant
  if (/\.ya?ml$/i.test(file) && existsSync(file)) refuse('FILE_EXISTS', { file }, EXIT.input)
}

/** Writes every scenario as a row: flow, its number, the inputs and the figures, in their units; an empty figure where it cannot be. */
export function writeDraws(file: string, job: DrawJob, routes: readonly VariedRoute[]): void {
  const inputs = job.sampler.names
  const outputs = [...new Set(routes.flatMap(({ model }) => model.outputs.map(({ name }) => name)))]
  const temporary = `${file}.${process.pid}.tmp`
  try {
    const to = openSync(temporary, 'wx')
    try {
      const unitOf = (name: string): string => unitOfInput(routes, name)?.text ?? '1'
      const outputUnit = (name: string): string =>
        routes.flatMap(({ model }) => model.outputs).find((output) => output.name === name)?.unit.text ?? '1'
      const head = [
        'flow',
        'scenario',
        ...inputs.map((name) => withUnit(name, unitOf(name))),
        ...outputs.map((name) => withUnit(name, outputUnit(name))),
      ]
      writeSync(to, `${csv(head, [])}\n`)
      const words = new WordBlocks(job)
      for (let block = 0; block < blocksOf(job); block++)
        writeSync(to, `${blockRows(block, words, job, routes, inputs, outputs)}\n`)
    } finally {
      closeSync(to)
    }
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    refuse('FILE_NOT_WRITTEN', { file, reason: reasonOf(error) }, EXIT.input)
  }
}

const withUnit = (name: string, unit: string): string => (unit === '1' ? name : `${name} (${unit})`)

function blockRows(
  block: number,
  words: WordBlocks,
  job: DrawJob,
  routes: readonly VariedRoute[],
  inputs: readonly string[],
  outputs: readonly string[],
): string {
  const count = words.open(block)
  const values = routes.map(() => new Map<string, Float64Array>())
  for (const [dimension, name] of inputs.entries()) {
    const drawn = words.of(dimension)
    for (const [i, route] of routes.entries()) {
      const at = route.inputs.findIndex((input) => input.name === name)
      const [input, draws] = [route.inputs[at], job.routes[i]?.inputs[at]]
      if (input === undefined || draws === undefined) continue
      const column = new Float64Array(BLOCK)
      transform(draws.draw, drawn, count, words.offset, column, 0)
      // routes may state one input in unlike units: a column has one
      const unit = unitOfInput(routes, name) ?? input.unit
      const [factor, offset] = [unit.factor.toNumber(), unit.offset.toNumber()]
      values[i]?.set(
        name,
        column.map((value) => (value - offset) / factor),
      )
    }
  }
  const columnOf = (route: number, name: string): OutputColumn | undefined =>
    job.routes[route]?.columns[routes[route]?.model.outputs.findIndex((output) => output.name === name) ?? -1]
  const columns = routes.map((_, i) => outputs.map((name) => columnOf(i, name)))
  const lines: (string | number | null)[][] = []
  for (let k = 0; k < count; k++) {
    const scenario = block * BLOCK + k
    for (const [i, { model }] of routes.entries()) {
      const figures = (columns[i] ?? []).map((column) => column?.[scenario] ?? Number.NaN)
      const drawn = inputs.map((name) => values[i]?.get(name)?.[k] ?? null)
      const told = figures.map((value) => (Number.isFinite(value) ? value : null))
      lines.push([model.model.route.name, scenario + 1, ...drawn, ...told])
    }
  }
  // the heading has been written
  return csv([], lines).slice(1)
}

/** The unit of an input in the first route that has it. */
function unitOfInput(routes: readonly VariedRoute[], name: string): Unit | undefined {
  return routes.flatMap(({ inputs }) => inputs).find((input) => input.name === name)?.unit
}
