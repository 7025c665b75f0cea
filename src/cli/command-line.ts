import { Argument, Command, CommanderError, Option } from 'commander'
import { type BreakevenOptions, breakevenCommand } from './breakeven.ts'
import { compareCommand } from './compare.ts'
import type { Shell } from './completion.ts'
import { EXIT, Failure, tellUnreadable } from './costing.ts'
import type { DiagramOptions } from './diagram.ts'
import type { DiffOptions } from './diff.ts'
import { explainCommand } from './explain.ts'
import { initCommand } from './init.ts'
import { listCommand } from './list.ts'
import { type MonteCarloOptions, monteCarloCommand } from './montecarlo.ts'
import { optimizeCommand } from './optimize.ts'
import type { OptimizeOptions } from './optimize-question.ts'
import { collect, costing, costingWithoutJson, depth, scenarios, seeded, whole, within } from './options.ts'
import type { ReportOptions } from './report.ts'
import { runCommand } from './run.ts'
import type { ScenarioOptions } from './scenarios.ts'
import { type SensitivityOptions, sensitivityCommand } from './sensitivity.ts'
import type { ServeOptions } from './serve.ts'
import { sweepCommand } from './sweep.ts'
import { MOST_THREADS, usualThreads } from './threads.ts'
import { tornadoCommand } from './tornado.ts'
import { validateCommand } from './validate.ts'
import { version } from './version.ts'

/** All commands; `words` is the command line that a study tells how to repeat. */
export function program(words: readonly string[]): Command {
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
  costing(fabroute.command('report').argument('<flow...>', 'a route, or several that are compared'))
    .option('-o, --output <file>', 'the file to write: .html, .xlsx, .md, .csv or .json by its ending')
    .option('--interactive', 'a page whose inputs can be moved (.html)')
    .option('--samples <n>', 'scenarios of the distribution', whole(2, Number.MAX_SAFE_INTEGER), 20_000)
    .option('--seed <n>', 'a whole number; the same seed gives the same draws', whole(0, Number.MAX_SAFE_INTEGER), 1)
    .option('--vary <range>', 'a chart of the cost over P=LOW..HIGH:N (repeatable)', collect, [])
    .description('everything that is known of a route, or of several, in one file')
    .action(
      later(async (flows: readonly string[], options: ReportOptions) =>
        (await import('./report.ts')).reportCommand(flows, options, words),
      ),
    )
  costing(fabroute.command('diagram').argument('<flow>', 'a route'))
    .requiredOption('-o, --output <file>', 'the file to write (.svg), or - for stdout')
    .addOption(
      new Option('--sankey <what>', 'a Sankey diagram in place of the process flow')
        .choices(['mass', 'cost', 'solvent'])
        .conflicts(['json', 'columns']),
    )
    .addOption(
      new Option('--columns <n>', 'steps beside each other; 2 for a narrow page')
        .argParser(whole(1, 50))
        .default(3)
        .conflicts(['json', 'dot']),
    )
    .addOption(new Option('--dot', 'text for Graphviz (.dot) in place of a picture').conflicts(['sankey', 'json']))
    .description('a picture of the process flow, or of what mass, solvent or cost flows through it')
    .action(
      later(async (flow: string, options: DiagramOptions) =>
        (await import('./diagram.ts')).diagramCommand(flow, options),
      ),
    )
  costingWithoutJson(
    fabroute.command('serve').argument('[flow...]', 'routes to show at first; two bundled ones where none is named'),
  )
    .addOption(new Option('--port <n>', 'the port; 0 takes any that is free').argParser(whole(0, 65535)).default(8787))
    .option(
      '--host <address>',
      'the address to listen on: others than this machine can then read what you serve',
      '127.0.0.1',
    )
    .description('the explorer: a page with sliders for every input, on this machine')
    .action(
      later(async (flows: readonly string[], options: ServeOptions) =>
        (await import('./serve.ts')).serveCommand(flows, options),
      ),
    )
  fabroute
    .command('init')
    .argument('<name>', 'name of the new route, and of its file')
    .requiredOption('--from <route>', 'the route to start from: a bundled name or a file')
    .description('start a route of your own in this folder')
    .action(initCommand)
  fabroute
    .command('validate')
    .argument('<file...>', 'documents of any kind')
    .option('--watch', 'validate again whenever one of them changes, or a document it is read with')
    .description('every problem of the documents at once')
    .action((files: readonly string[], { watch }: { readonly watch?: boolean }) => {
      if (watch === true) later(async () => (await import('./watch.ts')).watchCommand(files))()
      else validateCommand(files)
    })
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
  fabroute
    .command('diff')
    .argument('<A.json>', 'what "fabroute run --json" printed')
    .argument('<B.json>', 'the same at another time, or of another flow')
    .option('--json', 'print JSON')
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
    .option('--exit-code', 'exit with 4 where the results differ')
    .description('what changed between two printed results')
    .action(
      later(async (a: string, b: string, options: DiffOptions) =>
        (await import('./diff.ts')).diffCommand(a, b, options),
      ),
    )
  fabroute
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell that runs it').choices(['bash', 'zsh', 'fish']))
    .description('a script by which a shell completes fabroute: eval "$(fabroute completion bash)"')
    .action(later(async (shell: Shell) => (await import('./completion.ts')).completionCommand(shell)))
  fabroute
    .command('complete', { hidden: true })
    .argument('[words...]')
    .description('answers a shell what may stand in the place of the last word')
    .action(later(async (typed: readonly string[]) => (await import('./complete.ts')).completeCommand(fabroute, typed)))
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
