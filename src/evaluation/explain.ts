import { placeAt } from '../document/span.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Evaluation } from './evaluation.ts'
import type { Total } from './figure.ts'
import { shown } from './shown.ts'

/** One line of a derivation: a variable, what it is, where that stands, and what it was computed from. */
export interface Derivation {
  readonly name: string
  readonly value: string
  readonly kind: 'input' | 'amount' | 'computed'
  /** The defining expression as its author wrote it. */
  readonly text: string | undefined
  readonly about: string | undefined
  /** file:line of the definition. */
  readonly place: string | undefined
  readonly source: string | undefined
  readonly assumption: string | undefined
  readonly note: string | undefined
  readonly spread: string | undefined
  readonly changed: string | undefined
  readonly loop: readonly string[] | undefined
  /** Told in full above; its parts are not repeated. */
  readonly repeated: boolean
  /** Deeper parts exist but were not asked for. */
  readonly cut: boolean
  readonly parts: readonly Derivation[]
}

/** The derivation of a variable down to its inputs, values with as many significant digits as asked, each variable in full once, at most `depth` levels deep. */
export function explain(evaluation: Evaluation, figure: Variable | Total, depth: number, significant = 6): Derivation {
  return 'members' in figure
    ? explainTotal(evaluation, figure, depth, significant)
    : (derive(evaluation, [figure], 0, depth, significant)[0] as Derivation)
}

/** A sum that the output shows and no equation defines. */
function explainTotal(evaluation: Evaluation, total: Total, depth: number, significant: number): Derivation {
  const { name, about, members } = total
  const [first] = members as [Variable, ...Variable[]]
  const sum = members.reduce((value, member) => value.plus(evaluation.value(member)), new Decimal(0))
  const cut = depth < 1
  return {
    name,
    value: shown(first, sum, significant, evaluation.model.money),
    kind: 'computed',
    text: `sum of ${members.length === 1 ? 'one figure' : `${members.length} figures`}`,
    about,
    place: undefined,
    source: undefined,
    assumption: undefined,
    note: undefined,
    spread: undefined,
    changed: undefined,
    loop: undefined,
    repeated: false,
    cut,
    parts: cut ? [] : derive(evaluation, members, 1, depth, significant),
  }
}

function derive(
  evaluation: Evaluation,
  roots: readonly Variable[],
  from: number,
  depth: number,
  significant: number,
): Derivation[] {
  const told = new Set<number>()
  // breadth first decides who is told in full, so that a figure stands in full where it is first needed
  const open: { variable: Variable; level: number; into: Derivation[] }[] = []
  const root: Derivation[] = []
  for (const variable of roots) open.push({ variable, level: from, into: root })
  for (let next = 0; next < open.length; next++) {
    const { variable: current, level, into } = open[next] as (typeof open)[number]
    const reads = partsOf(evaluation, current)
    const repeated = told.has(current.id) && reads.length > 0
    const cut = !repeated && level >= depth && reads.length > 0
    const parts: Derivation[] = []
    into.push(describe(evaluation, current, repeated, cut, parts, significant))
    if (repeated || cut) continue
    told.add(current.id)
    for (const part of reads) open.push({ variable: part, level: level + 1, into: parts })
  }
  return root
}

function partsOf(evaluation: Evaluation, variable: Variable): Variable[] {
  const { system } = evaluation.model.compiled
  if (variable.value !== undefined || variable.definition === undefined) return []
  const reads = new Set<number>()
  system.graph.variablesOf(variable.definition, reads)
  return [...reads].sort((a, b) => a - b).map((id) => system.variables[id] as Variable)
}

function describe(
  evaluation: Evaluation,
  variable: Variable,
  repeated: boolean,
  cut: boolean,
  parts: Derivation[],
  significant: number,
): Derivation {
  const { statement, origin, spread } = variable
  const { model } = evaluation
  const source =
    statement?.source === undefined
      ? undefined
      : [citation(evaluation, statement.source), statement.at].filter((part) => part !== undefined).join(', ')
  const span = origin === undefined ? undefined : spanOf(origin)
  const text = span === undefined ? undefined : model.texts.get(span.file)
  const low = spread === undefined ? undefined : shown(variable, spread.low, 6, model.money)
  const high = spread === undefined ? undefined : shown(variable, spread.high, 6, model.money)
  return {
    name: variable.name,
    value: shown(variable, evaluation.value(variable), significant, model.money),
    kind: variable.kind,
    text:
      evaluation.settlement?.goal.input === variable
        ? `solved for, so that ${evaluation.settlement.goal.read.until.trim()}`
        : variable.value === undefined
          ? variable.text
          : undefined,
    about: statement?.about,
    place:
      span === undefined
        ? undefined
        : text === undefined
          ? span.file
          : `${span.file}:${placeAt(text, span.start).line}`,
    source,
    assumption: statement?.assumption,
    note: statement?.note,
    spread: spread === undefined ? undefined : `${low} .. ${high}, ${spread.distribution}`,
    changed: variable.changed,
    loop: variable.loop,
    repeated,
    cut,
    parts,
  }
}

/** The bibliography key with authors and year, as far as they are known. */
function citation(evaluation: Evaluation, key: string): string {
  const entry = evaluation.model.book.sources.get(key)
  const year = entry?.year === undefined ? '' : ` ${entry.year}`
  return entry?.authors === undefined ? key : `${key} (${entry.authors.split(/[,;]/)[0]}${year})`
}
