import type { Diagnostics } from '../document/diagnostic.ts'
import { compileSystem } from '../equation/compile.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import { ExchangeRates } from '../flow/exchange-rates.ts'
import { Globals } from '../flow/globals.ts'
import { Inputs } from '../flow/inputs.ts'
import { Money } from '../flow/money.ts'
import type { PriceBook } from '../flow/price-book.ts'
import { type PriceBound, Workbench } from '../flow/workbench.ts'
import { Decimal } from '../quantity/decimal.ts'
import { divide, MONEY, PLAIN } from '../quantity/dimension.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit } from '../quantity/unit.ts'
import { decimals } from './arithmetic.ts'
import type { Evaluation } from './evaluation.ts'
import { layOut, run } from './program.ts'
import { shown } from './shown.ts'

/** A price that is computed from its own bound may fall short of it by rounding. */
/** Base units a second of what a price document is held against its floors for. */
const LEAST_BOUGHT = new Decimal('1e-6')
const AS_MUCH = new Decimal('0.999999999999')

/** Prices and costs that cannot be meant: a price below what it contains or is made of, a cost outside what is plausible. */
export function checkSense(evaluation: Evaluation, diagnostics: Diagnostics): void {
  const isAsked = ({ price, bound }: PriceBound): boolean => isSet(price, evaluation) || isSet(bound, evaluation)
  for (const entry of evaluation.model.priceBounds) hold(entry, evaluation.value, isAsked, diagnostics)
  judge(evaluation, diagnostics)
}

/** Holds every price of a book against what it contains, also of materials that no route uses. */
export function checkPriceFloors(book: PriceBook, diagnostics: Diagnostics): void {
  const overrides = { inputs: new Map(), supply: new Map(), supplySpans: new Map() }
  const bench = new Workbench(
    book,
    new Money({}, [], book, new ExchangeRates(), diagnostics),
    new Inputs(overrides),
    diagnostics,
  )
  const globals = new Globals(bench)
  for (const name of book.materials.keys()) globals.price(name)
  bench.inputs.open()
  // no flow says how much is bought: the least amount, at which a price is highest
  for (const amount of globals.boughtAmounts.values())
    bench.define(amount, bench.system.graph.constant(LEAST_BOUGHT, amount.dimension ?? PLAIN), '')
  const compiled = compileSystem(bench.system, [], diagnostics)
  if (diagnostics.failed) return
  const program = layOut(compiled, [])
  const inputs = program.inputs.map((input) => input.value as Decimal)
  const values = run(program, decimals, program.constants, inputs, [])
  const value = ({ id }: Variable): Decimal => values[program.slotOfVariable[id] as number] ?? new Decimal(Number.NaN)
  for (const entry of bench.priceBounds) hold(entry, value, () => false, diagnostics)
}

function hold(
  entry: PriceBound,
  value: (variable: Variable) => Decimal,
  isAsked: (entry: PriceBound) => boolean,
  diagnostics: Diagnostics,
): void {
  const { kind, price, bound } = entry
  const [is, least] = [value(price), value(bound)]
  if (!least.isFinite() || is.gte(least.times(AS_MUCH))) return
  const span = price.origin === undefined ? undefined : spanOf(price.origin)
  const about = bound.statement?.about ?? bound.name
  const facts = { name: price.name, value: shown(price, is), bound: shown(bound, least), about }
  if (kind === 'raw_materials') diagnostics.warn('PRICE_BELOW_RAW_MATERIALS', span, facts)
  else if (isAsked(entry)) diagnostics.warn('PRICE_BELOW_FLOOR', span, facts)
  else diagnostics.error('PRICE_BELOW_FLOOR', span, facts)
}

/** Whether `--set` changed an input or anything it is computed from. */
function isSet(variable: Variable, { model, program, inputs }: Evaluation): boolean {
  const { system } = model.compiled
  const seen = new Set<number>()
  const open = [variable]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const at = program.inputs.indexOf(next)
    // a study varies an input as a setting does
    if (next.changed !== undefined || (at >= 0 && inputs[at] !== next.value)) return true
    const reads = new Set<number>()
    if (next.definition !== undefined) system.graph.variablesOf(next.definition, reads)
    for (const id of reads) {
      if (seen.has(id)) continue
      seen.add(id)
      open.push(system.variables[id] as Variable)
    }
  }
  return false
}

/** Warns of a cost outside the first band for the plant's size. It is a warning and never a bound: the bands are estimates. */
function judge(evaluation: Evaluation, diagnostics: Diagnostics): void {
  const { model } = evaluation
  const { system } = model.compiled
  const output = system.find('plant.annual_output')
  const basis = system.find('product.basis')
  if (output === undefined || basis?.dimension === undefined) return
  const per = divide(MONEY, basis.dimension)
  const size = evaluation.value(output)
  const band = model.book.bands.find(({ bounds }) => {
    const { output_from: from, output_to: to, warn_below: low } = bounds
    // a band for square metres says nothing of kilograms
    const fits = from.dimension === output.dimension && low.dimension === per
    return fits && size.gte(from.value) && size.lte(to.value)
  })
  if (band === undefined) return
  const { warn_below: low, warn_above: high } = band.bounds
  const cost = evaluation.value(model.cost).dividedBy(evaluation.value(basis))
  if (cost.gte(low.value) && cost.lte(high.value)) return
  const { entry, document, name } = band
  diagnostics.warn('COST_IMPLAUSIBLE', document.at(['bands', name], 'key'), {
    cost: formatQuantity(cost, displayUnit(per)),
    below: cost.lt(low.value),
    limit: cost.lt(low.value) ? entry.warn_below : entry.warn_above,
    band: entry.title ?? name,
    about: entry.about ?? '',
  })
}
