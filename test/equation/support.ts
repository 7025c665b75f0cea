import { Diagnostics } from '../../src/document/diagnostic.ts'
import type { PositionedDocument } from '../../src/document/positioned.ts'
import { compileSystem } from '../../src/equation/compile.ts'
import { Expander, REFUSED, type Scope } from '../../src/equation/expand.ts'
import { isProblem, parseExpression } from '../../src/equation/parse.ts'
import { dimensionOfLiteral, readExpression } from '../../src/equation/read-expression.ts'
import type { Expression } from '../../src/equation/syntax.ts'
import { type Sourced, System, type Variable } from '../../src/equation/system.ts'
import type { Table } from '../../src/equation/table.ts'
import { type Arithmetic, decimals, float64 } from '../../src/evaluation/arithmetic.ts'
import { layOut, run } from '../../src/evaluation/program.ts'
import type { Decimal } from '../../src/quantity/decimal.ts'
import { fromBase, readUnit, type Unit } from '../../src/quantity/unit.ts'

/** An expression as nested lists: `1 + 2 * 3` is `(+ 1 (* 2 3))`; a quantity is its value in base units. */
export function shape(text: string): string {
  const parsed = parseExpression(text)
  if (isProblem(parsed)) return parsed.code
  const show = (part: Expression): string => {
    switch (part.kind) {
      case 'literal':
        return part.value.toString()
      case 'name':
        return part.path.join('.')
      case 'negation':
        return `(- ${show(part.of)})`
      case 'binary':
        return `(${part.operator} ${show(part.left)} ${show(part.right)})`
      case 'call':
        return `(${part.function} ${part.arguments.map(show).join(' ')})`
    }
  }
  return show(parsed)
}

export function unitOf(text: string): Unit {
  const unit = readUnit(text)
  if ('problem' in unit) throw new Error(`${text} is no unit`)
  return unit
}

/** A few equations by name, without documents: names mean the variables declared here. */
export class Sheet {
  readonly system: System = new System()
  readonly diagnostics: Diagnostics = new Diagnostics()
  readonly tables: Map<string, Table> = new Map()
  readonly #texts: string[] = []
  readonly #document: PositionedDocument = {
    file: 'sheet',
    text: '',
    data: undefined,
    at: () => ({ file: 'sheet', start: 0, end: 0 }),
    within: (_path, start, end) => ({ file: 'sheet', start, end }),
  }
  readonly #scope: Scope = {
    node: (name) => {
      const variable = this.system.find(name.path.join('.'))
      if (variable !== undefined) return this.system.node(variable)
      this.diagnostics.error('NAME_UNKNOWN', undefined, { name: name.path.join('.'), near: [] })
      return REFUSED
    },
    index: () => undefined,
    states: () => undefined,
    table: (name) => this.tables.get(name),
  }
  readonly #later: (() => void)[] = []

  #read(text: string): Sourced | undefined {
    this.#texts.push(text)
    return readExpression(this.#document, [this.#texts.length], text, this.diagnostics)
  }

  #expand(text: string): number {
    const sourced = this.#read(text)
    return sourced === undefined ? REFUSED : new Expander(this.system, this.diagnostics).expand(sourced, this.#scope)
  }

  input(name: string, text: string): this {
    const sourced = this.#read(text)
    if (sourced?.expression.kind !== 'literal') throw new Error(`${text} is no quantity`)
    const { value, unit } = sourced.expression
    this.system.declare(name, 'input', { value, unit, dimension: dimensionOfLiteral(sourced.expression) })
    return this
  }

  /** Several equations by name, which may refer to each other in any order. */
  equations(texts: Readonly<Record<string, string>>, unit?: string): this {
    for (const [name, text] of Object.entries(texts)) {
      const declared = unit === undefined ? {} : { unit: unitOf(unit), dimension: unitOf(unit).dimension }
      const variable = this.system.declare(name, 'computed', { text, ...declared })
      this.#later.push(() => {
        const node = this.#expand(text)
        variable.definition = node < 0 ? this.system.graph.zero : node
      })
    }
    return this
  }

  amounts(unit: string, ...names: string[]): this {
    for (const name of names)
      this.system.declare(name, 'amount', { unit: unitOf(unit), dimension: unitOf(unit).dimension })
    return this
  }

  /** Relations without direction. */
  relations(...texts: string[]): this {
    for (const text of texts) {
      this.#later.push(() => {
        const [left, right] = text.split(/(?<![<>=!])=(?!=)/) as [string, string]
        const origin = { document: this.#document, path: [] }
        this.system.relations.push({ left: this.#expand(left), right: this.#expand(right), text, origin })
      })
    }
    return this
  }

  /** Codes of the problems found on compiling. */
  problems(): string[] {
    this.compile()
    return this.diagnostics.list.map(({ code }) => code)
  }

  compile(): ReturnType<typeof compileSystem> {
    for (const expand of this.#later.splice(0)) expand()
    return compileSystem(this.system, [], this.diagnostics)
  }

  /** Values of all variables in one arithmetic, in base units. */
  #values<T>(compiled: ReturnType<typeof compileSystem>, arithmetic: Arithmetic<T>): (variable: Variable) => T {
    const program = layOut(compiled, [])
    const inputs = program.inputs.map((input) => arithmetic.from(input.value as Decimal))
    const values = run(program, arithmetic, program.constants.map(arithmetic.from), inputs, [])
    return (variable) => values[program.slotOfVariable[variable.id] as number] as T
  }

  /** Every variable's value in decimals, in its own unit or base units; float64 must agree to 1e-12. */
  solve(unit = '1'): Record<string, number> {
    const compiled = this.compile()
    if (this.diagnostics.failed) throw new Error(this.diagnostics.list.map(({ code }) => code).join())
    const exact = this.#values(compiled, decimals)
    const fast = this.#values(compiled, float64)
    const found: Record<string, number> = {}
    for (const variable of this.system.variables) {
      const value = exact(variable)
      const other = fast(variable)
      if (value.isFinite() && Math.abs(value.toNumber() - other) > 1e-12 * Math.abs(value.toNumber()))
        throw new Error(`${variable.name}: ${value} in decimals, ${other} in float64`)
      found[variable.name] = fromBase(value, variable.unit ?? unitOf(unit)).toNumber()
    }
    return found
  }
}

/** The value of one expression, in base units. */
export function evaluated(text: string): number {
  return new Sheet().equations({ x: text }).solve().x as number
}

/** The codes that an expression is refused with. */
export function refusals(text: string, inputs: Readonly<Record<string, string>> = {}): string[] {
  const sheet = new Sheet()
  for (const [name, value] of Object.entries(inputs)) sheet.input(name, value)
  return sheet.equations({ x: text }).problems()
}
