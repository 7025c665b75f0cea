import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../src/document/diagnostic.ts'
import { readRange } from '../../src/equation/number.ts'
import { isProblem, parseExpression } from '../../src/equation/parse.ts'
import { read } from '../document/support.ts'
import { refusals, shape } from './support.ts'

describe('precedence', () => {
  test.each([
    ['1 + 2 * 3', '(+ 1 (* 2 3))'],
    ['(1 + 2) * 3', '(* (+ 1 2) 3)'],
    ['a - b - c', '(- (- a b) c)'],
    ['a / b / c', '(/ (/ a b) c)'],
    ['a / b * c', '(* (/ a b) c)'],
    ['a ^ b ^ c', '(^ a (^ b c))'],
    ['2 * a ^ 2', '(* 2 (^ a 2))'],
    ['a + b < c * d', '(< (+ a b) (* c d))'],
    ['a >= b', '(>= a b)'],
    ['a != b', '(!= a b)'],
    ['if(a < b, c, d)', '(if (< a b) c d)'],
    ['max(a, b, c)', '(max a b c)'],
    ['sum(film.each * 2)', '(sum (* film.each 2))'],
  ])('%s', (text, wanted) => {
    expect(shape(text)).toBe(wanted)
  })
})

describe('a minus sign', () => {
  test.each([
    ['-a', '(- a)'],
    ['-a ^ 2', '(- (^ a 2))'],
    ['-2 ^ 2', '(- (^ 2 2))'],
    ['a ^ -2', '(^ a -2)'],
    ['-a * b', '(* (- a) b)'],
    ['a - -b', '(- a (- b))'],
    ['2 - 3', '(- 2 3)'],
    ['2-3', '(- 2 3)'],
    ['+a', 'a'],
    ['a − b', '(- a b)'],
  ])('%s', (text, wanted) => {
    expect(shape(text)).toBe(wanted)
  })

  test('counts before degC does: -50 degC is 223.15 K', () => {
    expect(shape('-50 degC')).toBe('223.15')
    expect(shape('50 degC')).toBe('323.15')
    expect(shape('a - 50 degC')).toBe('(- a 323.15)')
  })
})

describe('numbers and their units', () => {
  test.each([
    ['12', '12'],
    ['.5', '0.5'],
    ['1e3', '1000'],
    ['1.5e-3', '0.0015'],
    ['2 h', '7200'],
    ['55 wt%', '0.55'],
    ['80 µm', '0.00008'],
    ['3 kWh', '10800000'],
    ['5 kg/h * x', '(* 0.00138888888888888888888888888888888888888888888889 x)'],
    // a unit ends where what follows is none: yr * W is no year-watt here
    ['1 yr * W', '(* 31536000 W)'],
    ['5 kg/x', '(/ 5 x)'],
    ['2 m^2*film_x', '(* 2 film_x)'],
    ['3 kg / 2 kg', '(/ 3 2)'],
  ])('%s', (text, wanted) => {
    const found = shape(text)
    const digits = (each: string): string => each.replace(/\d+\.\d{20,}/g, (number) => Number(number).toString())
    expect(digits(found)).toBe(digits(wanted))
  })

  test('a unit stands behind a number only: elsewhere the letters are a name', () => {
    expect(shape('x * kg')).toBe('(* x kg)')
    expect(refusals('x * kg', { x: '1' })).toEqual(['NAME_UNKNOWN'])
    expect(shape('2 kgs')).toBe('UNIT_UNKNOWN')
    expect(shape('2 x')).toBe('UNIT_UNKNOWN')
  })

  test('a decimal comma and a thousands separator are refused in words', () => {
    expect(shape('0,5')).toBe('DECIMAL_COMMA')
    expect(shape('12 000 USD')).toBe('THOUSANDS_SEPARATOR')
    expect(shape('max(1,5)')).toBe('(max 1 5)')
  })
})

describe('what is no expression', () => {
  test.each([
    ['', 'EXPRESSION_SYNTAX'],
    ['1 +', 'EXPRESSION_SYNTAX'],
    ['* 2', 'EXPRESSION_SYNTAX'],
    ['(1 + 2', 'EXPRESSION_SYNTAX'],
    ['1 + 2)', 'EXPRESSION_SYNTAX'],
    ['a b', 'EXPRESSION_SYNTAX'],
    ['a < b < c', 'EXPRESSION_SYNTAX'],
    ['a = b', 'EXPRESSION_SYNTAX'],
    ['a[0]', 'EXPRESSION_SYNTAX'],
    ['"a"', 'EXPRESSION_SYNTAX'],
    ['a; b', 'EXPRESSION_SYNTAX'],
    ['sin(a)', 'FUNCTION_UNKNOWN'],
    ['constructor(a)', 'FUNCTION_UNKNOWN'],
    ['toString(a)', 'FUNCTION_UNKNOWN'],
    ['sqrt(a, b)', 'FUNCTION_ARGUMENTS'],
    ['if(a, b)', 'FUNCTION_ARGUMENTS'],
    ['annuity(a)', 'FUNCTION_ARGUMENTS'],
  ])('%s', (text, code) => {
    expect(shape(text)).toBe(code)
  })

  test('one that is too long or too deep', () => {
    expect(shape(`1${' + 1'.repeat(2000)}`)).toBe('EXPRESSION_TOO_LONG')
    expect(shape('('.repeat(150) + 1 + ')'.repeat(150))).toBe('EXPRESSION_SYNTAX')
    expect(shape(`${'-'.repeat(150)}a`)).toBe('EXPRESSION_SYNTAX')
  })

  test('a problem points at its place', () => {
    const problem = parseExpression('1 + sin(a)')
    expect(isProblem(problem) && [problem.start, problem.end]).toEqual([4, 7])
    const unit = parseExpression('2 h + 3 kgs')
    expect(isProblem(unit) && '2 h + 3 kgs'.slice(unit.start, unit.end)).toBe('kgs')
  })
})

describe('a range', () => {
  const range = (text: string) => {
    const { document } = read(`a: "${text}"\n`)
    const diagnostics = new Diagnostics()
    const found = readRange(document as never, ['a'], text, undefined, diagnostics)
    return found === undefined ? diagnostics.list.map(({ code }) => code)[0] : [+found.low, +found.high]
  }

  test.each([
    ['0 .. 0.1', [0, 0.1]],
    ['0..1', [0, 1]],
    ['1 um .. 1000 um', [1e-6, 1e-3]],
    ['-0.05 .. 0.5', [-0.05, 0.5]],
    ['0 .. 5 kg', [0, 5]],
  ])('%s', (text, wanted) => {
    expect(range(text)).toEqual(wanted)
  })

  test.each([
    ['1', 'RANGE_SYNTAX'],
    ['1 .. ', 'RANGE_SYNTAX'],
    ['2 .. 1', 'RANGE_SYNTAX'],
    ['1 .. 2 .. 3', 'RANGE_SYNTAX'],
    ['1 kg .. 2 m', 'SPREAD_DIMENSION'],
    ['a .. 2', 'NOT_A_QUANTITY'],
  ])('%s is refused', (text, code) => {
    expect(range(text)).toBe(code)
  })
})
