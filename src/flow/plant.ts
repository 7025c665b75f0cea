import type { Diagnostics } from '../document/diagnostic.ts'
import type { PlantDocument } from '../document/schema.ts'
import type { Span } from '../document/span.ts'
import type { Checked } from '../document/validate.ts'
import { type Inherited, type NumberRead, readNumber } from '../equation/number.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { dimensionText, PLAIN } from '../quantity/dimension.ts'
import { isUnitSymbol } from '../quantity/unit.ts'
import { yearAt } from './exchange-rates.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Method } from './method.ts'
import type { Moved } from './money.ts'
import { checkOverlaid, type Written } from './overlaid.ts'

/** Figures that each flow has of its own; a supply flow inherits the others from the plant. */
const OF_EACH_FLOW: ReadonlySet<string> = new Set(['annual_output', 'units_per_year', 'upstream'])
/** Names the engine gives, so that no plant document may. */
const GIVEN: ReadonlySet<string> = new Set(['units_per_year', 'fractional', 'upstream'])

/** Figures whose kind is judged when they are read: an output is of the product's measure. */
const JUDGED_WHEN_READ: ReadonlySet<string> = new Set(['annual_output', 'operating_time'])

/** What a flow is costed in: annual good output, operating time, prices of space and money. Its figures are inputs, declared when first read. */
export class Plant {
  /** The document that was named: the last of those laid over each other. */
  readonly document: Checked<PlantDocument>
  readonly #parameters = new Map<string, NumberRead>()
  /** Parameters of the lowest layer. */
  #base: ReadonlySet<string> = new Set()
  readonly #fractional: boolean
  readonly #lacking = new Map<string, string>()

  /** `documents` are laid over each other, parameter by parameter, the last on top; there is at least one. */
  constructor(documents: readonly Checked<PlantDocument>[], fractional: boolean, diagnostics: Diagnostics) {
    for (const [i, document] of documents.entries()) {
      this.#read(document, diagnostics)
      if (i === 0) this.#base = new Set(this.#parameters.keys())
    }
    this.document = documents[documents.length - 1] as Checked<PlantDocument>
    this.#fractional = fractional
  }

  #read(document: Checked<PlantDocument>, diagnostics: Diagnostics): void {
    const { value } = document
    const inherited: Inherited = { source: value.source, at: value.at, assumption: value.assumption }
    for (const [name, given] of Object.entries(value.parameters ?? {})) {
      const span = () => document.at(['parameters', name], 'key')
      if (GIVEN.has(name)) diagnostics.error('NAME_RESERVED', span(), { name })
      else if (isUnitSymbol(name)) diagnostics.error('NAME_IS_UNIT', span(), { name })
      const read = readNumber(document, ['parameters', name], given, inherited, diagnostics)
      if (read === undefined) continue
      const beneath = this.#parameters.get(name)
      if (beneath !== undefined && !JUDGED_WHEN_READ.has(name)) checkKind(name, read, beneath, diagnostics)
      this.#parameters.set(name, over(read, beneath))
    }
  }

  names(): string[] {
    return [...this.#parameters.keys()]
  }

  /** Parameters that only a layer above the lowest states. */
  additions(): { readonly name: string; readonly span: () => Span }[] {
    return [...this.#parameters]
      .filter(([name]) => !this.#base.has(name))
      .map(([name, { sourced }]) => ({ name, span: () => spanOf(sourced.origin) }))
  }

  /** Parameters of the lowest layer. */
  beneath(): Iterable<string> {
    return this.#base
  }

  /** Notes a figure that is missing, and what reads it: all are told as one, since another method or plant mends all. */
  lacks(name: string, reader: string): void {
    if (!this.#lacking.has(name)) this.#lacking.set(name, reader)
  }

  reportLacking(diagnostics: Diagnostics): void {
    if (this.#lacking.size === 0) return
    const readers = [...new Set(this.#lacking.values())]
    const facts = { plant: this.document.value.plant, names: [...this.#lacking.keys()], readers }
    diagnostics.error('PLANT_LACKS', this.document.at(['plant']), facts)
  }

  /** What the plant states, or else what the method takes for granted; of a figure that both state, the method's words stay. */
  #stated(name: string, { plant: assumed }: Method): NumberRead | undefined {
    const stated = this.#parameters.get(name)
    return stated === undefined ? assumed.get(name) : over(stated, assumed.get(name))
  }

  /** `plant.name` as the flow of a scope sees it. */
  variable(scope: FlowScope, name: string): Variable | undefined {
    const { system, inputs, checks, money } = scope.bench
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
    const read = this.#stated(name, scope.method)
    if (read === undefined) return undefined
    const path = `plant.${name}`
    const { document, path: place } = read.sourced.origin
    const moved = (): Moved | undefined => money.moved(path, read, 'plant', yearAt(document, place))
    const like = name === 'annual_output' ? 'any' : scope.method.plant.get(name)
    const variable = inputs.declare(path, read, scope, like, moved)
    scope.bench.noteFigure(variable, read)
    if (name === 'operating_time') checkOperatingTime(scope, variable)
    if (name === 'annual_output' || name === 'operating_time')
      checks.push({ kind: 'positive', variable, origin: read.sourced.origin })
    return variable
  }
}

/** A parameter laid over another keeps what that one says of it and states anew: its description and its range. */
export function over(read: NumberRead, beneath: NumberRead | undefined): NumberRead {
  if (beneath === undefined) return read
  return {
    ...read,
    range: read.range ?? beneath.range,
    choices: read.choices ?? beneath.choices,
    statement: {
      ...read.statement,
      about: read.statement.about ?? beneath.statement.about,
      title: read.statement.title ?? beneath.statement.title,
    },
  }
}

function checkKind(name: string, above: NumberRead, beneath: NumberRead, diagnostics: Diagnostics): void {
  const [own, other] = [writtenOf(above), writtenOf(beneath)]
  if (own !== undefined && other !== undefined) checkOverlaid(`plant.${name}`, own, other, diagnostics)
}

function writtenOf({ sourced }: NumberRead): Written | undefined {
  const { expression, text, origin } = sourced
  return expression.kind === 'literal' ? { literal: expression, text, ...origin } : undefined
}

/** Hours of work in a year: time per time, which is a plain number. */
function checkOperatingTime(scope: FlowScope, { name, dimension, origin, text = '' }: Variable): void {
  if (dimension === undefined || dimension === PLAIN || origin === undefined) return
  const facts = { name, found: dimensionText(dimension), wanted: 'a time per time, such as 7000 h/yr', text }
  scope.bench.diagnostics.error('INPUT_DIMENSION', spanOf(origin), facts)
}
