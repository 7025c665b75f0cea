import type { Command } from 'commander'
import { Diagnostics } from '../document/diagnostic.ts'
import { branchesAt } from '../document/nearest.ts'
import type { Variable } from '../equation/system.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { figureNamed } from '../evaluation/figure.ts'
import { resultOf } from '../evaluation/result.ts'
import type { Model } from '../flow/compile-flow.ts'
import { type LibraryKind, NOWHERE } from '../flow/library.ts'
import { runJson } from '../report/run-json.ts'
import { EQUAL_FIGURES } from '../study/equal.ts'
import { studyOutput } from '../study/outputs.ts'
import type { Answer, Candidate, Line } from './complete.ts'
import { type CostingOptions, compileNamed } from './costing.ts'
import { LISTS } from './list.ts'
import { Shelf } from './shelf.ts'

/** Values of an option or an argument, by its own name or by what stands for the value in the help. */
type Values = (line: Line, fabroute: Command) => Answer

const YAML = ['yaml', 'yml']

/** By name, where it tells more than what stands for the value. */
const BY_NAME: Readonly<Record<string, Values>> = {
  '--plant': () => ({ words: documents('plant'), files: YAML }),
  '--prices': () => ({ words: documents('scenario'), files: YAML }),
  '--method': () => ({ words: documents('method'), files: YAML }),
  '--equal': () => open(Object.keys(EQUAL_FIGURES).map((word) => ({ word }))),
  '--design': () => ({ words: [], files: ['csv'] }),
  what: () => ({ words: LISTS.map((word) => ({ word })) }),
  command: (_, fabroute) => ({ words: fabroute.commands.map((command) => ({ word: command.name() })) }),
}

/** An upstream flow is costed as a route is. */
const flows: Values = () => ({ words: [...documents('flow'), ...documents('supply')], files: YAML })

/** By what stands for the value; a value that is not here is the user's own. */
const BY_PLACEHOLDER: Readonly<Record<string, Values>> = {
  flow: flows,
  route: () => ({ words: documents('flow'), files: YAML }),
  file: ({ command }) => (command.name() === 'validate' ? { words: [], files: YAML } : { words: [], files: [] }),
  'path=value': settings,
  variable: (line) =>
    branches(line, [
      ...told(line, ({ model }, path) => figureNamed(model, path) !== undefined).map((word) => ({ word })),
      ...named(line, (model) => model.compiled.system.variables),
    ]),
  figure: figures,
  figures,
  constraint: figures,
  pair: (line) => branches(line, inputs(line)),
  range: (line) => branches(line, inputs(line)),
  spread: (line) => branches(line, inputs(line)),
  input: (line) => branches(line, inputs(line)),
}

/** Placeholders of values that nobody but the user knows. */
export const OWN_VALUES: readonly string[] = [
  'address',
  'code',
  'cost',
  'level',
  'n',
  'name',
  'name=patterns',
  'words',
  'year',
]

/** Whether there is something to answer for a value. */
export const isKnown = (name: string, placeholder: string): boolean =>
  name in BY_NAME || placeholder in BY_PLACEHOLDER || isJson(placeholder)

const isJson = (placeholder: string): boolean => placeholder.endsWith('.json')

/** What a value may be. */
export function valuesOf(name: string, placeholder: string, line: Line, fabroute: Command): Promise<Answer> {
  const values = BY_NAME[name] ?? BY_PLACEHOLDER[placeholder]
  if (values !== undefined) return Promise.resolve(values(line, fabroute))
  return Promise.resolve(isJson(placeholder) ? { words: [], files: ['json'] } : { words: [] })
}

const open = (words: readonly Candidate[]): Answer => ({ words, isOpen: true })

/** Bundled documents of a kind, with their titles. */
function documents(kind: LibraryKind): Candidate[] {
  const shelf = new Shelf()
  return shelf.names(kind, NOWHERE).map((word) => {
    const title = /^title:[ ]*(.+)$/m.exec(shelf.find(kind, word, NOWHERE)?.text ?? '')?.[1] ?? ''
    return { word, about: title.replace(/^(["'])(.*)\1$/, '$2') }
  })
}

/** Models of the flows on the line, as its options have them, or as they stand where those are refused. */
function models({ given, options, command }: Line): Model[] {
  const list = (name: string): readonly string[] => options.get(name) ?? []
  const asked: CostingOptions = {
    set: list('--set'),
    plant: list('--plant'),
    prices: list('--prices'),
    ...(options.has('--method') && { method: list('--method').at(-1) as string }),
  }
  const isVariadic = command.registeredArguments[0]?.variadic === true
  return given.slice(0, isVariadic ? given.length : 1).flatMap((flow) => {
    for (const settings of [asked, { set: [], plant: [], prices: [] }]) {
      const { model } = compileNamed(flow, settings, new Diagnostics())
      if (model !== undefined) return [model]
    }
    return []
  })
}

/** Variables of the flows on the line, each name once. */
function named(line: Line, of: (model: Model) => readonly Variable[]): Candidate[] {
  const found = new Map<string, Candidate>()
  for (const model of models(line))
    for (const { name, statement } of of(model))
      if (!found.has(name)) found.set(name, { word: name, about: statement?.title ?? statement?.about ?? '' })
  return [...found.values()]
}

/** It has an option of its own. */
const OF_AN_OPTION = 'plant.fractional'

function inputsOf(model: Model): Variable[] {
  return model.compiled.system.variables.filter(({ kind, name }) => kind === 'input' && name !== OF_AN_OPTION)
}

const inputs = (line: Line): Candidate[] => named(line, inputsOf)

const FINISH = 'finish'

/** Paths that `--set` takes, and after the sign of equality the words that a choice is among. */
function settings(line: Line): Answer {
  const [, path, made] = /^((?:supply\.(\w+))|[\w.]+)=/.exec(line.current) ?? []
  if (path !== undefined) {
    const words =
      path === FINISH
        ? new Shelf().names('finish', line.given[0] ?? NOWHERE)
        : made === undefined
          ? choicesOf(line, path)
          : ['bought', ...new Shelf().names('supply', NOWHERE)]
    return { words: words.map((word) => ({ word: `${path}=${word}` })) }
  }
  const made_ = models(line).flatMap(({ route }) => Object.keys(route.document.value.supply ?? {}))
  const choices = [...new Set(made_)].map((component) => ({
    word: `supply.${component}`,
    about: 'made in house or bought',
  }))
  const own = inputs(line)
  const finish = own.length === 0 ? [] : [{ word: FINISH, about: 'how the product is finished' }]
  return branches(line, [...finish, ...choices, ...own], '=')
}

function choicesOf(line: Line, path: string): readonly string[] {
  return models(line).flatMap((model) => model.compiled.system.find(path)?.choices ?? [])
}

/** Figures that a study reads, by their names in the output. */
function figures(line: Line): Answer {
  return branches(
    line,
    told(line, (evaluation, path) => studyOutput(evaluation, path) !== undefined).map((word) => ({ word })),
  )
}

/** Names of the output that are known, of the flows on the line. */
function told(line: Line, isKnown: (evaluation: Evaluation, path: string) => boolean): string[] {
  const found = new Set(['cost'])
  for (const model of models(line)) {
    const evaluation = evaluate(model, new Diagnostics())
    if (evaluation === undefined) continue
    const paths = numbersIn(runJson(resultOf(evaluation, [])))
    for (const path of paths) if (isKnown(evaluation, path)) found.add(path)
  }
  return [...found]
}

/** Paths of the numbers in a value, also of those that are texts so that they keep all digits; lists are passed over. */
function numbersIn(value: object): string[] {
  const found: string[] = []
  const stack: [string, unknown][] = Object.entries(value)
  for (let next = stack.shift(); next !== undefined; next = stack.shift()) {
    const [path, one] = next
    if (typeof one === 'number' || (typeof one === 'string' && /^-?\d+(\.\d+)?$/.test(one))) found.push(path)
    else if (typeof one === 'object' && one !== null && !Array.isArray(one))
      stack.push(...Object.entries(one).map(([name, part]): [string, unknown] => [`${path}.${name}`, part]))
  }
  return found
}

/** Names that are told one by one; of more, what goes on after the next dot. */
const MOST_NAMES = 40

/** Names that go on from what is typed, part by part where there are many. */
function branches({ current }: Line, names: readonly Candidate[], after = ''): Answer {
  const left = names.filter(({ word }) => word.startsWith(current))
  const whole = (list: readonly Candidate[]): Candidate[] =>
    list.map(({ word, about }) => ({ word: word + after, about: about ?? '' }))
  if (left.length <= MOST_NAMES) return open(whole(left))
  const { under, branches } = branchesAt(
    current,
    left.map(({ word }) => word),
  )
  const at = under === '' ? '' : `${under}.`
  return open(
    branches.flatMap((part) => {
      const own = left.filter(({ word }) => word === at + part)
      const isMore = left.some(({ word }) => word.startsWith(`${at}${part}.`))
      return [...whole(own), ...(isMore ? [{ word: `${at}${part}.` }] : [])]
    }),
  )
}
