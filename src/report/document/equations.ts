import { placeAt } from '../../document/span.ts'
import { spanOf, type Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Bibliography } from './bibliography.ts'
import { type Block, type Entry, type Inline, paragraph } from './blocks.ts'
import type { ReportRoute } from './found.ts'
import { counted, printedValue, prose, spoken } from './typography.ts'

/** Every equation of a route with its value, by what it belongs to; `nameOf` names a document as the repetition does. On paper they take some twenty
 * pages a route: of several routes they stay folded. */
export function equationBlocks(
  { evaluation }: ReportRoute,
  bibliography: Bibliography,
  nameOf: (file: string) => string,
  isPrinted: boolean,
): Block[] {
  const groups = new Map<string, Variable[]>()
  for (const variable of evaluation.model.compiled.system.variables) {
    if (variable.kind === 'input') continue
    const group = groupOf(variable.name)
    groups.set(group, [...(groups.get(group) ?? []), variable])
  }
  const told = [...groups].map(
    ([group, variables]): Block => ({
      kind: 'folded',
      isPrinted,
      summary: `${group} (${counted(variables.length, 'equation')})`,
      blocks: [
        {
          kind: 'entries',
          entries: yearsAsOne(variables.map((variable) => entryOf(evaluation, variable, bibliography, nameOf))),
        },
      ],
    }),
  )
  return [
    paragraph(
      'Name, expression as its author wrote it, value, what it is, and the line of the document that says so. Inputs stand in the appendix before.' +
        (isPrinted ? '' : ' Of several routes those groups are printed that are unfolded on the screen.'),
    ),
    ...told,
  ]
}

const OF_A_YEAR = /^((?:.*\.)?years)\.\w+\./

/** What is one line of a document for all years stands as one equation, with its values one after another. */
function yearsAsOne(entries: readonly Entry[]): Entry[] {
  const merged = new Map<string, Entry>()
  for (const entry of entries) {
    const name = entry.name.replace(OF_A_YEAR, '$1.each.')
    const key = name === entry.name ? name : `${name} ${entry.place} ${entry.expression}`
    const known = merged.get(key)
    merged.set(key, known === undefined ? { ...entry, name } : { ...known, value: `${known.value}; ${entry.value}` })
  }
  return [...merged.values()]
}

function groupOf(name: string): string {
  const [, upstream, rest = name] = /^(?:supply\.(\w+)\.)?(.+)$/.exec(name) ?? []
  const of = upstream === undefined ? '' : `${spoken(upstream)}: `
  const [, step] = /^steps\.(\w+)\./.exec(rest) ?? []
  const own = step === undefined ? spoken(rest.split('.')[0] as string) : `step ${spoken(step)}`
  return of + own
}

function entryOf(
  { model, value }: Evaluation,
  variable: Variable,
  bibliography: Bibliography,
  nameOf: (file: string) => string,
): Entry {
  const { statement, origin } = variable
  const words: Inline[] = []
  if (statement?.about !== undefined) words.push(prose(statement.about))
  if (statement?.source !== undefined)
    words.push(' ', bibliography.cite(statement.source), statement.at === undefined ? '' : ` ${prose(statement.at)}`)
  if (statement?.assumption !== undefined) words.push(' Assumption: ', prose(statement.assumption))
  const span = origin === undefined ? undefined : spanOf(origin)
  const text = span === undefined ? undefined : model.texts.get(span.file)
  const line = span === undefined || text === undefined ? '' : `:${placeAt(text, span.start).line}`
  return {
    name: variable.name,
    expression: variable.text ?? '',
    value: printedValue(variable, value(variable), model.money, 6),
    words,
    place: span === undefined ? '' : nameOf(span.file) + line,
  }
}
