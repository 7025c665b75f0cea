import type { Diagnostics } from '../document/diagnostic.ts'
import type { PlantDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type Inherited, type NumberRead, readNumber } from '../equation/number.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { dimensionText, PLAIN } from '../quantity/dimension.ts'
import { isUnitSymbol } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'

/** Figures that each flow has of its own; a supply flow inherits the others from the plant. */
const OF_EACH_FLOW: ReadonlySet<string> = new Set(['annual_output', 'units_per_year'])
/** Names the engine gives, so that no plant document may. */
const GIVEN: ReadonlySet<string> = new Set(['units_per_year', 'fractional'])

/** The currency that money is counted in; another needs a dated exchange rate, which no document gives. */
const CURRENCY = 'USD'

/** What a flow is costed in: annual good output, operating time, prices of space and money. Its figures are inputs, declared when first read. */
export class Plant {
  readonly document: Checked<PlantDocument>
  readonly #parameters: ReadonlyMap<string, NumberRead>
  readonly #fractional: boolean
  readonly #lacking = new Set<string>()

  constructor(document: Checked<PlantDocument>, fractional: boolean, diagnostics: Diagnostics) {
    const { value } = document
    const inherited: Inherited = { source: value.source, at: value.at, assumption: value.assumption }
    const parameters = new Map<string, NumberRead>()
    for (const [name, given] of Object.entries(value.parameters ?? {})) {
      const span = () => document.at(['parameters', name], 'key')
      if (GIVEN.has(name)) diagnostics.error('NAME_RESERVED', span(), { name })
      else if (isUnitSymbol(name)) diagnostics.error('NAME_IS_UNIT', span(), { name })
      const read = readNumber(document, ['parameters', name], given, inherited, diagnostics)
      if (read !== undefined) parameters.set(name, read)
    }
    if (value.year !== undefined && !/^\d{4}$/.test(value.year)) {
      diagnostics.error('YEAR_UNREADABLE', document.at(['year']), { text: value.year })
    }
    if (value.currency !== undefined && value.currency !== CURRENCY) {
      diagnostics.error('CURRENCY_WITHOUT_RATE', document.at(['currency']), { found: value.currency, known: CURRENCY })
    }
    this.document = document
    this.#parameters = parameters
    this.#fractional = fractional
  }

  get currency(): string {
    return CURRENCY
  }

  names(): string[] {
    return [...this.#parameters.keys()]
  }

  /** Notes a figure that is read and missing: all are told as one, since another method or plant mends all. */
  lacks(name: string): void {
    this.#lacking.add(name)
  }

  reportLacking(method: string, diagnostics: Diagnostics): void {
    if (this.#lacking.size === 0) return
    const facts = { plant: this.document.value.plant, method, names: [...this.#lacking] }
    diagnostics.error('PLANT_LACKS', this.document.at(['plant']), facts)
  }

  /** `plant.name` as the flow of a scope sees it. */
  variable(scope: FlowScope, name: string): Variable | undefined {
    const { system, inputs, checks } = scope.bench
    if (OF_EACH_FLOW.has(name)) {
      const own = system.find(`${scope.flow.prefix}plant.${name}`)
      if (own !== undefined || scope.flow.prefix !== '') return own
    }
    const known = system.find(`plant.${name}`)
    if (known !== undefined) return known
    if (name === 'fractional') {
      return inputs.declareGiven(
        'plant.fractional',
        new Decimal(this.#fractional ? 1 : 0),
        '1 where machine counts are not rounded up (--fractional), else 0',
      )
    }
    const read = this.#parameters.get(name)
    if (read === undefined) return undefined
    const variable = inputs.declare(`plant.${name}`, read, scope, name === 'annual_output' ? 'any' : undefined)
    scope.bench.noteFigure(variable, read)
    if (name === 'operating_time') checkOperatingTime(scope, variable)
    if (name === 'annual_output' || name === 'operating_time')
      checks.push({ kind: 'positive', variable, origin: read.sourced.origin })
    return variable
  }
}

/** Hours of work in a year: time per time, which is a plain number. */
function checkOperatingTime(scope: FlowScope, { name, dimension, origin, text = '' }: Variable): void {
  if (dimension === undefined || dimension === PLAIN || origin === undefined) return
  const facts = { name, found: dimensionText(dimension), wanted: 'a time per time, such as 7000 h/yr', text }
  scope.bench.diagnostics.error('INPUT_DIMENSION', spanOf(origin), facts)
}
