import { nearest } from '../document/nearest.ts'
import { type Bindings, type Index, REFUSED, type Scope, UNBOUND } from '../equation/expand.ts'
import type { Node } from '../equation/graph.ts'
import { type NumberText, readNumber } from '../equation/number.ts'
import type { Name } from '../equation/syntax.ts'
import { type Origin, type Sourced, spanIn, spanOf, type Variable } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import { UNIT_CODES } from '../equation/token.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { AMOUNT, ANY, dimensionText, divide, exponentsOf, MASS, MONEY } from '../quantity/dimension.ts'
import { isFormulaProblem, molarMass, parseFormula } from '../quantity/formula.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import { yearAt } from './exchange-rates.ts'
import type { Moved } from './money.ts'
import { type Entry, numberField, textField } from './price-book.ts'
import { refusedName } from './refused-name.ts'
import type { PriceBound, Workbench } from './workbench.ts'

const KILOGRAM_PER_GRAM = '0.001'

/** Prices, properties of materials and figures of machines: inputs declared when something first reads them. */
export class Globals implements Scope {
  readonly #bench: Workbench
  /** Yearly amounts that a price reads, by component. */
  readonly boughtAmounts: Map<string, Variable> = new Map()

  constructor(bench: Workbench) {
    this.#bench = bench
  }

  node(name: Name, bindings: Bindings, sourced: Sourced): Node {
    const [head, second, third] = name.path
    const member = second === 'each' ? bindings.get('component') : second
    const variable =
      member === undefined
        ? undefined
        : head === 'prices' && name.path.length === 2
          ? this.price(member)
          : head === 'materials' && third !== undefined
            ? this.property(member, third)
            : head === 'bought' && name.path.length === 2
              ? this.#boughtAmount(member)
              : head === 'equipment' && third !== undefined
                ? this.figure(member, third)
                : undefined
    return variable === undefined ? this.refuse(name, sourced, bindings) : this.#bench.system.node(variable)
  }

  index(_name: Name): Index | undefined {
    return undefined
  }

  table(_name: string): Table | undefined {
    return undefined
  }

  /** `materials.X.flash_point` of a price document. */
  states({ path }: Name, _bindings: Bindings): boolean | undefined {
    const [head, component] = path as [string, string]
    if (head !== 'materials' || !this.#bench.book.materials.has(component)) return undefined
    return this.property(component, path.at(-1) as string) !== undefined
  }

  /** `prices.X`, of a material, a utility, a wage or a service. */
  price(name: string): Variable | undefined {
    const entry = this.#bench.book.materials.get(name) ?? this.#bench.book.services.get(name)
    const known = this.#bench.system.find(`prices.${name}`)
    if (entry === undefined || known !== undefined) return known
    const variable = this.#field(`prices.${name}`, entry, 'price')
    if (variable === undefined) return undefined
    this.#checkMoney(variable, name)
    this.#hold('floor', variable, name, 'price_floor')
    return variable
  }

  /** `bought.X`: how much of a component is bought in a year, over the route and its upstream flows; defined once all is known. */
  #boughtAmount(component: string): Variable | undefined {
    const { system } = this.#bench
    const known = system.find(`bought.${component}`)
    if (known !== undefined || !this.#bench.book.materials.has(component)) return known
    const variable = this.#bench.declare(`bought.${component}`, undefined, { about: `${component} bought in a year` })
    const unit = readUnit(`${this.measure(component).text}/yr`) as Unit
    variable.unit = unit
    variable.dimension = unit.dimension
    this.boughtAmounts.set(component, variable)
    return variable
  }

  /** A price that is paid is held against the raw materials of what is bought, where its entry states their cost. */
  bought(name: string): void {
    const price = this.price(name)
    if (price !== undefined) this.#hold('raw_materials', price, name, 'raw_material_cost')
  }

  #hold(kind: PriceBound['kind'], price: Variable, name: string, field: string): void {
    const { priceBounds } = this.#bench
    if (priceBounds.some((known) => known.kind === kind && known.price === price)) return
    const bound = this.#bench.book.materials.has(name) ? this.property(name, field) : undefined
    if (bound === undefined) return
    const wanted = divide(MONEY, this.measure(name).dimension)
    if (bound.dimension !== undefined && bound.dimension !== ANY && bound.dimension !== wanted) {
      this.#bench.diagnostics.error('INPUT_DIMENSION', bound.origin && spanOf(bound.origin), {
        name: bound.name,
        found: dimensionText(bound.dimension),
        wanted: dimensionText(wanted),
        text: bound.text ?? '',
      })
      return
    }
    bound.dimension ??= wanted
    priceBounds.push({ kind, price, bound })
  }

  /** A material's price is money per its measure, any other one money per something. */
  #checkMoney(variable: Variable, name: string): void {
    const { dimension } = variable
    const isMaterial = this.#bench.book.materials.has(name)
    const wanted = divide(MONEY, this.measure(name).dimension)
    if (dimension === undefined) {
      // an expression: judged with the others when dimensions are inferred
      if (isMaterial) variable.dimension = wanted
      return
    }
    if (dimension === ANY || (isMaterial ? dimension === wanted : exponentsOf(dimension).at(-1) === 1)) return
    this.#bench.diagnostics.error('INPUT_DIMENSION', variable.origin && spanOf(variable.origin), {
      name: variable.name,
      found: dimensionText(dimension),
      wanted: isMaterial ? dimensionText(wanted) : 'money per what is used of it',
      text: variable.text ?? '',
    })
  }

  /** `materials.X.property`; the molar mass follows from the formula where none is given. */
  property(component: string, property: string): Variable | undefined {
    const entry = this.#bench.book.materials.get(component)
    if (entry === undefined) return undefined
    if (property === 'price') return this.price(component)
    const path = `materials.${component}.${property}`
    const variable = this.#field(path, entry, property)
    return variable ?? (property === 'molar_mass' ? this.#molarMass(path, entry) : undefined)
  }

  /** `services.X.figure`: what a utility has besides its price. */
  service(name: string, field: string): Variable | undefined {
    const entry = this.#bench.book.services.get(name)
    return entry === undefined ? undefined : this.#field(`services.${name}.${field}`, entry, field)
  }

  /** `equipment.X.figure`. */
  figure(machine: string, field: string): Variable | undefined {
    const entry = this.#bench.book.equipment.get(machine)
    return entry === undefined ? undefined : this.#field(`equipment.${machine}.${field}`, entry, field)
  }

  /** The unit a component is counted in: kg unless its entry says otherwise. */
  measure(component: string): Unit {
    const entry = this.#bench.book.materials.get(component)
    const text = (entry === undefined ? undefined : textField(entry, 'measure')) ?? 'kg'
    const unit = readUnit(text)
    if (!('problem' in unit)) return unit
    const field = entry?.fields.get('measure')
    this.#bench.diagnostics.error(UNIT_CODES[unit.problem], field?.document.at(field.path), {
      symbol: unit.symbol,
      near: unit.near,
    })
    return readUnit('kg') as Unit
  }

  /** A price that is missing is told where it belongs, once for all that buy it. */
  refusePrice(entry: Entry): void {
    const facts = { name: entry.name, place: entry.document.file }
    this.#bench.diagnostics.error('PRICE_MISSING', entry.document.at(entry.path, 'key'), facts)
  }

  refuse(name: Name, sourced: Sourced, bindings: Bindings = UNBOUND): Node {
    const span = spanIn(sourced, name)
    const { book } = this.#bench
    const [head, second] = name.path
    const member = second === 'each' ? bindings.get('component') : second
    if (second === 'each' && member === undefined) {
      this.#bench.diagnostics.error('EACH_UNBOUND', span, { name: name.path.join('.') })
      return REFUSED
    }
    if (head === 'prices' && member !== undefined) {
      const known = [...book.materials.keys(), ...book.services.keys()]
      const entry = book.materials.get(member) ?? book.services.get(member)
      if (entry !== undefined) this.refusePrice(entry)
      else this.#bench.diagnostics.error('PRICE_UNKNOWN', span, { name: member, near: nearest(member, known) })
      return REFUSED
    }
    const section = head === 'equipment' ? book.equipment : book.materials
    const entry = member === undefined ? undefined : section.get(member)
    if (entry !== undefined) {
      this.#bench.diagnostics.error('PROPERTY_MISSING', span, {
        name: entry.name,
        property: name.path[2] ?? '',
        place: entry.document.file,
        near: nearest(name.path[2] ?? '', entry.fields.keys()),
      })
    } else {
      const known = [...section.keys()].map((entry_) => `${head}.${entry_}`)
      this.#bench.diagnostics.error('NAME_UNKNOWN', span, refusedName(name, sourced, known))
    }
    return REFUSED
  }

  #field(path: string, entry: Entry, name: string): Variable | undefined {
    const known = this.#bench.system.find(path)
    if (known !== undefined) return known
    const field = numberField(entry, name)
    if (field === undefined) return undefined
    const read = readNumber(
      field.document,
      field.path,
      field.given as NumberText,
      field.inherited,
      this.#bench.diagnostics,
    )
    if (read === undefined)
      return this.#bench.system.declare(path, 'input', { definition: this.#bench.system.graph.zero })
    const moved = (): Moved | undefined =>
      this.#bench.money.moved(path, read, entry.section, yearAt(field.document, field.path))
    const variable = this.#bench.inputs.declare(path, read, this, undefined, moved)
    const origin: Origin = { document: field.document, path: field.path }
    if (path.startsWith('prices.') || name === 'price') {
      this.#bench.checks.push({ kind: 'price', variable, origin })
      if (read.range === undefined) this.#bench.holdSpread(variable, read)
    } else this.#bench.noteFigure(variable, read)
    return variable
  }

  #molarMass(path: string, entry: Entry): Variable | undefined {
    const formula = textField(entry, 'formula')
    if (formula === undefined) return undefined
    const read = parseFormula(formula)
    const field = entry.fields.get('formula')
    if (isFormulaProblem(read)) {
      this.#bench.diagnostics.error('FORMULA_UNREADABLE', field?.document.at(field.path), { name: entry.name, formula })
      return undefined
    }
    const value: Decimal = molarMass(read).times(KILOGRAM_PER_GRAM)
    const origin = field === undefined ? undefined : { document: field.document, path: field.path }
    return this.#bench.system.declare(path, 'computed', {
      definition: this.#bench.system.graph.constant(value, divide(MASS, AMOUNT)),
      dimension: divide(MASS, AMOUNT),
      text: `molar mass of ${formula}`,
      origin,
      statement: { about: `Molar mass of ${formula} from standard atomic weights` },
    })
  }
}
