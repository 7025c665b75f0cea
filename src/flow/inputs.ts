import { nearest } from '../document/nearest.ts'
import { pointFromKelvin } from '../equation/dimension-check.ts'
import type { Scope } from '../equation/expand.ts'
import type { Node } from '../equation/graph.ts'
import { Operation } from '../equation/graph.ts'
import type { NumberRead } from '../equation/number.ts'
import { dimensionOfLiteral, isBareZero } from '../equation/read-expression.ts'
import type { Literal } from '../equation/syntax.ts'
import { type Sourced, spanOf, type Variable } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { ANY, dimensionText, PLAIN, POINT } from '../quantity/dimension.ts'
import type { Moved } from './money.ts'
import type { Override, Overrides } from './overrides.ts'
import type { Workbench } from './workbench.ts'

/** Beyond it a float64 reading would overflow. */
const LARGEST = new Decimal('1e300')

/** Changes that leave 0 what it is. */
const ACTS_BY_PART: ReadonlySet<string> = new Set(['multiply', 'divide', 'percent'])

/** Declares inputs: parameters, prices, plant values. What `--set` asks is applied here, before anything is computed. */
export class Inputs {
  readonly #overrides: Overrides
  readonly used: Set<string> = new Set()
  #attached: Workbench | undefined
  /** Inputs whose value is an expression, to be expanded once all names are declared. */
  readonly #later: (() => void)[] = []
  #open = false

  constructor(overrides: Overrides) {
    this.#overrides = overrides
  }

  attach(bench: Workbench): void {
    this.#attached = bench
  }

  get #bench(): Workbench {
    return this.#attached as Workbench
  }

  isSet(name: string): boolean {
    return this.#overrides.inputs.has(name)
  }

  /** What `--set` puts in the place of an input; undefined where it only changes it, or says nothing. */
  replacement(name: string): NumberRead | undefined {
    return this.#overrides.inputs.get(name)?.findLast((override) => override.change === 'replace')?.read
  }

  /** Expands the inputs that are expressions; from then on new ones are expanded at once. */
  open(): void {
    this.#open = true
    for (const expand of this.#later) expand()
    this.#later.length = 0
  }

  /**
   * Declares an input. A plain quantity becomes a value that studies may vary; an expression is expanded in its scope.
   * `like` is the default that a `set:` replaces: the new value must have its dimension and keeps its range and description;
   * 'any' lets `--set` change the dimension as well. `moved` makes a price of one year money of another.
   */
  declare(
    name: string,
    read: NumberRead,
    scope: Scope,
    like?: NumberRead | 'any',
    moved?: () => Moved | undefined,
  ): Variable {
    const bench = this.#bench
    const overrides = this.#overrides.inputs.get(name) ?? []
    if (overrides.length > 0) this.used.add(name)
    const replaced = overrides.findLast((override) => override.change === 'replace')
    const move = replaced === undefined ? moved?.() : undefined
    const base = replaced?.read ?? (move === undefined ? read : moveTo(read, move))
    const after = replaced === undefined ? overrides : overrides.slice(overrides.indexOf(replaced) + 1)
    const choices = read.choices ?? (typeof like === 'object' ? like.choices : undefined)
    if (choices !== undefined) return this.#chosen(name, { base, read, like, choices }, overrides)
    const models = like === 'any' ? [base] : like === undefined ? [read] : [like, read]
    const model = models.find((candidate) => candidate.sourced.expression.kind === 'literal')
    const statement = {
      ...base.statement,
      about: base.statement.about ?? read.statement.about ?? model?.statement.about,
      title: read.statement.title ?? model?.statement.title,
    }
    const variable = bench.system.declare(name, 'input', {
      origin: base.sourced.origin,
      statement,
      text: base.sourced.text.trim(),
      changed: overrides.length === 0 ? undefined : overrides.map((override) => override.text).join('; '),
    })
    if (overrides.length > 0 && read.sourced.expression.kind !== 'literal')
      variable.expressionBefore = { text: read.sourced.text.trim(), isReplaced: replaced !== undefined }
    if (overrides.length > 0) variable.stated = (move === undefined ? read : moveTo(read, move)).spread
    const wanted = model === undefined ? undefined : (model.sourced.expression as Literal)
    if (
      base.sourced.expression.kind === 'literal' &&
      after.every((override) => override.read.sourced.expression.kind === 'literal')
    ) {
      this.#quantity(variable, base, after, wanted)
      variable.spread =
        overrides.length === 0 || (after.length === 0 && base.spread !== undefined) ? base.spread : undefined
    } else {
      if (wanted !== undefined) variable.unit = wanted.unit
      else bench.giveUnit(variable, read)
      if (wanted !== undefined && !isBareZero(wanted)) variable.dimension = wanted.dimension
      const expand = (): void => this.#expression(variable, base.sourced, after, scope)
      if (this.#open) expand()
      else this.#later.push(expand)
    }
    return variable
  }

  /** An input whose value is one of several words; its number is the place of the word, from 1. */
  #chosen(
    name: string,
    { base, read, like, choices }: { base: NumberRead; read: NumberRead; like: unknown; choices: readonly string[] },
    overrides: readonly Override[],
  ): Variable {
    const bench = this.#bench
    const word = base.sourced.text.trim()
    const arithmetic = overrides.find(({ change }) => change !== 'replace')
    if (arithmetic !== undefined) {
      const facts = { name, text: arithmetic.text }
      bench.diagnostics.error('CHOICE_CHANGED', spanOf(arithmetic.read.sourced.origin), facts)
    } else if (!choices.includes(word)) {
      const facts = { name, word, known: choices, near: nearest(word, choices) }
      bench.diagnostics.error('CHOICE_UNKNOWN', spanOf(base.sourced.origin), facts)
    }
    const model = like === undefined || like === 'any' ? read : (like as NumberRead)
    return bench.system.declare(name, 'input', {
      origin: base.sourced.origin,
      statement: {
        ...base.statement,
        about: base.statement.about ?? read.statement.about ?? model.statement.about,
        title: read.statement.title ?? model.statement.title,
      },
      text: word,
      choices,
      value: new Decimal(Math.max(1, choices.indexOf(word) + 1)),
      dimension: PLAIN,
      changed: overrides.length === 0 ? undefined : overrides.map((override) => override.text).join('; '),
    })
  }

  /** Declares an input that no document states: `plant.fractional`. */
  declareGiven(name: string, value: Decimal, about: string): Variable {
    return this.#bench.system.declare(name, 'input', {
      value,
      dimension: PLAIN,
      text: value.toString(),
      statement: { about, assumption: 'chosen on the command line' },
    })
  }

  #quantity(variable: Variable, base: NumberRead, after: readonly Override[], wanted: Literal | undefined): void {
    const bench = this.#bench
    const literal = base.sourced.expression as Literal
    const dimension = dimensionOfLiteral(literal)
    if (
      wanted !== undefined &&
      !isBareZero(wanted) &&
      dimension !== ANY &&
      dimension !== wanted.dimension &&
      !pointFromKelvin(wanted.dimension, dimension)
    ) {
      this.#mismatch(variable.name, base.sourced, dimensionText(dimension), dimensionText(wanted.dimension))
    }
    variable.value = literal.value
    variable.unit = wanted !== undefined && (dimension === ANY || isBareZero(literal)) ? wanted.unit : literal.unit
    variable.dimension = wanted !== undefined && !isBareZero(wanted) ? wanted.dimension : dimension
    for (const override of after) {
      const by = override.read.sourced.expression as Literal
      if (variable.value.isZero() && ACTS_BY_PART.has(override.change)) {
        const facts = { name: variable.name, text: override.text }
        bench.diagnostics.warn('SET_OF_NOTHING', spanOf(override.read.sourced.origin), facts)
      }
      variable.value = this.#apply(variable, variable.value, override, by)
    }
    if (variable.dimension === POINT && variable.value.isNegative()) {
      const last = after[after.length - 1]?.read ?? base
      bench.diagnostics.error('BELOW_ABSOLUTE_ZERO', spanOf(last.sourced.origin), { name: variable.name })
    }
    if (!variable.value.isFinite() || variable.value.abs().gt(LARGEST)) {
      const last = after[after.length - 1]?.read ?? base
      bench.diagnostics.error('NOT_FINITE', spanOf(last.sourced.origin), { name: variable.name })
      variable.value = new Decimal(0)
    }
  }

  #apply(variable: Variable, value: Decimal, override: Override, by: Literal): Decimal {
    const adds = override.change === 'add' || override.change === 'subtract'
    const own = variable.dimension ?? PLAIN
    if (own === POINT && !adds) {
      this.#bench.diagnostics.error('SET_POINT', spanOf(override.read.sourced.origin), {
        name: variable.name,
      })
      return value
    }
    const fits = adds
      ? isBareZero(by) || by.dimension === own || pointFromKelvin(own, by.dimension)
      : by.dimension === PLAIN
    if (own === POINT && by.dimension === POINT) {
      const { origin, text } = override.read.sourced
      this.#bench.diagnostics.error('TEMPERATURE_POINT', spanOf(origin), { text: text.trim() })
      return value
    }
    if (!fits) {
      const name = adds ? variable.name : `the factor on ${variable.name}`
      this.#mismatch(name, override.read.sourced, dimensionText(by.dimension), dimensionText(adds ? own : PLAIN))
      return value
    }
    switch (override.change) {
      case 'add':
        return value.plus(by.value)
      case 'subtract':
        return value.minus(by.value)
      case 'multiply':
        return value.times(by.value)
      case 'divide':
        return value.dividedBy(by.value)
      case 'percent':
        return value.times(by.value.plus(1))
      default:
        return by.value
    }
  }

  #expression(variable: Variable, sourced: Sourced, after: readonly Override[], scope: Scope): void {
    const bench = this.#bench
    const { graph } = bench.system
    let node: Node = bench.expand(sourced, scope)
    for (const override of after) {
      const by = bench.expand(override.read.sourced, scope)
      if (node < 0 || by < 0) break
      if (override.change === 'add') node = graph.add(node, by)
      else if (override.change === 'subtract') node = graph.subtract(node, by)
      else if (override.change === 'multiply') node = graph.multiply(node, by)
      else if (override.change === 'divide') node = graph.binary(Operation.divide, node, by)
      else node = graph.multiply(node, graph.add(graph.one, by))
    }
    bench.define(variable, node, variable.text ?? sourced.text.trim())
  }

  #mismatch(name: string, sourced: Sourced, found: string, wanted: string): void {
    const bench = this.#bench
    bench.diagnostics.error('INPUT_DIMENSION', spanOf(sourced.origin), {
      name,
      found,
      wanted,
      text: sourced.text.trim(),
    })
  }
}

/** A price and its spread as money of another year. */
function moveTo(read: NumberRead, { factor, words }: Moved): NumberRead {
  const literal = read.sourced.expression as Literal
  const { spread, statement } = read
  return {
    ...read,
    sourced: { ...read.sourced, expression: { ...literal, value: literal.value.times(factor) } },
    spread: spread && { ...spread, low: spread.low.times(factor), high: spread.high.times(factor) },
    statement: {
      ...statement,
      note: statement.note === undefined ? `moved ${words}` : `moved ${words}; ${statement.note}`,
    },
  }
}
