import { type Command, InvalidArgumentError, Option } from 'commander'

/** An option that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]

/** The options that every command which costs a flow has. */
export function costing(command: Command): Command {
  return costingWithoutJson(command).option('--json', 'print JSON')
}

/** The same for a command that prints no data. */
export function costingWithoutJson(command: Command): Command {
  return command
    .option('--set <path=value>', 'set an input: P=3 USD/kg, P=+10%, P=*1.2, supply.X=bought (repeatable)', collect, [])
    .option('--prices <name>', 'prices that come last and win: a scenario or a file (repeatable)', collect, [])
    .option('--plant <name>', 'the plant: a bundled name or a file; later ones are laid over it', collect, [])
    .option('--method <name>', 'the costing method: a bundled name or a file')
    .option('--currency <code>', 'show money in another currency, at the rate of the year')
    .option('--year <year>', 'move dated prices to the money of a year')
    .option('--fractional', 'do not round machine counts up')
    .option('--strict', 'treat warnings as errors')
}

/** A whole number within bounds, also written as 1e6. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}`)
    return number
  }
}

/** A number between two others, neither of them. */
export function within(low: number, high: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    if (!(number > low && number < high))
      throw new InvalidArgumentError(`a number between ${low} and ${high}, and neither`)
    return number
  }
}

export function depth(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number, or "all"')
  return number
}

/** Options of the commands that evaluate many scenarios. */
export function scenarios(command: Command): Command {
  return costing(command)
    .option('--vary <spread>', 'vary only P, or P=LOW..HIGH with a distribution behind it (repeatable)', collect, [])
    .option('--output <figure>', 'the figure that is read, by its name in the output (repeatable)', collect, [])
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
}

/** Options of the commands that draw. */
export function seeded(command: Command, what: string, samples?: number): Command {
  return command
    .option('--samples <n>', what, whole(2, Number.MAX_SAFE_INTEGER), samples)
    .option('--seed <n>', 'a whole number; the same seed gives the same draws', whole(0, Number.MAX_SAFE_INTEGER), 1)
}
