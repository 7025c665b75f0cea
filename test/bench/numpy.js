// The whole command against the same study in NumPy.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callsOf, linesOf } from './numpy-code.js'
import { agree, inFolder, median, monteCarlo, openStudy, ratio, said, timed } from './study.js'

const SAMPLES = 1_000_000
const TRIED = 131_072
const BLOCKS = [1024, 2048, 4096, 8192, 16_384, 32_768, 65_536]
const PERCENTS = [1, 5, 10, 25, 50, 75, 90, 95, 99]
const frame = readFileSync(fileURLToPath(new URL('numpy-frame.py', import.meta.url)), 'utf8')

/** Every Python here that has NumPy. */
export function pythons() {
  const found = new Map()
  for (const command of ['python3', '/usr/bin/python3']) {
    if (command.startsWith('/') && !existsSync(command)) continue
    const version = said(command, [
      '-c',
      "import numpy, platform; print('NumPy', numpy.__version__, 'on Python', platform.python_version())",
    ])
    if (version !== undefined && ![...found.values()].includes(version)) found.set(command, version)
  }
  return found
}

/** Writes what the program reads: tables, and facts of the draws and outputs. */
export function writeData(study, folder) {
  const { from, job, plan } = study
  const { samples, sampler } = job
  const [route] = job.routes
  const tables = [...new Set(route.inputs.map(({ draw }) => draw.table))]
  const draws = []
  for (const { dimension, draw } of route.inputs) {
    if (draw.form !== 'table' || draw.limits !== undefined)
      throw new Error(`the benchmark has no draws of ${draw.form}`)
    draws[dimension] = [tables.indexOf(draw.table), draw.location, draw.scale]
  }
  const isLatin = sampler.kind === 'latin-hypercube'
  const dimensions = sampler.names.map((name, i) => {
    if (isLatin) {
      const made = from.latinDimension(samples, from.keysOf(sampler.seed, name))
      return { ...made, rounds: [...made.rounds] }
    }
    const made = from.scrambledSobolDimension(i, sampler.seed, samples)
    return { directions: [...made.directions], shift: made.shift }
  })
  const facts = {
    sampler: sampler.kind,
    dimensions,
    draws,
    outputs: route.units.map(({ factor, offset }) => [factor, offset]),
    codes: from.codesOf(plan),
    percents: PERCENTS,
  }
  writeFileSync(join(folder, 'facts.json'), JSON.stringify(facts))
  writeFileSync(join(folder, 'tables.bin'), Buffer.concat(tables.map((table) => new Uint8Array(table.buffer))))
}

/** Writes a program, and answers its file. */
export function writeProgram(study, folder, { isPower, isReused }) {
  const { lines, constants, counts } = linesOf(callsOf(study, isPower), isReused)
  const made = [
    ...[...constants].map(([value, name]) => `${name} = np.array(${pythonOf(value)})`),
    ...Array.from({ length: counts.b }, (_, i) => `b${i} = np.empty(block)`),
    ...Array.from({ length: counts.m }, (_, i) => `m${i} = np.empty(block, bool)`),
  ]
  const file = join(folder, `study${isPower ? '-power' : ''}${isReused ? '-reused' : ''}.py`)
  const text = frame.replace('#CONSTANTS#', () => made.join('\n')).replace('#LINES#', () => lines.join('\n    '))
  writeFileSync(file, text)
  return file
}

const pythonOf = (value) => (Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value))

/** The quickest way to run it, of those that are worth a trial. */
function quickest(study, folder, commands) {
  const trial = (way) => {
    const args = [writeProgram(study, folder, way), SAMPLES, way.block, 1, folder, 'none', TRIED].map(String)
    const runs = [1, 2].map(() => JSON.parse(timed(way.python, args).text).seconds)
    return { ...way, seconds: Math.min(...runs) }
  }
  const best = (ways) => ways.map(trial).reduce((a, b) => (b.seconds < a.seconds ? b : a))
  const usual = { isPower: false, isReused: true, block: 16_384, python: commands[0] }
  const { block } = best(BLOCKS.map((size) => ({ ...usual, block: size })))
  return best([
    ...commands.map((python) => ({ ...usual, block, python })),
    { ...usual, block, isPower: true },
    { ...usual, block, isReused: false },
    { ...usual, block: 1024, isReused: false },
  ])
}

/** Fails unless both tell the same. */
function compare(ours, theirs) {
  const [route] = JSON.parse(ours).routes
  for (const [i, [name, figure]] of Object.entries(route.outputs).entries()) {
    const other = theirs.outputs[i]
    agree(`mean of ${name}`, figure.mean, other.mean)
    agree(`standard deviation of ${name}`, figure.standard_deviation, other.sd)
    for (const { percent, value } of figure.percentiles)
      agree(`percentile ${percent} of ${name}`, value, other.percentiles[PERCENTS.indexOf(percent)])
  }
  const refused = (counts) => counts.reduce((sum, count) => sum + count, 0)
  if (refused(theirs.refused) !== refused(route.refused.map(({ count }) => count)))
    throw new Error('NumPy refuses other scenarios')
}

/** Wall times of both in turn, start-up counted. */
export async function againstNumpy(from, rounds = 3) {
  const found = pythons()
  if (found.size === 0) return console.log('NumPy: SKIPPED, there is no python3 with numpy here')
  let way
  for (const sampler of ['latin-hypercube', 'sobol']) {
    await inFolder((folder) => {
      const study = openStudy(from, SAMPLES, sampler)
      writeData(study, folder)
      way ??= quickest(study, folder, [...found.keys()])
      const file = writeProgram(study, folder, way)
      const theirs = (processes) => timed(way.python, [file, SAMPLES, way.block, processes, folder, 'all'].map(String))
      const ours = (workers, ...more) => monteCarlo(SAMPLES, workers, '--sampler', sampler, ...more)
      compare(ours(2, '--json').text, JSON.parse(theirs(2).text))
      const times = { ours: [], one: [], theirs: [], forked: [] }
      const isLatin = sampler === 'latin-hypercube'
      for (let round = 0; round < rounds; round++) {
        times.ours.push(ours(2).seconds)
        times.theirs.push(theirs(1).seconds)
        if (!isLatin) continue
        times.one.push(ours(1).seconds)
        times.forked.push(theirs(2).seconds)
      }
      const here = (key) => `${median(times[key]).toFixed(2)} s`
      const told = `${way.isPower ? 'np.power' : 'powers by exp and log'}, ${way.isReused ? 'buffers reused' : 'a buffer a row'}`
      console.log(
        `whole command, ${SAMPLES} scenarios, ${sampler}, against ${found.get(way.python)}; figures agree to 1e-9`,
      )
      console.log(`  the quickest NumPy of those tried: blocks of ${way.block}, ${told}`)
      console.log(`  NumPy over the command on two threads   ${ratio(times.theirs, times.ours)}   (aim: over 2)`)
      if (isLatin) {
        console.log(`  NumPy over the command on one thread    ${ratio(times.theirs, times.one)}`)
        console.log(`  NumPy in two processes over two threads ${ratio(times.forked, times.ours)}`)
        console.log(`  (here in two processes ${here('forked')}, on one thread ${here('one')})`)
      }
      console.log(`  (here NumPy ${here('theirs')}, the command ${here('ours')})`)
    })
  }
}
