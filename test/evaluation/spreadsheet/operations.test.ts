import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { type Node, Operation } from '../../../src/equation/graph.ts'
import { System, type Variable } from '../../../src/equation/system.ts'
import { float64 } from '../../../src/evaluation/arithmetic.ts'
import { Formulas } from '../../../src/evaluation/spreadsheet/formulas.ts'
import { written } from '../../../src/evaluation/spreadsheet/term.ts'
import { Decimal } from '../../../src/quantity/decimal.ts'
import { PLAIN } from '../../../src/quantity/dimension.ts'
import { readUnit, type Unit } from '../../../src/quantity/unit.ts'
import { hasOffice, recalculated } from './office.ts'

/** A sheet of equations under way: inputs with values, and formulas with what they should come to. */
class Bench {
  readonly system = new System()
  readonly wanted: { readonly variable: Variable; readonly value: number }[] = []
  readonly values = new Map<number, number>()

  input(value: number, unit = '1'): Node {
    const read = readUnit(unit) as Unit
    const variable = this.system.declare(`inputs.x${this.values.size}`, 'input', {
      dimension: read.dimension,
      unit: read,
      value: new Decimal(value),
    })
    this.values.set(variable.id, value)
    return this.system.node(variable)
  }

  number(value: number): Node {
    return this.system.graph.constant(new Decimal(value), PLAIN)
  }

  expect(node: Node, value: number, unit = '1'): void {
    const read = readUnit(unit) as Unit
    const about = { dimension: read.dimension, unit: read, definition: node }
    const variable = this.system.declare(`results.y${this.wanted.length}`, 'computed', about)
    this.wanted.push({ variable, value })
  }

  unitOf = (variable: Variable): Unit => variable.unit as Unit

  formulas(): {
    readonly texts: readonly string[]
    readonly parts: readonly string[]
    readonly names: readonly string[]
  } {
    const formulas = new Formulas({ system: this.system, unitOf: this.unitOf, nameOf: ({ name }) => name })
    const equations = this.wanted.map(({ variable }) => formulas.equation(variable))
    const refer = (cell: number): string =>
      cell < 0 ? (formulas.parts[-1 - cell]?.name as string) : (this.system.variables[cell]?.name as string)
    return {
      texts: equations.map(({ text }) => written(text, refer)),
      parts: formulas.parts.map(({ text }) => written(text, refer)),
      names: formulas.parts.map(({ name }) => name),
    }
  }

  /** What LibreOffice computes for each result, in its unit. */
  async computed(): Promise<unknown[]> {
    const { texts, parts, names } = this.formulas()
    const inputs = this.system.variables.filter(({ kind }) => kind === 'input')
    const named = (name: string, column: string, row: number) => ({ name, range: `'T'!$${column}$${row + 1}` })
    const cells = new Map<string, object>()
    for (const [i, input] of inputs.entries()) {
      const { factor, offset } = this.unitOf(input)
      cells.set(`${i},0`, { value: (input.value as Decimal).minus(offset).dividedBy(factor).toNumber() })
    }
    for (const [i, formula] of texts.entries()) cells.set(`${i},1`, { formula, formulaResult: -12345 })
    for (const [i, formula] of parts.entries()) cells.set(`${i},2`, { formula, formulaResult: -12345 })
    const namedRanges = [
      ...inputs.map(({ name }, i) => named(name, 'A', i)),
      ...names.map((name, i) => named(name, 'C', i)),
    ]
    const bytes = await writeXlsx({ sheets: [{ name: 'T', cells }], namedRanges })
    const [read] = recalculated([bytes], 120)
    const sheet = (await readXlsx(read as Uint8Array)).sheets[0]
    return texts.map((_, i) => {
      const cell = sheet?.cells?.get(`${i},1`)
      return cell?.formulaResult ?? cell?.value ?? sheet?.rows[i]?.[1]
    })
  }
}

const VALUES = [
  -2.5, -2, -2.0000000001, -1.9999999999, -1e-12, 0, 1e-12, 0.3, 1, 2, 2.0000000001, 2.001, 1999.9999999, 3e7,
]
const BINARY = {
  add: Operation.add,
  subtract: Operation.subtract,
  multiply: Operation.multiply,
  divide: Operation.divide,
  power: Operation.power,
  min: Operation.min,
  max: Operation.max,
  annuity: Operation.annuity,
  share: Operation.share,
  less: Operation.less,
  lessOrEqual: Operation.lessOrEqual,
  equal: Operation.equal,
  notEqual: Operation.notEqual,
} as const
const UNARY = [
  Operation.negate,
  Operation.ceil,
  Operation.floor,
  Operation.sqrt,
  Operation.exp,
  Operation.ln,
  Operation.log10,
]

const make = (graph: System['graph'], operation: Operation, a: Node, b: Node): Node => {
  if (operation === Operation.add) return graph.add(a, b)
  if (operation === Operation.subtract) return graph.subtract(a, b)
  if (operation === Operation.multiply) return graph.multiply(a, b)
  if (operation === Operation.divide) return graph.divide(a, b)
  return graph.binary(operation, a, b)
}

it.skipIf(!hasOffice)(
  'computes every operation as float64 does, for negative values and nothing too',
  { timeout: 200_000 },
  async () => {
    const bench = new Bench()
    const { graph } = bench.system
    const nodes = VALUES.map((value) => bench.input(value))
    for (const operation of UNARY) {
      for (const [i, node] of nodes.entries()) {
        const value = float64.apply(operation, VALUES[i] as number, undefined as unknown as number)
        bench.expect(operation === Operation.negate ? graph.negate(node) : graph.unary(operation, node), value)
      }
    }
    for (const operation of Object.values(BINARY)) {
      for (const [i, a] of nodes.entries()) {
        for (const [j, b] of nodes.entries()) {
          if (i === j && operation !== Operation.divide) continue
          const [x, y] = [VALUES[i], VALUES[j]] as [number, number]
          // payments of a time that is no positive number mean nothing
          if (operation === Operation.annuity && (y < 0.3 || y > 1e3 || x <= -1)) continue
          // a spreadsheet has no value for what float64 rounds to 0
          if (operation === Operation.power && float64.apply(operation, x, y) === 0 && x !== 0) continue
          bench.expect(make(graph, operation, a, b), float64.apply(operation, x, y))
        }
      }
    }
    const found = await bench.computed()
    const { texts } = bench.formulas()
    const wrong = bench.wanted.flatMap(({ value }, i) => {
      const got = found[i]
      const isRight = Number.isFinite(value)
        ? typeof got === 'number' && Math.abs(got - value) <= 1e-12 * Math.max(Math.abs(value), 1e-30)
        : typeof got !== 'number'
      return isRight ? [] : [`${texts[i]} is ${got}, not ${value}`]
    })
    expect(wrong).toEqual([])
  },
)

it.skipIf(!hasOffice)(
  'keeps the order of operations, signs and powers, and the units of cells',
  { timeout: 200_000 },
  async () => {
    const bench = new Bench()
    const { graph } = bench.system
    const [a, b, c] = [bench.input(3), bench.input(-2), bench.input(5)] as [Node, Node, Node]
    const power = (x: Node, y: Node): Node => graph.binary(Operation.power, x, y)
    bench.expect(graph.negate(power(a, bench.number(2))), -9)
    bench.expect(power(graph.negate(a), bench.number(2)), 9)
    bench.expect(power(power(bench.number(2), a), bench.number(2)), 64)
    bench.expect(power(bench.number(2), power(a, bench.number(2))), 512)
    bench.expect(power(bench.number(2), b), 0.25)
    bench.expect(graph.subtract(a, graph.subtract(b, c)), 10)
    bench.expect(graph.subtract(a, graph.add(b, c)), 0)
    bench.expect(graph.divide(a, graph.divide(b, c)), -7.5)
    bench.expect(graph.divide(a, graph.multiply(b, c)), -0.3)
    bench.expect(graph.multiply(graph.negate(a), graph.negate(b)), -6)
    bench.expect(graph.add(graph.negate(a), b), -5)
    bench.expect(graph.subtract(graph.negate(a), graph.negate(b)), -5)
    bench.expect(graph.subtract(graph.zero, graph.add(a, b)), -1)
    // 0 to the power of 0 is 1 here, and nothing in a spreadsheet
    bench.expect(power(graph.binary(Operation.max, graph.zero, b), graph.binary(Operation.max, b, graph.zero)), 1)
    // a branch that is not chosen may have no value, also where it has a cell of its own
    let long = graph.divide(a, graph.subtract(c, bench.input(5)))
    for (let i = 0; i < 400; i++) long = graph.add(long, bench.input(i))
    bench.expect(graph.ternary(Operation.choose, graph.binary(Operation.less, b, a), c, long), 5)
    bench.expect(
      graph.ternary(Operation.choose, graph.binary(Operation.less, a, b), long, graph.binary(Operation.equal, a, a)),
      1,
    )
    // units: a cell in um, a result in mm; degC less degC is K
    bench.expect(graph.multiply(bench.input(50e-6, 'um'), a), 0.15, 'mm')
    bench.expect(graph.add(bench.input(50e-6, 'um'), bench.input(0.002, 'mm')), 2.05, 'mm')
    bench.expect(graph.subtract(bench.input(373.15, 'degC'), bench.input(293.15, 'degC')), 80, 'K')
    bench.expect(graph.add(bench.input(373.15, 'degC'), bench.input(20, 'K')), 120, 'degC')
    bench.expect(graph.binary(Operation.min, bench.input(373.15, 'degC'), bench.input(300, 'degC')), 26.85, 'degC')
    bench.expect(graph.binary(Operation.less, bench.input(1, 'mm'), bench.input(0.5, 'm')), 0)
    const found = await bench.computed()
    const { texts } = bench.formulas()
    expect(found.map((value, i) => [texts[i], Number((value as number).toPrecision(12))])).toEqual(
      bench.wanted.map(({ value }, i) => [texts[i], value]),
    )
  },
)

it.skipIf(!hasOffice)(
  'gives long, deep and often read expressions cells of their own',
  { timeout: 200_000 },
  async () => {
    const bench = new Bench()
    const { graph } = bench.system
    let deep = bench.input(1)
    let value = 1
    for (let i = 1; i <= 3000; i++) {
      // rounding up keeps numbers small, and each reads its argument twice
      deep = graph.unary(Operation.ceil, graph.divide(graph.add(deep, bench.number(i % 7)), bench.number(2)))
      value = Math.ceil((value + (i % 7)) / 2)
    }
    bench.expect(deep, value)
    let doubled = bench.input(1)
    for (let i = 0; i < 60; i++) doubled = graph.add(doubled, graph.multiply(doubled, bench.number(0.5)))
    bench.expect(doubled, 1.5 ** 60)
    const terms = Array.from({ length: 2000 }, (_, i) => bench.input(i))
    bench.expect(graph.sum(terms), 1999000)
    bench.expect(
      graph.reduce(terms, (x, y) => graph.binary(Operation.max, x, y)),
      1999,
    )
    const { texts, parts } = bench.formulas()
    for (const text of [...texts, ...parts]) expect(text.length).toBeLessThanOrEqual(8192)
    const found = await bench.computed()
    for (const [i, { value: wanted }] of bench.wanted.entries())
      expect(Math.abs((found[i] as number) / wanted - 1)).toBeLessThan(1e-12)
  },
)

it('reads as a textbook has it', () => {
  const bench = new Bench()
  const { graph } = bench.system
  const [width, speed, time] = [bench.input(0.5, 'm'), bench.input(1, 'm/min'), bench.input(60, 'min')] as [
    Node,
    Node,
    Node,
  ]
  bench.expect(graph.multiply(width, graph.multiply(speed, time)), 0, 'm^2')
  bench.expect(
    graph.binary(Operation.max, width, graph.binary(Operation.max, bench.number(2), graph.multiply(speed, time))),
    0,
    'm',
  )
  bench.expect(graph.binary(Operation.annuity, bench.input(0.1, '%'), bench.number(10)), 0)
  bench.expect(
    graph.ternary(Operation.choose, graph.binary(Operation.less, bench.number(0), width), speed, graph.zero),
    0,
    'm/min',
  )
  expect(bench.formulas().texts).toEqual([
    'inputs.x0*inputs.x1*inputs.x2',
    'MAX(inputs.x0,2,inputs.x1*inputs.x2)',
    'PMT(inputs.x3/100,10,-1)',
    'IF(inputs.x0>0,inputs.x1,0)',
  ])
})
