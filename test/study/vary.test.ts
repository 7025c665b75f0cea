import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Diagnostics } from '../../src/document/diagnostic.ts'
import { fromBase } from '../../src/quantity/unit.ts'
import { type Axis, readVary, type Vary } from '../../src/study/vary.ts'

function read(text: string): { vary: Vary | undefined; codes: string[] } {
  const diagnostics = new Diagnostics()
  const vary = readVary(text, diagnostics)
  return { vary, codes: diagnostics.list.map(({ code }) => code) }
}

function axisOf(text: string): Axis {
  const { vary, codes } = read(text)
  if (vary?.axis === undefined) throw new Error(`${text} is no axis: ${codes.join(', ')}`)
  return vary.axis
}

/** The points in the unit that they were written in, to the last digit. */
const points = (text: string): string[] => {
  const { values, unit } = axisOf(text)
  return values.map((value) => fromBase(value, unit).toString())
}

describe('an input to vary', () => {
  it('may stand alone', () => {
    expect(read('prices.Li2S')).toEqual({
      vary: { input: 'prices.Li2S', axis: undefined, text: 'prices.Li2S' },
      codes: [],
    })
    expect(read('  steps.drying.residence_time ').vary?.input).toBe('steps.drying.residence_time')
  })

  it('has its name before the first equals sign', () => {
    expect(axisOf(' prices.Li2S = 50..300 USD/kg : 6 ')).toMatchObject({
      input: 'prices.Li2S',
      unit: { text: 'USD/kg' },
    })
  })
})

describe('a range', () => {
  test.each([
    ['prices.Li2S=50..300 USD/kg:6', ['50', '100', '150', '200', '250', '300']],
    ['prices.Li2S=50 USD/kg..0.3 USD/g:3', ['0.05', '0.175', '0.3']],
    ['x=20 um .. 30 um : 3', ['20', '25', '30']],
    ['x=0..1:11', ['0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '1']],
    ['x=5..15 %:3', ['5', '10', '15']],
    ['x=-5..5 K:3', ['-5', '0', '5']],
    ['x=-20..120 degC:3', ['-20', '50', '120']],
    ['x=-20 degC..120 degC:3', ['-20', '50', '120']],
    ['x=1..1000:4 log', ['1', '10', '100', '1000']],
    ['x=1e6..1e8 m^2/yr:3log', ['1000000', '10000000', '100000000']],
    ['x=1..3 min', ['1', '1.2', '1.4', '1.6', '1.8', '2', '2.2', '2.4', '2.6', '2.8', '3']],
  ])('%s', (text, wanted) => {
    expect(points(text).map((value) => Number(value).toPrecision(15))).toEqual(
      wanted.map((value) => Number(value).toPrecision(15)),
    )
  })

  it('has the very points that one would write down', () => {
    // 26 points of a price that is stored in another unit than it is written in
    expect(points('prices.Li2S=50..300 USD/kg:26')).toEqual(Array.from({ length: 26 }, (_, i) => String(50 + 10 * i)))
    expect(points('x=0.1..0.7 um:7')).toEqual(['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7'])
    expect(points('x=40..120 degC:5')).toEqual(['40', '60', '80', '100', '120'])
  })

  test('ends where it is said to, has as many points as asked for, rises, and keeps its distances or ratios', () => {
    const figure = fc.integer({ min: 1, max: 1_000_000 }).map((n) => n / 1000)
    const unit = fc.constantFrom('', ' USD/kg', ' um', ' %', ' m^2/yr', ' kWh')
    fc.assert(
      fc.property(figure, figure, fc.integer({ min: 2, max: 60 }), unit, fc.boolean(), (a, b, count, unit_, log) => {
        fc.pre(a !== b)
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const axis = axisOf(`x=${low}..${high}${unit_}:${count}${log ? ' log' : ''}`)
        const values = axis.values.map((value) => fromBase(value, axis.unit).toNumber())
        expect(values).toHaveLength(count)
        expect(axis.values[0]).toEqual(axis.low)
        expect(axis.values[count - 1]).toEqual(axis.high)
        expect([values[0], values[count - 1]]).toEqual([low, high])
        const step = (i: number): number =>
          log
            ? Math.log((values[i + 1] as number) / (values[i] as number))
            : (values[i + 1] as number) - (values[i] as number)
        const whole = log ? Math.log(high / low) : high - low
        for (let i = 0; i + 1 < count; i++) {
          expect(values[i + 1]).toBeGreaterThan(values[i] as number)
          expect(Math.abs(step(i) - whole / (count - 1))).toBeLessThanOrEqual(1e-9 * Math.max(whole, high))
        }
      }),
    )
  })
})

describe('a list', () => {
  test.each([
    ['x=20, 30, 50 um', ['20', '30', '50']],
    ['x=20 um,30 um , 50 um', ['20', '30', '50']],
    ['x=50,20 um', ['50', '20']],
    ['x=20 um', ['20']],
    ['x=-1, 2', ['-1', '2']],
    ['x=1 mm, 20 um', ['1000', '20']],
  ])('%s', (text, wanted) => {
    expect(points(text)).toEqual(wanted)
  })

  it('knows its ends in whatever order it is written', () => {
    const { low, high, unit } = axisOf('x=30, 20, 50 um')
    expect([low, high].map((value) => fromBase(value, unit).toNumber())).toEqual([20, 50])
  })
})

describe('what is refused', () => {
  test.each([
    ['', 'VARY_SYNTAX'],
    ['=1..2', 'VARY_SYNTAX'],
    ['1..2', 'VARY_SYNTAX'],
    ['x=', 'VARY_SYNTAX'],
    ['x.=1..2', 'VARY_SYNTAX'],
    ['prices/Li2S=1..2', 'VARY_SYNTAX'],
    ['x=3..1 min', 'VARY_RANGE'],
    ['x=1..1 min', 'VARY_RANGE'],
    ['x=1..3 min:1', 'VARY_RANGE'],
    ['x=1..3 min:0', 'VARY_RANGE'],
    ['x=1..3 min:1001', 'VARY_RANGE'],
    ['x=0..3 min:5 log', 'VARY_RANGE'],
    ['x=-1..3 K:5 log', 'VARY_RANGE'],
    ['x=1..2..3 min', 'VARY_RANGE'],
    ['x=1 min:5', 'VARY_RANGE'],
    // a list has its own points
    ['x=1, 3 min:5', 'VARY_RANGE'],
    // a multiple of a temperature depends on where its scale begins
    ['x=40..120 degC:5 log', 'VARY_RANGE'],
    ['x=1 min..3 kg', 'VARY_ENDS'],
    ['x=1 min..3 kg', 'VARY_ENDS'],
    ['x=1..y', 'NOT_A_QUANTITY'],
    ['x=1 + 1..3', 'NOT_A_QUANTITY'],
    ['x=1..', 'EXPRESSION_SYNTAX'],
    ['x=..3', 'EXPRESSION_SYNTAX'],
    ['x=1..3 min:five', 'EXPRESSION_SYNTAX'],
    ['x=1..3 ton', 'UNIT_AMBIGUOUS'],
  ])('%s', (text, code) => {
    expect(read(text)).toEqual({ vary: undefined, codes: [code] })
  })

  test('any text is read or refused with a reason', () => {
    const piece = fc.constantFrom(
      'x',
      '=',
      '..',
      '.',
      ',',
      ':',
      ' ',
      '5',
      '0',
      '-',
      'log',
      'um',
      'degC',
      '%',
      '1e9',
      '\n',
      '"',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { vary, codes } = read(pieces.join(''))
        expect(vary === undefined).toBe(codes.length > 0)
        if (vary?.axis === undefined) return
        const { values, low, high } = vary.axis
        expect(values.length).toBeGreaterThan(0)
        for (const value of values) expect(value.isFinite() && value.gte(low) && value.lte(high)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
