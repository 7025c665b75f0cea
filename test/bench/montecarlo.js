// Benchmarks of studies over many scenarios: `node test/bench/bench.js montecarlo`.
import { availableParallelism, cpus, loadavg } from 'node:os'
import { pathToFileURL } from 'node:url'
import { againstC } from './c.js'
import { againstLedger, warm } from './kernel.js'
import { againstNumpy } from './numpy.js'
import { BUNDLE, FLOW, median, monteCarlo, openStudy, parts, ratio, timed } from './study.js'

const FEW = 1_000_000
const MANY = 4_000_000
const MOST = 10_000_000
const MOST_MEMORY = 1e9

/** Two threads against one, over the whole command and over the scenarios that a longer study has more. */
function threads(rounds = 3) {
  const whole = { 1: [], 2: [] }
  const more = { 1: [], 2: [] }
  const texts = new Set()
  for (let round = 0; round < rounds; round++) {
    for (const workers of [1, 2]) {
      const few = monteCarlo(FEW, workers, '--json').seconds
      const { seconds, text } = monteCarlo(MANY, workers, '--json')
      texts.add(text)
      whole[workers].push(seconds)
      more[workers].push(seconds - few)
    }
  }
  if (texts.size !== 1) throw new Error('the results depend on the number of threads')
  const here = (of) => [1, 2].map((workers) => `${median(of[workers]).toFixed(2)} s`).join(' and ')
  console.log('two threads: one over two; the results are the same bytes')
  console.log(`  whole command, ${MANY} scenarios       ${ratio(whole[1], whole[2])}   (aim: over 1.8)`)
  console.log(`  ${MANY} scenarios less ${FEW}  ${ratio(more[1], more[2])}`)
  console.log(`  (here ${here(whole)}, less ${here(more)})`)
}

/** The most memory that a long study takes. */
function memory() {
  const told = (args) => {
    const script = `process.argv.push(...${JSON.stringify(args)})
      process.on('exit', () => process.stdout.write('\\n' + process.resourceUsage().maxRSS))
      await import(${JSON.stringify(pathToFileURL(BUNDLE).href)})`
    const options = ['--input-type=module', '-e', script, BUNDLE]
    return Number(timed(process.execPath, options).text.split('\n').at(-1)) * 1024
  }
  const peak = told(['montecarlo', FLOW, '--samples', String(MOST), '--workers', '2'])
  const run = told(['run', FLOW])
  const isUnder = peak < MOST_MEMORY ? 'yes' : 'NO'
  console.log(`memory: ${MOST} scenarios on two threads take ${(peak / MOST_MEMORY).toFixed(2)} GB at their peak`)
  console.log(`  under 1 GB: ${isUnder}; ${(peak / run).toFixed(1)} times as much as "fabroute run ${FLOW}"`)
}

export async function monteCarloBenchmarks() {
  const from = await parts()
  const study = openStudy(from, FEW)
  const load = loadavg()[0].toFixed(1)
  console.log(
    `${availableParallelism()} processors, ${cpus()[0]?.model}; ${load} processes wanted one in the last minute`,
  )
  await againstNumpy(from)
  await againstC(study)
  againstLedger(study)
  threads()
  warm(from, FLOW)
  memory()
}
