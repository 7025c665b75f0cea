import type { Diagnostics } from '../document/diagnostic.ts'
import { Expander, REFUSED, type Scope } from '../equation/expand.ts'
import type { Node } from '../equation/graph.ts'
import type { NumberRead } from '../equation/number.ts'
import { type Origin, type Sourced, type Statement, System, spanOf, type Variable } from '../equation/system.ts'
import { UNIT_CODES } from '../equation/token.ts'
import { ANY, dimensionText, POINT } from '../quantity/dimension.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit, readUnit, type Unit } from '../quantity/unit.ts'
import type { Inputs } from './inputs.ts'
import type { Money } from './money.ts'
import type { PriceBook } from './price-book.ts'

/** What an evaluation has to hold, checked after each. */
export type Check =
  | {
      readonly kind: 'amount' | 'yield' | 'positive' | 'price' | 'figure'
      readonly variable: Variable
      readonly origin: Origin
    }
  | {
      readonly kind: 'range'
      readonly variable: Variable
      readonly origin: Origin
      readonly low: Node
      readonly high: Node
      readonly text: string
    }
  | {
      readonly kind: 'whole'
      readonly node: Node
      readonly origin: Origin
      readonly name: string
      /** Shares of a stream's branches; fractions of a composition otherwise. */
      readonly shares: boolean
    }

/** Something a document tags as counting toward a total. */
export interface Tagged {
  readonly tag: string
  /** Prefix of the flow it stands in. */
  readonly flow: string
  /** The step's name; undefined for a figure of the product. */
  readonly step: string | undefined
  readonly variable: Variable
}

/** Units of what counts toward a total; the others are plain numbers. */
const TAG_UNITS: Readonly<Record<string, string>> = {
  electricity: 'kWh',
  heat: 'kWh',
  labour: 'h',
  floor: 'm^2',
  co2e: 'kg',
  thickness: 'm',
  areal_mass: 'kg/m^2',
  reference_density: 'kg/m^3',
  asr: 'ohm*m^2',
  conductivity: 'S/m',
  conductivity_temperature: 'degC',
  areal_conductance: 'S/m^2',
  cell_energy: 'kWh',
  area_per_energy: 'm^2/kWh',
  mass_per_energy: 'kg/kWh',
  volume_per_energy: 'm^3/kWh',
  specific_energy: 'kWh/kg',
  investment: 'USD',
  lead_time: 'h',
}

/** A price and what it is held against: what it contains, or what it is made of. */
export interface PriceBound {
  readonly kind: 'floor' | 'raw_materials'
  readonly price: Variable
  readonly bound: Variable
}

/** What one compilation writes on: the system of equations, and what is noted beside it. */
export class Workbench {
  readonly system: System = new System()
  readonly diagnostics: Diagnostics
  readonly expander: Expander
  readonly book: PriceBook
  readonly money: Money
  readonly inputs: Inputs
  readonly checks: Check[] = []
  readonly tagged: Tagged[] = []
  readonly priceBounds: PriceBound[] = []
  /** What is bought or used without a figure for its greenhouse gases. */
  readonly withoutFactor: Set<string> = new Set()

  constructor(book: PriceBook, money: Money, inputs: Inputs, diagnostics: Diagnostics) {
    this.book = book
    this.money = money
    this.inputs = inputs
    this.diagnostics = diagnostics
    this.expander = new Expander(this.system, diagnostics)
    inputs.attach(this)
  }

  /** Declares a computed variable to be defined later; a name already taken is a second determination. */
  declare(name: string, origin: Origin | undefined, statement?: Statement): Variable {
    const taken = this.system.find(name)
    if (taken !== undefined) {
      const related = taken.origin === undefined ? [] : [{ span: spanOf(taken.origin), note: 'first determined here' }]
      this.diagnostics.error(
        'DETERMINED_TWICE',
        origin === undefined ? undefined : spanOf(origin),
        { name, relation: name },
        related,
      )
      return taken
    }
    return this.system.declare(name, 'computed', { origin, statement })
  }

  /** Gives a declared variable its definition. A refused expression leaves a zero, so that one problem is told once. */
  define(variable: Variable, node: Node, text: string): void {
    variable.definition = node < 0 ? this.system.graph.zero : node
    variable.text = text
  }

  /** Defines a variable by an expression of a document. */
  defineBy(variable: Variable, sourced: Sourced, scope: Scope): void {
    this.define(variable, this.expand(sourced, scope), sourced.text.trim())
  }

  /** The node of an expression; an absent figure outside an aggregate is refused here. */
  expand(sourced: Sourced, scope: Scope, bindings?: ReadonlyMap<string, string>): Node {
    const node = this.expander.expand(sourced, scope, bindings)
    if (node === -2) {
      this.diagnostics.error('FIGURE_ABSENT', spanOf(sourced.origin), { text: sourced.text.trim() })
      return REFUSED
    }
    return node
  }

  /** Declares an equation as a document states it: its unit, tag and range come along. */
  equation(name: string, read: NumberRead, flow: string, step: string | undefined): Variable {
    const variable = this.declare(name, read.sourced.origin, read.statement)
    this.giveUnit(variable, read)
    this.note(variable, read, flow, step)
    return variable
  }

  /** A price, property or plant figure is not below 0, unless its own range lets it be or it is a point in degC. */
  noteFigure(variable: Variable, read: NumberRead): void {
    this.note(variable, read, '', undefined)
    const { origin } = read.sourced
    if (read.range !== undefined || variable.dimension === POINT) return
    this.checks.push({ kind: 'figure', variable, origin })
    this.holdSpread(variable, read)
  }

  /** Where values below 0 are refused, a spread that reaches below 0 is as well. */
  holdSpread(variable: Variable, { spread, sourced }: NumberRead): void {
    if (spread === undefined || spread.low.gte(0)) return
    const { document, path } = sourced.origin
    const at = [...path.slice(0, -1), 'low']
    const value = formatQuantity(spread.low, variable.unit ?? displayUnit(variable.dimension ?? 0))
    this.diagnostics.error('VALUE_NEGATIVE', document.at(at), { name: `low of ${variable.name}`, value })
  }

  /** A parameter given as a quantity is not below 0 either, unless a range lets it be. */
  holdParameter(variable: Variable, reads: readonly (NumberRead | undefined)[]): void {
    const stated = reads.find((read) => read !== undefined)
    if (stated === undefined || reads.some((read) => read?.range !== undefined)) return
    if (variable.value === undefined || variable.dimension === POINT) return
    // yields have a check of their own
    if (reads.some((read) => read?.countsAs === 'yield' || read?.countsAs === 'area_yield')) return
    this.checks.push({ kind: 'figure', variable, origin: stated.sourced.origin })
  }

  giveUnit(variable: Variable, read: NumberRead): void {
    if (read.unit === undefined) return
    const { document, path } = read.sourced.origin
    const unit = this.unit(read.unit, { document, path: [...path.slice(0, -1), 'unit'] })
    if (unit === undefined) return
    variable.unit = unit
    variable.dimension = unit.dimension
  }

  /** A unit that a document states; money is in USD, since rates differ from year to year. */
  unit(text: string, { document, path }: Origin): Unit | undefined {
    const unit = readUnit(text)
    if ('problem' in unit) {
      const facts = { symbol: unit.symbol, near: unit.near }
      this.diagnostics.error(UNIT_CODES[unit.problem], document.within(path, unit.start, unit.end), facts)
      return undefined
    }
    if (unit.currency === undefined) return unit
    this.diagnostics.error('CURRENCY_HERE', document.at(path), { currency: unit.currency.code })
    return undefined
  }

  /** What counts toward a total must be of its kind; otherwise the total would be blamed. */
  #checkTag(variable: Variable, tag: string, origin: Origin): void {
    const wanted = (readUnit(TAG_UNITS[tag] ?? '1') as Unit).dimension
    const found = variable.dimension
    if (found === undefined) variable.dimension = wanted
    else if (found !== wanted && found !== ANY) {
      this.diagnostics.error('INPUT_DIMENSION', spanOf(origin), {
        name: `${variable.name}, which counts as ${tag},`,
        found: dimensionText(found),
        wanted: dimensionText(wanted),
        text: variable.text ?? variable.name,
      })
    }
  }

  /** Notes the tag and the range that a document states for a variable. */
  note(variable: Variable, read: NumberRead, flow: string, step: string | undefined): void {
    const { origin } = read.sourced
    if (read.range !== undefined) {
      const { graph } = this.system
      const low = graph.constant(read.range.low, read.range.dimension)
      const high = graph.constant(read.range.high, read.range.dimension)
      this.checks.push({ kind: 'range', variable, origin, low, high, text: read.range.text })
    }
    if (read.countsAs === undefined) return
    this.#checkTag(variable, read.countsAs, origin)
    this.tagged.push({ tag: read.countsAs, flow, step, variable })
    if (read.countsAs === 'yield' || read.countsAs === 'area_yield')
      this.checks.push({ kind: 'yield', variable, origin })
    if (read.countsAs === 'availability') this.checks.push({ kind: 'yield', variable, origin })
  }
}
