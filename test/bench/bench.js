// Benchmarks, printed as ratios: absolute times differ between machines. Run `npm run bench` after `npm run build`; README.md tells of each.
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { compileFlow, Diagnostics, evaluate, readOverrides, readVary, Shelf, Subject, sweep } from '../../dist/index.js'

const SIZES = [10, 100, 1000, 10_000]
const OPERATION = `format: 1
operation: pass
ports:
  film: { in: web, carries: [solids] }
  pressed: { out: web, carries: [solids] }
  scrap: { out: bulk, carries: [solids], counts_as: scrap }
parameters:
  kept: { value: 99.99 %, counts_as: yield, assumption: synthetic }
  speed: { value: 20 m/min, assumption: synthetic }
through:
  - pressed.each = film.each * kept
  - scrap.each = film.each - pressed.each
  - pressed.area = film.area
rate: { of: pressed.area, is: speed * 1 m }
uses: { electricity: machine.power, labour: machine.operators }
equipment: calender
`
const SOURCE = `format: 1
operation: source
ports:
  feed: { in: bulk, market: true, carries: [solids] }
  film: { out: web, carries: [solids] }
through:
  - film.each = feed.each
`

/** A chain of `count` equal steps behind one that buys. */
function chain(count) {
  const steps = ['  s0: { operation: source }']
  const streams = []
  for (let i = 1; i <= count; i++) {
    steps.push(`  s${i}: { operation: pass, set: { kept: ${(99.9 + (i % 9) / 100).toFixed(2)} % } }`)
    streams.push(`  - s${i - 1}.${i === 1 ? 'film' : 'pressed'} -> s${i}.film`)
  }
  return `format: 1
flow: chain
product:
  operation: membrane
  from: s${count}.pressed
  composition: { Li6PS5Cl: 95 wt%, NBR: 5 wt% }
steps:
${steps.join('\n')}
streams:
${streams.join('\n')}
`
}

const shelf = new Shelf()
const own = { pass: OPERATION, source: SOURCE }
const library = {
  find: (kind, name, beside) =>
    kind === 'operation' && own[name] ? { file: `${name}.yaml`, text: own[name] } : shelf.find(kind, name, beside),
  names: (kind, beside) => shelf.names(kind, beside),
  rules: () => [],
  bundledPrices: () => shelf.bundledPrices(),
  ownPrices: () => [],
}

/** Seconds to compile and to evaluate a chain. */
function once(text) {
  const diagnostics = new Diagnostics()
  const start = performance.now()
  const model = compileFlow(
    { file: 'flows/chain.yaml', text },
    library,
    { overrides: readOverrides([], diagnostics), fractional: false },
    diagnostics,
  )
  const compiled = performance.now()
  if (model === undefined)
    throw new Error(diagnostics.list.map((d) => `${d.code} ${JSON.stringify(d.facts)}`).join('\n'))
  evaluate(model, diagnostics)
  return { compile: compiled - start, evaluate: performance.now() - compiled, equations: model.compiled.order.length }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

function scaling() {
  once(chain(300)) // warm-up
  const rows = SIZES.map((size) => {
    const text = chain(size)
    const runs = Array.from({ length: size >= 10_000 ? 3 : 7 }, () => once(text))
    const perStep = (key) => (median(runs.map((run) => run[key])) / size) * 1000
    return { size, equations: runs[0].equations, compile: perStep('compile'), evaluate: perStep('evaluate') }
  })
  const base = rows.find((row) => row.size === 100)
  console.log('compile and evaluate a chain of steps: time per step, as a ratio to that at 100 steps')
  for (const row of rows) {
    const total = (row.compile + row.evaluate) / (base.compile + base.evaluate)
    console.log(
      `${String(row.size).padStart(7)} steps ${String(row.equations).padStart(8)} equations   compile ${(row.compile / base.compile).toFixed(2)}   evaluate ${(row.evaluate / base.evaluate).toFixed(2)}   both ${total.toFixed(2)}   (${(row.compile + row.evaluate).toFixed(0)} us a step here)`,
    )
  }
}

/** Wall time of a process, the median of several. */
function process_(args, runs) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    const done = spawnSync(process.execPath, args, { stdio: 'ignore' })
    if (done.status !== 0) throw new Error(`${args.join(' ')} ended with ${done.status}`)
    return performance.now() - start
  })
  return median(times)
}

function startUp() {
  const bundle = fileURLToPath(new URL('../../dist/fabroute.js', import.meta.url))
  const ratios = []
  for (let round = 0; round < 5; round++)
    ratios.push(process_([bundle, 'run', 'wet-slurry'], 3) / process_(['-e', '0'], 3))
  console.log(
    `start-up: "fabroute run wet-slurry" takes ${median(ratios).toFixed(2)} times as long as an empty Node process (aim: under 4)`,
  )
}

/** A point of a sweep against compiling and evaluating the route anew, as a `run --set` at each point would. */
function sweeping() {
  const given = shelf.route('wet-slurry')
  const diagnostics = new Diagnostics()
  const compileAt = (set) =>
    compileFlow(given, shelf, { overrides: readOverrides(set, diagnostics), fractional: false }, diagnostics)
  const { axis } = readVary('prices.Li2S=50..300 USD/kg:50', diagnostics)
  const swept = () =>
    sweep([new Subject(compileAt(['prices.Li2S=50 USD/kg']), [{ input: 'prices.Li2S' }], compileAt)], [axis])
  const anew = () => {
    for (let price = 50; price < 100; price++) evaluate(compileAt([`prices.Li2S=${price} USD/kg`]), diagnostics)
  }
  const time = (run) => {
    const start = performance.now()
    run()
    return performance.now() - start
  }
  swept()
  anew()
  const ratios = Array.from({ length: 5 }, () => time(anew) / time(swept))
  console.log(`sweep: 50 points of wet-slurry anew take ${median(ratios).toFixed(1)} times as long as by one sweep`)
}

const PARTS = {
  scaling: () => {
    scaling()
    startUp()
    sweeping()
  },
  montecarlo: async () => {
    const { monteCarloBenchmarks } = await import('./montecarlo.js')
    await monteCarloBenchmarks()
  },
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS)
for (const name of wanted)
  if (PARTS[name] === undefined) throw new Error(`no part ${name}; there are ${Object.keys(PARTS)}`)
console.log(`Node ${process.version}`)
for (const name of wanted) await PARTS[name]()
