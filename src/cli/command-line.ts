import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type BreakevenOptions, breakevenCommand } from './breakeven.ts'
import { compareCommand } from './compare.ts'
import { EXIT, Failure, tellUnreadable } from './costing.ts'
import { explainCommand } from './explain.ts'
import { initCommand } from './init.ts'
import { listCommand } from './list.ts'
import { type MonteCarloOptions, monteCarloCommand } from './montecarlo.ts'
import { optimizeCommand } from './optimize.ts'
import type { OptimizeOptions } from './optimize-question.ts'
import { runCommand } from './run.ts'
import type { ScenarioOptions } from './scenarios.ts'
import { type SensitivityOptions, sensitivityCommand } from './sensitivity.ts'
import { sweepCommand } from './sweep.ts'
import { MOST_THREADS, usualThreads } from './threads.ts'
import { tornadoCommand } from './tornado.ts'
import { validateCommand } from './validate.ts'
import { version } from './version.ts'

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]

/** The options that every command which costs a flow has. */
function costing(command: Command): Command {
  return command
    .option('--set <path=value>', 'set an input: P=3 USD/kg, P=+10%, P=*1.2, supply.X=bought (repeatable)', collect, [])
    .option('--prices <name>', 'prices that come last and win: a scenario or a file (repeatable)', collect, [])
    .option('--plant <name>', 'the plant: a bundled name or a file; later ones are laid over it', collect, [])
    .option('--method <name>', 'the costing method: a bundled name or a file')
    .option('--currency <code>', 'show money in another currency, at the rate of the year')
    .option('--year <year>', 'move dated prices to the money of a year')
    .option('--fractional', 'do not round machine counts up')
    .option('--strict', 'treat warnings as errors')
    .option('--json', 'print JSON')
}

/** A whole number within bounds, also written as 1e6. */
function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(
        `a whole number from ${least} ${most === Number.MAX_SAFE_INTEGER ? 'on' : `to ${most}`}`,
      )
    return number
  }
}

/** A number between two others, neither of them. */
function within(low: number, high: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    if (!(number > low && number < high))
      throw new InvalidArgumentError(`a number between ${low} and ${high}, and neither`)
    return number
  }
}

function depth(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number, or "all"')
  return number
}

/** Options of the commands that evaluate many scenarios. */
function scenarios(command: Command): Command {
  return costing(command)
    .option('--vary <spread>', 'vary only P, or P=LOW..HIGH with a distribution behind it (repeatable)', collect, [])
    .option('--output <figure>', 'the figure that is read, by its name in the output (repeatable)', collect, [])
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
}

/** Options of the commands that draw. */
function seeded(command: Command, what: string, samples?: number): Command {
  return command
    .option('--samples <n>', what, whole(2, Number.MAX_SAFE_INTEGER), samples)
    .option('--seed <n>', 'a whole number; the same seed gives the same draws', whole(0, Number.MAX_SAFE_INTEGER), 1)
}

function program(words: readonly string[]): Command {
  const fabroute = new Command('fabroute')
    .description('Prices fabrication routes: cost, throughput, solvent use and yield per m^2 of membrane.')
    .version(version())
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({ helpWidth: 80 })
  costing(fabroute.command('run').argument('<flow...>', 'a route: a bundled name or a file'))
    .description('cost, throughput, solvent use and yield per functional unit')
    .action(runCommand)
  costing(
    fabroute
      .command('explain')
      .argument('<flow>', 'a route')
      .argument('<variable>', 'a name such as cost, steps.drying.evaporation_heat'),
  )
    .option('--depth <n>', 'levels of the tree, or "all"', depth, 2)
    .description('how a figure is derived: values, units, places, sources')
    .action(explainCommand)
  costing(fabroute.command('compare').argument('<flow...>', 'two or more routes'))
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
    .option('--equal <figure>', 'compare at one thickness[=30 um] or areal_mass[=45 g/m^2]; else that of the first')
    .description('side by side by category, step and item, and where the difference comes from')
    .action(compareCommand)
  costing(fabroute.command('sweep').argument('<flow...>', 'a route, or several'))
    .option('--vary <range>', 'P=50..300 USD/kg:11, P=A..B:N log, or P=A,B,C; one input or two', collect, [])
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
    .description('cost over one or two inputs, and where routes cross')
    .action(sweepCommand)
  costing(fabroute.command('breakeven').argument('<flow>', 'a route'))
    .option('--vary <input>', 'the input to solve for: P, or P=LOW..HIGH', collect, [])
    .option('--target <cost>', 'the cost to reach, like "8 USD/m^2"')
    .option('--against <flow>', 'the route to cost as much as')
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
    .option('--over <range>', 'answer over a grid of other inputs: P=LO..HI:N; one or two', collect, [])
    .option('--output <figure>', 'the figure that the target is of, by its name in the output')
    .description('the value of an input at which a cost is reached, or why there is none')
    .action((flow: string, options: BreakevenOptions) => breakevenCommand(flow, options, words))
  scenarios(fabroute.command('tornado').argument('<flow>', 'a route'))
    .description('inputs ranked by what their ranges do to the cost, with elasticities')
    .action((flow: string, options: ScenarioOptions) => tornadoCommand(flow, options, words))
  seeded(
    scenarios(fabroute.command('montecarlo').argument('<flow...>', 'a route, or several over the same draws')),
    'how many scenarios',
    100_000,
  )
    .addOption(
      new Option('--sampler <kind>', 'how scenarios are drawn')
        .choices(['latin-hypercube', 'random', 'sobol', 'sobol-unscrambled'])
        .default('latin-hypercube'),
    )
    .option('--correlate <pair>', 'a rank correlation: P,Q=0.6 (repeatable)', collect, [])
    .option('--draws <file>', 'write every scenario to a file of comma-separated values')
    .addOption(
      new Option('--workers <n>', 'threads to share the work; results do not depend on it')
        .argParser(whole(1, MOST_THREADS))
        .default(usualThreads(), 'one a processor, at most 8'),
    )
    .description('the distribution of cost, throughput, solvent use and yield where every uncertain input varies')
    .action((flows: readonly string[], options: MonteCarloOptions) => monteCarloCommand(flows, options, words))
  seeded(
    scenarios(fabroute.command('sensitivity').argument('<flow>', 'a route')),
    'base points (1024), trajectories (50) or scenarios (4096)',
  )
    .addOption(
      new Option('--estimator <name>', 'how inputs are ranked')
        .choices(['sobol', 'morris', 'rank-regression'])
        .default('sobol'),
    )
    .addOption(new Option('--sampler <kind>', 'how points are drawn').choices(['sobol', 'random', 'latin-hypercube']))
    .option('--group <name=patterns>', 'inputs that are moved together: prices=prices.* (repeatable)', collect, [])
    .option('--second-order', 'also what two inputs do together')
    .option('--confidence <level>', 'of the intervals, between 0 and 1', within(0, 1), 0.95)
    .option('--design <file>', 'take the points of a file of comma-separated values')
    .description('how much of the spread of the cost comes from which input, alone and with others')
    .action((flow: string, options: SensitivityOptions) => sensitivityCommand(flow, options, words))
  costing(fabroute.command('optimize').argument('<flow>', 'a route'))
    .option('--vary <range>', 'an input to search over a range: P=LOW..HIGH; one to six', collect, [])
    .option('--minimize <figure>', 'the figure to make least; cost where nothing is said')
    .option('--maximize <figure>', 'the figure to make greatest')
    .option('--subject-to <constraint>', 'FIGURE < VALUE, <=, >, >=, or FIGURE = LOW .. HIGH (repeatable)', collect, [])
    .option('--pareto <figures>', 'a figure to set against the first, or two: "cost,-yield.area"')
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
    .description('the inputs at which a figure is best under constraints, or the front of two figures')
    .action((flow: string, options: OptimizeOptions) => optimizeCommand(flow, options, words))
  fabroute
    .command('init')
    .argument('<name>', 'name of the new route, and of its file')
    .requiredOption('--from <route>', 'the route to start from: a bundled name or a file')
    .description('start a route of your own in this folder')
    .action(initCommand)
  fabroute
    .command('validate')
    .argument('<file...>', 'documents of any kind')
    .description('every problem of the documents at once')
    .action(validateCommand)
  fabroute
    .command('list')
    .argument(
      '[what]',
      'routes, supply, finishes, rules, operations, methods, plants, scenarios, materials, equipment, utilities or sources',
      'routes',
    )
    .option('--json', 'print JSON')
    .description('what is bundled')
    .action(listCommand)
  for (const command of fabroute.commands) command.exitOverride()
  return fabroute
}

let running: Promise<void> | undefined

/** An action that is not over when the command line has been read. */
export function later<A extends readonly unknown[]>(action: (...given: A) => Promise<void>): (...given: A) => void {
  return (...given) => {
    running = action(...given)
  }
}

/**
 * Runs one command line and answers its exit code, at once or, of a command that loads its code or waits, when it is done. Data
 * goes to stdout, problems to stderr; nothing is thrown.
 */
export function commandLine(words: readonly string[]): number | Promise<number> {
  running = undefined
  try {
    program(words).parse(words, { from: 'user' })
    return running === undefined ? EXIT.done : (running as Promise<void>).then(() => EXIT.done, exitOf)
  } catch (error) {
    return exitOf(error)
  }
}

function exitOf(error: unknown): number {
  if (error instanceof Failure) return error.exit
  if (tellUnreadable(error)) return EXIT.input
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.command
  process.stderr.write(
    `fabroute: a defect in fabroute, not in your documents: ${(error as Error).stack ?? String(error)}\n`,
  )
  return EXIT.defect
}
