import { sayingOf } from '../document/diagnostic.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { formatNumber, formatQuantity } from '../quantity/format.ts'
import { fromBase, type Unit } from '../quantity/unit.ts'
import type { Breakeven, Extreme, Reason, Root, Sides } from '../study/breakeven.ts'
import { csv } from './csv.ts'
import { PAGE_WIDTH, paragraph } from './table.ts'

/** What was asked for, for telling the answer. */
export interface Question {
  readonly flow: string
  readonly input: string
  readonly unit: Unit
  /** Where the input stands without the question; undefined where the flow does not have it. */
  readonly now: Decimal | undefined
  /** The flow's cost as it stands, per unit of its basis. */
  readonly cost: Decimal
  /** "8 USD/m^2", or the name of the other flow. */
  readonly goal: string
  readonly against: boolean
  /** "USD/m^2" */
  readonly costUnit: string
  /** USD for one unit of the currency of the results. */
  readonly rate: Decimal
  /** What is to be known of the routes, such as that their thickness differs. */
  readonly notes: readonly string[]
}

/** Whole machines make some costs saw up and down: a list of all passages tells nobody anything. */
const MOST_TOLD = 10

/** The answer in words: each value, how it was found, and where the input stands now; or why there is none. */
export function breakevenText(
  question: Question,
  { how, range, roots, reason }: Breakeven,
  width: number = PAGE_WIDTH,
): string {
  const { flow, input, unit, goal, against } = question
  const lines: string[] = []
  for (const { value, cost, jump } of roots.slice(0, MOST_TOLD)) {
    const place = `${input} = ${formatQuantity(value, unit, 8)}`
    if (jump === undefined)
      lines.push(`${place}: ${flow} costs ${against ? `as much as ${goal}, ` : ''}${costText(question, cost)}`)
    else lines.push(`${place}: ${leap(question, jump)}`)
  }
  if (roots.length > MOST_TOLD)
    lines.push(`and ${roots.length - MOST_TOLD} more (--json has all; --fractional takes the steps of machines out)`)
  if (reason !== undefined) lines.push(...whyNone(question, reason))
  lines.push(
    how === 'closed form'
      ? 'closed form: the cost is a straight line of the input'
      : `search over ${rangeText(unit, range)}: the cost is no straight line of the input; passages closer together than a 2000th of it may be missed`,
  )
  if (question.now !== undefined)
    lines.push(
      `now: ${input} = ${formatQuantity(question.now, unit, 8)}, ${flow} costs ${costText(question, question.cost)}`,
    )
  return [...lines, ...question.notes].map((line) => paragraph(line, width)).join('\n')
}

/** Whole machines: the costs pass each other without being equal anywhere. */
function leap(question: Question, { before, after }: NonNullable<Root['jump']>): string {
  const { flow, goal, against } = question
  const side = ({ cost, goal: other }: Sides): string =>
    against ? `${flow} ${costText(question, cost)}, ${goal} ${costText(question, other)}` : costText(question, cost)
  const past = against
    ? `${flow} and ${goal} pass each other by a step, as of whole machines`
    : `a step, as of whole machines, takes the cost of ${flow} past ${goal}`
  return `${past}; before: ${side(before)}; from there: ${side(after)}`
}

function whyNone({ flow, input, unit, goal, against, ...rest }: Question, reason: Reason): string[] {
  const question = { flow, input, unit, goal, against, ...rest }
  switch (reason.kind) {
    case 'independent':
      return [
        `no answer: ${against ? `the difference of ${flow} and ${goal}` : `the cost of ${flow}`} does not depend on ${input}`,
      ]
    case 'impossible': {
      const value = formatQuantity(reason.value, unit, 8)
      const words = reason.problem === undefined ? 'it is outside the range asked for' : sayingOf(reason.problem).what
      return [`no answer: it would take ${input} = ${value}, and ${words}`]
    }
    case 'gap': {
      const value = formatQuantity(reason.value, unit, 8)
      return [`no answer: ${goal} is passed at ${input} = ${value}, and there ${sayingOf(reason.problem).what}`]
    }
    case 'nowhere': {
      const { what, fix } = reason.problem === undefined ? { what: '', fix: undefined } : sayingOf(reason.problem)
      const words = [`no answer: ${flow} is refused at other values: ${what}`]
      return fix === undefined ? words : [...words, fix]
    }
    case 'never': {
      const side = reason.least.over.isNegative() ? 'below' : 'above'
      const where = reason.elsewhere === undefined ? 'over the whole range' : 'where it has a cost'
      // an input of whole numbers passes the goal between two of them
      const isPassed = reason.least.over.isNegative() !== reason.most.over.isNegative()
      return [
        isPassed
          ? `no answer: ${flow} passes ${goal} between values at which it has a cost, and at none of them`
          : `no answer: ${flow} stays ${side} ${goal} ${where}`,
        `from ${extremeText(question, reason.least)} to ${extremeText(question, reason.most)}`,
        ...(reason.elsewhere === undefined ? [] : [`elsewhere: ${sayingOf(reason.elsewhere).what}`]),
      ]
    }
  }
}

function extremeText(question: Question, { value, cost, over }: Extreme): string {
  const by = question.against ? `, ${signed(question, over)} against ${question.goal}` : ''
  return `${costText(question, cost)} at ${formatQuantity(value, question.unit, 6)}${by}`
}

function signed(question: Question, over: Decimal): string {
  return `${over.isNegative() ? '' : '+'}${costText(question, over)}`
}

function costText({ rate, costUnit }: Question, cost: Decimal): string {
  return `${formatNumber(cost.dividedBy(rate), 8)} ${costUnit}`
}

function rangeText(unit: Unit, range: Breakeven['range']): string {
  return range === undefined
    ? 'everything'
    : `${formatQuantity(range.low, unit, 6)} to ${formatQuantity(range.high, unit, 6)}`
}

/** The answer with all digits; values of the input are in `unit`. */
export function breakevenJson(question: Question, { how, range, roots, reason }: Breakeven): Record<string, unknown> {
  const { flow, input, unit, now, cost, goal, against, costUnit, rate } = question
  const inUnit = (value: Decimal): number => fromBase(value, unit).toNumber()
  const inMoney = (value: Decimal): string => value.dividedBy(rate).toDecimalPlaces(18).toFixed()
  const side = (sides: Sides): Record<string, string> => ({ cost: inMoney(sides.cost), goal: inMoney(sides.goal) })
  return {
    flow,
    input,
    unit: unit.text,
    ...(against ? { against: goal } : { target: goal }),
    cost_unit: costUnit,
    how,
    range: range === undefined ? null : { low: inUnit(range.low), high: inUnit(range.high) },
    now: { value: now === undefined ? null : inUnit(now), cost: inMoney(cost) },
    answers: roots.map((root) => ({
      value: inUnit(root.value),
      exact: fromBase(root.value, unit).toString(),
      cost: inMoney(root.cost),
      jump: root.jump === undefined ? null : { before: side(root.jump.before), after: side(root.jump.after) },
    })),
    reason: reason === undefined ? null : { kind: reason.kind, message: whyNone(question, reason).join('; ') },
  }
}

/** One row an answer. */
export function breakevenCsv({ flow, input, unit, goal, costUnit, rate }: Question, { roots }: Breakeven): string {
  const rows = roots.map(({ value, cost, jump }) => [
    flow,
    goal,
    input,
    fromBase(value, unit).toString(),
    unit.text,
    cost.dividedBy(rate).toDecimalPlaces(18).toFixed(),
    costUnit,
    jump === undefined ? 'equal' : 'jump',
  ])
  return csv(['flow', 'goal', 'input', 'value', 'unit', 'cost', 'cost_unit', 'kind'], rows)
}
