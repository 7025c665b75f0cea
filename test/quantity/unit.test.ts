import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import {
  AREA,
  dimensionOf,
  divide,
  ENERGY,
  MONEY,
  PLAIN,
  POINT,
  power,
  TEMPERATURE,
} from '../../src/quantity/dimension.ts'
import { type Exponents, PREFERRED } from '../../src/quantity/preferred.ts'
import {
  displayUnit,
  fromBase,
  isUnitProblem,
  isUnitSymbol,
  matchUnit,
  readUnit,
  toBase,
  type Unit,
  type UnitProblem,
} from '../../src/quantity/unit.ts'
import { unitTable } from '../../src/quantity/unit-table.ts'

function unit(text: string): Unit {
  const read = readUnit(text)
  if (isUnitProblem(read)) throw new Error(`${text} is refused: ${read.problem} ${read.symbol}`)
  return read
}

function problem(text: string): UnitProblem {
  const read = readUnit(text)
  if (!isUnitProblem(read)) throw new Error(`${text} is read as a unit`)
  return read
}

// two currencies are no unit
const symbol = fc.constantFrom(
  ...[...unitTable()]
    .filter(([s, { currency }]) => s !== '1' && s !== 'degC' && currency === undefined)
    .map(([s]) => s),
)
const factor = fc
  .tuple(symbol, fc.constantFrom('', '', '', '^2', '^-1', '²', '⁻³', '^(-2)'))
  .map((parts) => parts.join(''))
const compound = fc
  .tuple(factor, fc.array(fc.tuple(fc.constantFrom('*', '/', '·'), factor), { maxLength: 3 }), fc.boolean())
  .map(([first, rest, group]) => {
    const tail = rest.map((pair) => pair.join('')).join('')
    return group && rest.length > 0 ? `${first}/(${first}${tail})` : first + tail
  })

describe('conversions', () => {
  // Origin: SI Brochure, 9th edition (2019), tables 3, 5, 7 and 8, except where said.
  test.each([
    ['1 µm in m', '1', 'µm', '0.000001'],
    ['1 cm^2 in m^2', '1', 'cm^2', '0.0001'],
    ['1 L in m^3', '1', 'L', '0.001'],
    ['1 t in kg', '1', 't', '1000'],
    ['1 ug in kg', '1', 'ug', '0.000000001'],
    ['1 d in s', '1', 'd', '86400'],
    ['1 bar in Pa', '1', 'bar', '100000'],
    ['1 kWh in J', '1', 'kWh', '3600000'],
    ['1 mAh in C', '1', 'mAh', '3.6'],
    ['36 km/h in m/s', '36', 'km/h', '10'],
    ['1 mS/cm in S/m', '1', 'mS/cm', '0.1'],
    ['10 ohm*cm^2 in ohm*m^2', '10', 'Ω·cm²', '0.001'],
    ['1 g/cm^3 in kg/m^3', '1', 'g/cm^3', '1000'],
    ['4.184 kJ/(kg*K), the thermochemical calorie', '4.184', 'kJ/(kg*K)', '4184'],
    ['80 degC in K', '80', 'degC', '353.15'],
    ['-40 °C in K', '-40', '°C', '233.15'],
    ['0.9 USD/kWh in USD/J', '0.9', 'USD/kWh', '0.00000025'],
    ['1 yr of 8760 h (this project)', '1', 'yr', '31536000'],
    ['12 mo are 1 yr (this project)', '12', 'mo', '31536000'],
    ['55 wt% as a plain number', '55', 'wt%', '0.55'],
    ['20 ppm as a plain number', '20', 'ppm', '0.00002'],
    ['3 kUSD in USD', '3', 'kUSD', '3000'],
    ['2 Nm^3 in m^3', '2', 'Nm^3', '2'],
    ['1 MW in W', '1', 'MW', '1000000'],
    ['1 mW in W', '1', 'mW', '0.001'],
  ])('%s', (_, value, text, base) => {
    expect(toBase(new Decimal(value), unit(text)).toFixed()).toBe(base)
  })

  test('to base units and back is the same value', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(value, fc.oneof(compound, fc.constant('degC')), (x, text) => {
        const back = fromBase(toBase(new Decimal(x), unit(text)), unit(text))
        // An offset costs the digits of a tiny value that stand below the last digit of 273.15.
        const allowed = Decimal.max(new Decimal(x).abs(), text === 'degC' ? 1 : 0).times('1e-36')
        expect(back.minus(x).abs().lte(allowed)).toBe(true)
      }),
    )
  })
})

describe('reading a unit', () => {
  test('spellings of one unit agree', () => {
    for (const [one, other] of [
      ['um', 'µm'],
      ['um', '\u03bcm'],
      ['m^2', 'm²'],
      ['ohm*cm^2', 'Ω*cm^2'],
      ['kohm', 'k\u2126'],
      ['degC', '°C'],
      ['Nm3', 'Nm³'],
      ['kJ/(kg*K)', 'kJ*kg^-1*K⁻¹'],
      ['USD/m^2/yr', 'USD/(m^2*yr)'],
      ['1/h', 'h^-1'],
      ['kJ/(kg*degC)', 'kJ/(kg*K)'],
      ['K/min', 'degC/min'],
      ['(m/s)^2', 'm^2/s^2'],
      ['m^(-2)', 'm^-2'],
    ] as const) {
      expect({ ...unit(one), text: '' }, `${one} and ${other}`).toEqual({ ...unit(other), text: '' })
    }
  })

  test('a unit keeps the text it was written as', () => {
    expect(unit('m²').text).toBe('m²')
  })

  test('a temperature in degC is a point, in a compound a difference', () => {
    expect(unit('degC').dimension).toBe(POINT)
    expect(unit('K').dimension).toBe(TEMPERATURE)
    expect(unit('1/degC').dimension).toBe(power(TEMPERATURE, -1))
  })

  test('plain numbers', () => {
    for (const text of ['1', '%', 'wt%', 'vol%', 'mol%', 'ppm', 'ppb', 'pcs', 'piece', 'kg/kg']) {
      expect(unit(text).dimension, text).toBe(PLAIN)
    }
  })

  test.each([
    ['KG', 'unknown', 'KG', ['kg']],
    ['Kwh', 'unknown', 'Kwh', ['kWh']],
    ['m2', 'unknown', 'm2', ['m^2']],
    ['um2', 'unknown', 'um2', ['um^2']],
    ['USD/cm3', 'unknown', 'cm3', ['cm^3']],
    ['kgs', 'unknown', 'kgs', ['kg']],
    ['hours', 'unknown', 'hours', ['h']],
    ['l', 'unknown', 'l', ['L']],
    ['USD/ton', 'ambiguous', 'ton', ['t']],
    ['C', 'ambiguous', 'C', ['degC']],
    ['Nm', 'ambiguous', 'Nm', ['N*m', 'Nm^3']],
    ['$/kg', 'ambiguous', '$', ['USD']],
    ['EUR/USD', 'currency', 'USD', []],
    ['€', 'currency', '€', ['EUR']],
    ['¥/kg', 'currency', '¥', ['CNY', 'JPY']],
    ['degC*m', 'offset', 'degC', ['K']],
    ['degC^2', 'offset', 'degC', ['K']],
    ['kg / h', 'syntax', ' / h', ['kg/h']],
    ['kg per h', 'syntax', ' per h', ['kg/h']],
    ['kg h', 'syntax', ' h', ['kg*h']],
    ['m**2', 'syntax', '**2', ['m^2']],
    ['kg/', 'syntax', '/', []],
    ['', 'syntax', '', []],
    ['(kg', 'syntax', '(kg', []],
    ['m^2.5', 'syntax', '^2.5', []],
    ['m^999', 'syntax', '^999', []],
    ['12', 'syntax', '12', []],
    ['((m^99)^99)/kg', 'syntax', 'm', []],
    ['constructor', 'unknown', 'constructor', []],
  ])('%s is refused: %s', (text, kind, part, near) => {
    const found = problem(text)
    expect(found).toMatchObject({ problem: kind, symbol: part, near })
    expect(text.slice(found.start, found.end)).toBe(part)
  })

  test('MW is never taken for mW, and an unclear case names both', () => {
    expect(problem('Mw').near).toEqual(expect.arrayContaining(['mW', 'MW']))
  })

  test('any text gives a unit or a problem, and parentheses without end no stack overflow', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readUnit(text) !== undefined))
    const deep = '('.repeat(100_000)
    expect(problem(`kg/${deep}`).problem).toBe('syntax')
    expect(matchUnit(`kg/${deep}`, 0)).toBe(2)
  })
})

describe('finding a unit after a number', () => {
  test.each([
    ['m*width', 'm'],
    ['kg/2', 'kg'],
    ['h)', 'h'],
    ['h, 3', 'h'],
    ['USD/(m^2*yr)', 'USD/(m^2*yr)'],
    ['USD/(m^2*yr) * x', 'USD/(m^2*yr)'],
    ['yr * W', 'yr'],
    ['yr', 'yr'],
    ['% * x', '%'],
    ['wt%', 'wt%'],
    ['m^n', 'm'],
    ['m^2', 'm^2'],
    ['m^2.5', 'm'],
    ['m^-2*kg', 'm^-2*kg'],
    ['kg / h', 'kg'],
    ['kg/(m+h)', 'kg'],
    ['h*min(a, b)', 'h'],
    ['h*min', 'h*min'],
    ['kg/h.each', 'kg'],
    ['1/h', '1/h'],
    ['1/x', ''],
    ['1', ''],
    ['(kg)', ''],
    ['width', ''],
    ['kgs', ''],
    ['m2', ''],
    ['min(a, b)', ''],
    ['', ''],
    ['h..3 h', 'h'],
    // Matched although refused, so that reading it says why.
    ['USD/ton', 'USD/ton'],
    ['EUR/kg', 'EUR/kg'],
    ['degC*m', 'degC*m'],
    ['C', 'C'],
    ['h*C', 'h'],
  ])('in "5 %s" it is "%s"', (text, expected) => {
    expect(matchUnit(`5 ${text}`, 2)).toBe(2 + expected.length)
  })

  test('every unit is matched as a whole, whatever follows it', () => {
    fc.assert(
      fc.property(compound, fc.constantFrom('', ')', ' * x', '*x', '/2', '/(a+b)', ', 1', ' h'), (text, tail) => {
        expect(unit(text)).toBeDefined()
        expect(matchUnit(`2.5 ${text}${tail}`, 4)).toBe(4 + text.length)
      }),
    )
  })

  test('what is matched is a unit, or refused for a reason that is told', () => {
    const character = fc.constantFrom(...'kgmhWst()*/^-12²·% Cx.µ'.split(''))
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 12 }), (text) => {
        const end = matchUnit(text, 0)
        const read = readUnit(text.slice(0, end))
        if (end > 0 && isUnitProblem(read)) expect(['ambiguous', 'currency', 'offset']).toContain(read.problem)
      }),
      { numRuns: 2000 },
    )
  })
})

test('money of another currency is money that has yet to be converted', () => {
  expect(unit('EUR/kg').dimension).toBe(unit('USD/kg').dimension)
  expect(unit('EUR/kg').currency).toEqual({ code: 'EUR', exponent: 1 })
  expect(unit('m^2/CNY').currency).toEqual({ code: 'CNY', exponent: -1 })
  expect(unit('MEUR').factor.toNumber()).toBe(1e6)
  expect(unit('USD/kg').currency).toBeUndefined()
})

test('names that units have taken', () => {
  for (const name of ['h', 'm', 't', 'K', 'min', 'USD', 'kWh', 'pieces', 'degC', 'ton', 'EUR']) {
    expect(isUnitSymbol(name), name).toBe(true)
  }
  for (const name of ['C', 'x', 'width', 'kgs', '1', 'toString', 'm2']) expect(isUnitSymbol(name), name).toBe(false)
})

describe('the unit to show a value in', () => {
  test('every preferred unit has the dimension it stands for, and each dimension one unit', () => {
    const seen = new Set<number>()
    for (const [text, exponents] of PREFERRED) {
      const dimension = dimensionOf(exponents as Exponents)
      expect(unit(text).dimension, text).toBe(dimension)
      expect(seen.has(dimension), text).toBe(false)
      seen.add(dimension)
    }
  })

  test('known dimensions', () => {
    expect(displayUnit(ENERGY).text).toBe('kWh')
    expect(displayUnit(POINT).text).toBe('degC')
    expect(displayUnit(divide(MONEY, AREA)).text).toBe('USD/m^2')
    expect(displayUnit(power(AREA, 3)).text).toBe('m^6')
    expect(displayUnit(power(MONEY, 0.5)).text).toBe('USD^0.5')
  })

  test('a unit made of base units has its dimension and the factor 1', () => {
    const exponents = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(exponents, (all) => {
        const dimension = dimensionOf(all as unknown as Exponents)
        const shown = displayUnit(dimension)
        expect(shown.dimension).toBe(dimension)
        if (!PREFERRED.some(([text]) => text === shown.text)) expect(shown.factor.toFixed()).toBe('1')
      }),
    )
  })
})
