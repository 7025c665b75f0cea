// The kernel against the interpreters, and what it takes to make one ready.
import { agree, clock, drawnBlock, median, openStudy, ratio, timed } from './study.js'

const SCENARIOS = 30

/** A kernel with the study's first block of inputs in its columns. */
function filled(study) {
  const kernel = new study.from.Kernel(study.plan)
  const drawn = drawnBlock(study)
  for (const [i, column] of kernel.inputs.entries()) column.set(drawn[i])
  return kernel
}

/** A scenario of the kernel against one of the decimal ledger and of the interpreter in float64. */
export function againstLedger(study, rounds = 7) {
  const { from, inputs, asked, model } = study
  const { evaluator } = model
  const kernel = filled(study)
  const refused = new Float64Array(from.codesOf(study.plan))
  const block = kernel.inputs[0].length
  const changed = (i, as) => new Map(inputs.map(({ place }, input) => [place, as(kernel.inputs[input][i])]))
  const numbers = Array.from({ length: SCENARIOS }, (_, i) => changed(i, (value) => value))
  const decimals = Array.from({ length: SCENARIOS }, (_, i) => changed(i, (value) => new from.Decimal(value)))
  kernel.run(block, refused)
  for (const [i, values] of numbers.map((given) => evaluator.numbers(given)).entries())
    for (const [j, slot] of asked.wanted.entries())
      agree(`output ${j} of the interpreter`, kernel.outputs[j][i], values[slot])
  for (const [i, given] of decimals.entries()) {
    const { value, find } = evaluator.evaluate(new from.Diagnostics(), given)
    const cost = value(model.model.cost).dividedBy(find('product.basis')).toNumber()
    agree('the cost of the ledger', kernel.outputs[0][i], cost)
  }
  const times = { kernel: [], numbers: [], decimals: [] }
  for (let round = 0; round < rounds; round++) {
    times.kernel.push(clock(() => repeat(100, () => kernel.run(block, refused))) / 100 / block)
    times.numbers.push(clock(() => numbers.map((given) => evaluator.numbers(given))) / SCENARIOS)
    times.decimals.push(
      clock(() => decimals.map((given) => evaluator.evaluate(new from.Diagnostics(), given))) / SCENARIOS,
    )
  }
  const here = (key) => `${(median(times[key]) * 1e6).toFixed(2)} us`
  console.log('a scenario, on one thread; outputs agree to 1e-9')
  console.log(`  the decimal ledger in a loop over the kernel  ${ratio(times.decimals, times.kernel)}`)
  console.log(`  the float64 interpreter over the kernel       ${ratio(times.numbers, times.kernel)}`)
  console.log(`  (here kernel ${here('kernel')}, interpreter ${here('numbers')}, ledger ${here('decimals')})`)
}

/** A route compiled and evaluated in a warm process, and its kernel planned, against an empty process. */
export function warm(from, flow, rounds = 9) {
  const { Shelf, Diagnostics, compileFlow, evaluate, readOverrides } = from
  const shelf = new Shelf()
  const once = () => {
    const diagnostics = new Diagnostics()
    const options = { overrides: readOverrides([], diagnostics), fractional: false }
    evaluate(compileFlow(shelf.route(flow), shelf, options, diagnostics), diagnostics)
  }
  const { asked } = openStudy(from, 1000)
  repeat(10, once)
  const times = { once: [], plan: [], made: [], empty: [] }
  for (let round = 0; round < rounds; round++) {
    let plan
    times.once.push(clock(once))
    times.plan.push(clock(() => (plan = from.planKernel(asked))))
    times.made.push(clock(() => new from.Kernel(plan)))
    times.empty.push(timed(process.execPath, ['-e', '0']).seconds)
  }
  const here = (key) => `${(median(times[key]) * 1000).toFixed(1)} ms`
  console.log(`warm, as a ratio to the start of an empty Node process (${flow})`)
  console.log(`  compiling and evaluating the route  ${ratio(times.once, times.empty)}`)
  console.log(`  planning its kernel                 ${ratio(times.plan, times.empty)}`)
  console.log(`  making the kernel of the plan       ${ratio(times.made, times.empty)}`)
  console.log(`  (here ${here('once')}, plan ${here('plan')}, made ${here('made')}, empty process ${here('empty')})`)
}

function repeat(times, run) {
  for (let i = 0; i < times; i++) run()
}
