import { spanOf, type Variable } from '../../equation/system.ts'
import { float64 } from '../../evaluation/arithmetic.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import { run } from '../../evaluation/program.ts'
import type { Result } from '../../evaluation/result.ts'
import { inCurrency } from '../../evaluation/shown.ts'
import { type Equation, Formulas, inCell, type Part } from '../../evaluation/spreadsheet/formulas.ts'
import type { CellNames } from '../../evaluation/spreadsheet/names.ts'
import { written } from '../../evaluation/spreadsheet/term.ts'
import type { Model } from '../../flow/compile-flow.ts'
import { displayUnit, fromBase, type Unit } from '../../quantity/unit.ts'
import type { Repeat } from '../study-head.ts'
import { Bibliography } from './bibliography.ts'
import { documentNames } from './document-names.ts'
import { type NamedRange, SheetPage } from './sheet.ts'

/** The sheets of a route. */
export const SHEETS = ['Summary', 'Inputs', 'Equations', 'Steps', 'Ledger', 'Checks', 'Goal', 'Sources'] as const
export type SheetKind = (typeof SHEETS)[number]

/** A route as a workbook has it: what is written of it, what each cell is called, and what it holds. */
export class RouteBook {
  readonly evaluation: Evaluation
  /** Plants and prices are called as the workbook calls documents. */
  readonly result: Result
  readonly model: Model
  readonly inputs: readonly Variable[]
  readonly equations: readonly Equation[]
  readonly bibliography: Bibliography
  readonly namedRanges: NamedRange[] = []
  readonly #formulas: Formulas
  readonly #names: CellNames
  readonly #nameOf = new Map<number, string>()
  readonly #partNames: string[] = []
  readonly #units = new Map<number, Unit>()
  readonly #sheetOf: (kind: SheetKind) => string
  /** What a document is called. */
  readonly documentName: (file: string) => string
  readonly #lines = new Map<string, readonly number[]>()
  #base: readonly number[] | undefined

  constructor(
    { evaluation, result }: { readonly evaluation: Evaluation; readonly result: Result },
    names: CellNames,
    sheetOf: (kind: SheetKind) => string,
    repeat?: Repeat,
  ) {
    this.evaluation = evaluation
    this.model = evaluation.model
    this.#names = names
    this.#sheetOf = sheetOf
    this.documentName = documentNames(this.model.texts.keys(), repeat)
    this.result = {
      ...result,
      plants: result.plants.map(this.documentName),
      prices: result.prices.map(this.documentName),
    }
    this.bibliography = new Bibliography(this.model.book)
    const { system, order } = this.model.compiled
    const defined = system.variables.filter(({ value, definition }) => value !== undefined || definition !== undefined)
    for (const variable of defined) this.#nameOf.set(variable.id, names.take(variable.name))
    this.#formulas = new Formulas({ system, unitOf: this.unitOf, nameOf: this.nameOf })
    this.inputs = defined.filter(({ value }) => value !== undefined)
    this.equations = order
      .map((id) => system.variables[id] as Variable)
      .filter(({ value, definition }) => value === undefined && definition !== undefined)
      .map((variable) => this.#formulas.equation(variable))
  }

  get parts(): readonly Part[] {
    return this.#formulas.parts
  }

  /** The formula of a node that is a plain number, such as the sum of a composition. */
  plain(node: number): string {
    return this.formula(this.#formulas.plain(node, this.model.cost))
  }

  /** An empty sheet of the route. */
  page(kind: SheetKind): SheetPage {
    return new SheetPage(this.#sheetOf(kind))
  }

  /** The unit that a variable's cell is in: its own, with the currency of the results. */
  unitOf = (variable: Variable): Unit => {
    let unit = this.#units.get(variable.id)
    if (unit === undefined) {
      unit = inCurrency(variable.unit ?? displayUnit(variable.dimension ?? 0), this.model.money)
      this.#units.set(variable.id, unit)
    }
    return unit
  }

  /** What a variable's cell is called. */
  nameOf = (variable: Variable): string => this.#nameOf.get(variable.id) as string

  /** Whether a variable has a cell: it is an input, or has an equation. */
  has(variable: Variable | undefined): variable is Variable {
    return variable !== undefined && this.#nameOf.has(variable.id)
  }

  partName(part: Part): string {
    const place = -1 - part.id
    this.#partNames[place] ??= this.#names.take(part.name)
    return this.#partNames[place] as string
  }

  /** What a cell is called by its number in the texts of formulas. */
  cellName = (cell: number): string =>
    cell < 0 ? this.partName(this.parts[-1 - cell] as Part) : (this.#nameOf.get(cell) as string)

  /** A formula's text with the names of the cells. */
  formula(text: string): string {
    return written(text, this.cellName)
  }

  /** Gives a cell its name. */
  name(name: string, at: string): void {
    this.namedRanges.push({ name, range: at })
  }

  /** What a variable's cell holds: a number in its unit, a word, or nothing where it has no value. */
  held(variable: Variable): number | string | null {
    const value = this.evaluation.value(variable)
    if (!value.isFinite()) return null
    if (variable.choices !== undefined) return variable.choices[value.toNumber() - 1] ?? null
    return fromBase(value, this.unitOf(variable)).toNumber() + 0
  }

  /** What a part's cell holds, by the values of all slots. */
  partHeld(part: Part, values: readonly number[] = this.base): number | null {
    return inCell(values[this.evaluation.program.slotOf(part.node)] as number, part)
  }

  /** The values of all slots in float64 with a value for one input. */
  slots(place: number, value: number): number[] {
    const { program, inputs } = this.evaluation
    const numbers = inputs.map((input) => input.toNumber())
    return run(
      program,
      float64,
      program.constants.map((one) => one.toNumber()),
      numbers.with(place, value),
      [],
    )
  }

  get base(): readonly number[] {
    this.#base ??= this.slots(0, this.evaluation.inputs[0]?.toNumber() ?? 0)
    return this.#base
  }

  /** file:line of where a variable is defined. */
  placeOf({ origin }: Variable): string | undefined {
    if (origin === undefined) return undefined
    const { file, start } = spanOf(origin)
    let ends = this.#lines.get(file)
    if (ends === undefined) {
      const text = this.model.texts.get(file)
      if (text === undefined) return this.documentName(file)
      ends = [...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)
      this.#lines.set(file, ends)
    }
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] as number) <= start) low = middle + 1
      else high = middle
    }
    return `${this.documentName(file)}:${low + 1}`
  }
}
