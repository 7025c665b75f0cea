import { CURRENCY } from '../../equation/exchange.ts'
import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Money } from '../../flow/money.ts'
import { Decimal } from '../../quantity/decimal.ts'
import { exponentsOf } from '../../quantity/dimension.ts'
import { isUnitProblem, readUnit } from '../../quantity/unit.ts'
import type { Bibliography } from './bibliography.ts'
import type { Inline } from './blocks.ts'
import { figure, prose, withUnit } from './typography.ts'

const DIGITS = 7

/** The rate that results are converted at, with its year and where it comes from; nothing where they are in what is computed in. */
export function rateWords({ model }: Evaluation, bibliography: Bibliography): Inline[] {
  const { money, book } = model
  if (money.currency === CURRENCY) return []
  const { source, at, assumption } = book.exchangeRates.get(money.currency)?.statement ?? {}
  return [
    `${figure(money.rate, DIGITS)}\u00a0${CURRENCY} for 1\u00a0${money.currency}`,
    ...(money.year === undefined ? [] : [`, rate of ${money.year}`]),
    ...(source === undefined ? [] : [', ', bibliography.cite(source)]),
    ...(source === undefined || at === undefined ? [] : [` ${prose(at)}`]),
    ...(assumption === undefined ? [] : [`; assumption: ${prose(assumption)}`]),
  ]
}

/** The currencies whose rates a model reads: that of its results, and those that its inputs are stated in. */
export function currenciesRead({ model }: Evaluation): Set<string> {
  const stated = model.compiled.system.variables.flatMap((variable) => literalOf(variable)?.currency ?? [])
  return new Set([...(model.money.currency === CURRENCY ? [] : [model.money.currency]), ...stated])
}

/** Money as its document states it, where that is not what is shown: of another currency, or moved to another year. */
export function asStated(variable: Variable, money: Money): string | undefined {
  const { value } = variable
  const literal = literalOf(variable)
  if (value === undefined || literal === undefined) return undefined
  const { amount, unit, base, currency } = literal
  const isMoved = currency === undefined && variable.changed === undefined && !alike(base, value)
  if ((currency ?? CURRENCY) === money.currency && !isMoved) return undefined
  return withUnit(amount, unit, STATED_DIGITS)
}

const STATED_DIGITS = 12
const NEAR = '1e-12'
const alike = (a: Decimal, b: Decimal): boolean => a.minus(b).abs().lte(b.abs().times(NEAR))

interface Stated {
  readonly amount: Decimal
  readonly unit: string
  /** In base units, as far as its currency is the one that is computed in. */
  readonly base: Decimal
  /** Another currency than that. */
  readonly currency: string | undefined
}

/** The quantity of money that an input is written as; undefined of other inputs. */
function literalOf({ kind, value, text, dimension }: Variable): Stated | undefined {
  if (kind !== 'input' || value === undefined || exponentsOf(dimension ?? 0).at(-1) === 0) return undefined
  const [, number, written] = /^([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(\S+)$/i.exec(text ?? '') ?? []
  const unit = written === undefined ? undefined : readUnit(written)
  if (number === undefined || unit === undefined || isUnitProblem(unit)) return undefined
  const amount = new Decimal(number)
  return { amount, unit: unit.text, base: amount.times(unit.factor), currency: unit.currency?.code }
}
