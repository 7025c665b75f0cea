import { describe, expect, test } from 'vitest'
import { refusals, Sheet } from './support.ts'

const INPUTS = {
  mass: '3 kg',
  length: '2 m',
  area: '4 m^2',
  duration: '5 h',
  ratio: '0.5',
  oven: '80 degC',
  room: '20 degC',
  warmth: '10 K',
}

describe('sound', () => {
  test.each([
    ['mass + 2 kg', 5],
    ['mass + 0', 3],
    ['0 - mass', -3],
    ['max(0, mass)', 3],
    ['if(mass > 0, mass, 0)', 3],
    ['if(mass > 1 kg, ratio, 1)', 0.5],
    ['length ^ 2 + area', 8],
    ['sqrt(area) + length', 4],
    ['area ^ 0.5', 2],
    ['area ^ (1 / 2) + 1 m', 3],
    ['(length / 1 m) ^ ratio', Math.SQRT2],
    ['exp(length / (2 m))', Math.E],
    ['share(mass, 12 kg)', 0.25],
    ['oven - room', 60],
    ['oven - room + warmth', 70],
    ['2 * (oven - room)', 120],
    ['max(oven - room, warmth)', 60],
    ['(oven - room) / warmth', 6],
    ['oven + warmth', 363.15],
    ['oven - warmth', 343.15],
    ['max(oven, room)', 353.15],
    ['if(oven > room, 1, 0)', 1],
    ['annuity(8 %, 1 yr / 1 yr)', 1.08],
    ['duration / 1 h', 5],
  ])('%s', (text, wanted) => {
    const sheet = new Sheet()
    for (const [name, value] of Object.entries(INPUTS)) sheet.input(name, value)
    expect(sheet.equations({ x: text }).solve().x).toBeCloseTo(wanted, 12)
  })
})

describe('refused', () => {
  test.each([
    ['mass + length', 'DIMENSION_MISMATCH'],
    ['mass - 1', 'DIMENSION_MISMATCH'],
    ['max(mass, area)', 'DIMENSION_MISMATCH'],
    ['mass < length', 'DIMENSION_MISMATCH'],
    ['if(ratio > 0, mass, length)', 'DIMENSION_MISMATCH'],
    ['share(mass, length)', 'DIMENSION_MISMATCH'],
    ['if(mass, 1, 2)', 'NOT_PLAIN'],
    ['exp(length)', 'NOT_PLAIN'],
    ['ceil(mass)', 'NOT_PLAIN'],
    ['annuity(8 %, duration)', 'NOT_PLAIN'],
    ['annuity(ratio / duration, 10)', 'NOT_PLAIN'],
    ['mass ^ length', 'NOT_PLAIN'],
    ['mass ^ ratio', 'EXPONENT_NOT_FIXED'],
    ['oven + room', 'TEMPERATURE_POINT'],
    ['2 * oven', 'TEMPERATURE_POINT'],
    ['-oven', 'TEMPERATURE_POINT'],
    ['oven / room', 'TEMPERATURE_POINT'],
    ['oven ^ 2', 'TEMPERATURE_POINT'],
    ['warmth - oven', 'DIMENSION_MISMATCH'],
    ['oven + mass', 'DIMENSION_MISMATCH'],
  ])('%s', (text, code) => {
    expect(refusals(text, INPUTS)).toEqual([code])
  })

  test('an equation whose unit is of another dimension than its expression', () => {
    const sheet = new Sheet().input('mass', '3 kg').equations({ x: 'mass * 2' }, 'm')
    expect(sheet.problems()).toEqual(['DIMENSION_DECLARED'])
  })

  test('a loop in which nothing tells the dimension, told once', () => {
    const loop = { x: '0.5 * y', y: '0.5 * x' }
    expect(new Sheet().equations(loop).problems()).toContain('DIMENSION_UNKNOWN')
    expect(new Sheet().equations({ x: '0.5 * y + 1 kg' }, 'kg').equations({ y: '0.5 * x' }).problems()).toEqual([])
  })

  test('and what follows from a refused part is not told again', () => {
    const sheet = new Sheet().input('mass', '3 kg').equations({ x: 'mass + 1 m', y: 'x + 1 kg', z: 'x + 1 s' })
    expect(sheet.problems()).toEqual(['DIMENSION_MISMATCH'])
  })
})
