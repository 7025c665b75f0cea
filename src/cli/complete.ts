import type { Argument, Command, Option } from 'commander'
import { printData } from './output.ts'

/** What may stand where the cursor is. */
export interface Answer {
  readonly words: readonly Candidate[]
  /** Whether names of files may stand there too, of these endings; of any where there are none. */
  readonly files?: readonly string[]
  /** Whether the word goes on after a candidate. */
  readonly isOpen?: boolean
}

export interface Candidate {
  readonly word: string
  readonly about?: string
}

/** A command line up to its cursor. */
export interface Line {
  readonly command: Command
  /** Arguments before the cursor. */
  readonly given: readonly string[]
  /** Values of the options before the cursor, by their names; a flag has none. */
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly current: string
}

/** What stands at the cursor: the value of an option or of an argument, or an option's own name. */
type Wanted = { readonly line: Line } & (
  | { readonly kind: 'option' }
  | { readonly kind: 'command' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly of: Option | Argument; readonly before: string }
)

/** `fabroute complete -- WORDS…`: answers a shell what may stand in the place of the last word. It never fails. */
export async function completeCommand(fabroute: Command, words: readonly string[]): Promise<void> {
  const answer = await completed(fabroute, words).catch((): Answer => ({ words: [] }))
  const lines = answer.words.filter(isPlain).map(({ word, about }) => (about ? `${word}\t${inOneLine(about)}` : word))
  const files = answer.files === undefined ? [] : [[':files', ...answer.files].join(' ')]
  const all = [...(answer.isOpen === true ? [':open'] : []), ...files, ...lines]
  if (all.length > 0) printData(all.join('\n'))
}

/** What a shell would run or take apart is no candidate, whoever has called a document so. */
const isPlain = ({ word }: Candidate): boolean => /^[\w.,=+:@%/-]+$/.test(word)

/** Characters of a description. */
const LONGEST = 70

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g

function inOneLine(text: string): string {
  const line = text.replaceAll(CONTROL, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

async function completed(fabroute: Command, words: readonly string[]): Promise<Answer> {
  const wanted = wantedAt(fabroute, words)
  const { line } = wanted
  const starting = (list: readonly Candidate[], before = ''): Candidate[] =>
    list
      .map(({ word, about }) => ({ word: before + word, about }))
      .filter(({ word }) => word.startsWith(line.current)) as Candidate[]
  switch (wanted.kind) {
    case 'nothing':
      return { words: [] }
    case 'command':
      return { words: starting(commandsOf(fabroute)) }
    case 'option':
      return { words: starting(optionsOf(line)) }
    case 'value': {
      const { of, before } = wanted
      if (of.argChoices !== undefined)
        return {
          words: starting(
            of.argChoices.map((word) => ({ word })),
            before,
          ),
        }
      // what needs documents is loaded only for it
      const { valuesOf } = await import('./complete-values.ts')
      const value = line.current.slice(before.length)
      const answer = await valuesOf(nameOf(of), placeholderOf(of), { ...line, current: value }, fabroute)
      return { ...answer, words: starting(answer.words, before) }
    }
  }
}

/** Reads the words as the program would. */
function wantedAt(fabroute: Command, words: readonly string[]): Wanted {
  const [current = ''] = words.slice(-1)
  const before = words.slice(0, -1)
  const at = before.findIndex((word) => !word.startsWith('-'))
  const none = { command: fabroute, given: [], options: new Map(), current }
  if (at < 0) return { line: none, kind: current.startsWith('-') ? 'option' : 'command' }
  const named = before[at] as string
  const command = fabroute.commands.find((one) => one.name() === named || one.aliases().includes(named))
  if (command === undefined)
    return { line: none, kind: named === 'help' && at === before.length - 1 ? 'command' : 'nothing' }
  const given: string[] = []
  const options = new Map<string, string[]>()
  let waiting: Option | undefined
  let isOver = false
  const take = (option: Option, value: string | undefined): void => {
    const values = options.get(nameOf(option)) ?? []
    options.set(nameOf(option), value === undefined ? values : [...values, value])
  }
  for (const word of before.slice(at + 1)) {
    if (waiting !== undefined) {
      take(waiting, word)
      waiting = undefined
    } else if (isOver || !/^-./.test(word)) given.push(word)
    else if (word === '--') isOver = true
    else {
      const [flag = '', ...rest] = word.split('=')
      const option = optionOf(command, flag)
      if (option === undefined) continue
      if (rest.length > 0) take(option, rest.join('='))
      else if (option.required) waiting = option
      else take(option, undefined)
    }
  }
  const line: Line = { command, given, options, current }
  if (waiting !== undefined) return { line, kind: 'value', of: waiting, before: '' }
  const assigned = /^(--[\w-]+)=/.exec(current)
  if (!isOver && assigned !== null) {
    const option = optionOf(command, assigned[1] as string)
    return option === undefined ? { line, kind: 'nothing' } : { line, kind: 'value', of: option, before: assigned[0] }
  }
  if (!isOver && current.startsWith('-')) return { line, kind: 'option' }
  const list = command.registeredArguments
  const argument = list[given.length] ?? (list.at(-1)?.variadic === true ? list.at(-1) : undefined)
  return argument === undefined ? { line, kind: 'option' } : { line, kind: 'value', of: argument, before: '' }
}

function optionOf(command: Command, flag: string): Option | undefined {
  return command.options.find(({ long, short }) => long === flag || short === flag)
}

/** Commands that the help tells of. */
function commandsOf(fabroute: Command): Candidate[] {
  return fabroute
    .createHelp()
    .visibleCommands(fabroute)
    .map((command) => ({ word: command.name(), about: command.description() }))
}

/** Options not given yet; those that may be given again always. */
function optionsOf({ command, options }: Line): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => !options.has(nameOf(option)) || Array.isArray(option.defaultValue))
    .flatMap(({ long, short, description }) => {
      const word = long ?? short
      return word === undefined || word === null ? [] : [{ word, about: description }]
    })
}

/** An option by its flag, an argument by its name. */
const nameOf = (of: Option | Argument): string => ('long' in of ? (of.long ?? of.short ?? '') : of.name())

/** What stands for a value in the help: `flow` of `<flow...>`. */
export function placeholderOf(of: Option | Argument): string {
  return 'long' in of ? (/[<[](.+?)(?:\.\.\.)?[>\]]/.exec(of.flags)?.[1] ?? '') : of.name()
}
