import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { breakevenCommand } from './breakeven.ts'
import { compareCommand } from './compare.ts'
import { EXIT, Failure, tellUnreadable } from './costing.ts'
import { explainCommand } from './explain.ts'
import { initCommand } from './init.ts'
import { listCommand } from './list.ts'
import { runCommand } from './run.ts'
import { sweepCommand } from './sweep.ts'
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

function depth(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number, or "all"')
  return number
}

function program(): Command {
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
    .description('the value of an input at which a cost is reached, or why there is none')
    .action(breakevenCommand)
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

/** Runs one command line and answers its exit code. Data goes to stdout, problems to stderr; nothing is thrown. */
export function commandLine(words: readonly string[]): number {
  try {
    program().parse(words, { from: 'user' })
    return EXIT.done
  } catch (error) {
    if (error instanceof Failure) return error.exit
    if (tellUnreadable(error)) return EXIT.input
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.command
    process.stderr.write(
      `fabroute: a defect in fabroute, not in your documents: ${(error as Error).stack ?? String(error)}\n`,
    )
    return EXIT.defect
  }
}
