import { describe, expect, test } from 'vitest'
import { passages } from '../../src/evaluation/passages.ts'
import { Decimal } from '../../src/quantity/decimal.ts'
import { fromBase } from '../../src/quantity/unit.ts'
import { breakeven, type Goal } from '../../src/study/breakeven.ts'
import { Subject } from '../../src/study/subject.ts'
import { runFabroute } from '../run-fabroute.ts'
import { costRoute } from '../support.ts'
import { apart, type BreakevenJson, codesIn, json, type RunJson, setTo } from './support.ts'

const total = (flow: string, words: readonly string[]): string => json<RunJson>(['run', flow, ...words]).cost.total
const ask = (flow: string, words: readonly string[], exit = 0): BreakevenJson =>
  json<BreakevenJson>(['breakeven', flow, ...words], exit)

/** A cost as a target in a share of what the flow costs now. */
const targetOf = (flow: string, share: number, words: readonly string[] = []): string =>
  `${new Decimal(total(flow, words)).times(share).toDecimalPlaces(12).toFixed()} USD/m^2`

describe('where the cost is a straight line of the input', () => {
  test.each<[string, readonly string[]]>([
    ['prices.Li2S', []],
    ['prices.labour', []],
    ['prices.Li2S', ['--plant', 'giga']],
    ['prices.Li2S', ['--prices', 'lithium-floor']],
    ['prices.P2S5', ['--prices', 'lithium-floor', '--fractional']],
    ['prices.Li6PS5Cl', ['--set', 'supply.Li6PS5Cl=bought']],
    ['equipment.calender.price', ['--year', '2020']],
    ['prices.electricity', ['--fractional']],
  ])('%s %j answers in closed form, and the flow costs the target there', (input, options) => {
    for (const share of [0.995, 1.1]) {
      const target = targetOf('ptfe-dry', share, options)
      const { how, answers, unit, now } = ask('ptfe-dry', ['--vary', input, '--target', target, ...options])
      expect(how).toBe('closed form')
      expect(answers).toHaveLength(1)
      const [{ exact, cost, value, jump }] = answers as [BreakevenJson['answers'][number]]
      expect(jump).toBeNull()
      expect(apart(cost, target.replace(' USD/m^2', ''))).toBeLessThan(1e-15)
      // the answer put in as an input gives the target again
      expect(apart(total('ptfe-dry', [...options, ...setTo(input, exact, unit)]), cost)).toBeLessThan(1e-15)
      expect(apart(value, exact)).toBeLessThan(1e-15)
      expect(apart(now.cost, total('ptfe-dry', options))).toBeLessThan(1e-15)
      // a dearer target takes a dearer input
      expect(Math.sign(value - (now.value as number))).toBe(Math.sign(share - 1))
    }
  })

  test('closed form, a search in float64 and the search of a range agree', () => {
    const model = costRoute('ptfe-dry', { fractional: true, set: ['prices.Li2S=140 USD/kg'] }).model
    const subject = new Subject(model, [{ input: 'prices.Li2S' }], () => undefined)
    const now = new Decimal(140)
    for (const target of [5, 6, 7, 9, 12]) {
      const { how, roots } = breakeven(subject, { target: new Decimal(target) }, now, undefined, {
        low: now,
        high: now,
      })
      expect(how).toBe('closed form')
      const xs = Array.from({ length: 11 }, (_, i) => 1 + 100 * i)
      const [found, ...more] = passages((x) => subject.cost([x]) - target, xs, target)
      expect(more).toEqual([])
      expect(apart(roots[0]?.value.toString() as string, found?.at as number)).toBeLessThan(1e-13)
    }
  })

  test('a range bounds the answer', () => {
    const target = targetOf('ptfe-dry', 1.1)
    const free = ask('ptfe-dry', ['--vary', 'prices.Li2S', '--target', target])
    const at = free.answers[0]?.value as number
    const within = ask('ptfe-dry', ['--vary', `prices.Li2S=${at * 0.9}..${at * 1.1} USD/kg`, '--target', target])
    expect(within.answers).toEqual(free.answers)
    const beyond = ask('ptfe-dry', ['--vary', `prices.Li2S=${at * 1.1}..${at * 2} USD/kg`, '--target', target], 3)
    expect(beyond).toMatchObject({ answers: [], reason: { kind: 'impossible' } })
    expect(beyond.reason?.message).toContain('outside the range asked for')
  })
})

describe('where it is none, a search', () => {
  test.each<[string, string, readonly string[]]>([
    ['product.thickness', '10..100 um', ['--fractional']],
    ['product.porosity', '1..60 %', ['--fractional']],
    ['plant.discount_rate', '1..30 %', []],
    ['plant.operating_time', '2000..8700 h/yr', ['--fractional']],
    ['plant.annual_output', '1e5..1e9 m^2/yr', []],
    ['steps.mixing.mixing_yield', '0.5..1', []],
  ])('of %s meets the target at each root', (input, range, options) => {
    for (const share of [1, 1.02]) {
      const target = targetOf('wet-slurry', share, options)
      const words = ['--vary', `${input}=${range}`, '--target', target, ...options]
      const ran = runFabroute(['breakeven', 'wet-slurry', ...words, '--json'])
      const { how, answers, unit, reason } = JSON.parse(ran.stdout) as BreakevenJson
      expect(how).toBe('search')
      expect({ exit: ran.exit, none: answers.length === 0 }).toEqual({
        exit: reason === null ? 0 : 3,
        none: reason !== null,
      })
      const wanted = target.replace(' USD/m^2', '')
      for (const { exact, cost, jump } of answers.slice(0, 4)) {
        const at = (shift: number): string =>
          total('wet-slurry', [...options, ...setTo(input, new Decimal(exact).times(1 + shift).toFixed(), unit)])
        if (jump === null) {
          expect(apart(at(0), wanted), `${input}=${exact}`).toBeLessThan(1e-12)
          expect(apart(cost, at(0))).toBeLessThan(1e-15)
        } else {
          expect(apart(jump.before.cost, at(-1e-9)), `before ${input}=${exact}`).toBeLessThan(1e-6)
          expect(apart(jump.after.cost, at(1e-9)), `after ${input}=${exact}`).toBeLessThan(1e-6)
          expect([jump.before.goal, jump.after.goal].map(Number)).toEqual([Number(wanted), Number(wanted)])
          const over = [jump.before, jump.after].map(({ cost: found }) => Number(found) - Number(wanted))
          expect((over[0] as number) * (over[1] as number)).toBeLessThanOrEqual(0)
        }
      }
      // the flow as it stands is one of the answers to its own cost
      if (share === 1) expect(answers.length).toBeGreaterThan(0)
    }
  })

  test('goes through what the document allows where no range is given', () => {
    // flows/operations/slurry-mixing.yaml allows 50 to 100 %
    const { range, answers } = ask('wet-slurry', ['--vary', 'steps.mixing.mixing_yield', '--target', '11 USD/m^2'])
    expect(range).toEqual({ low: 50, high: 100 })
    expect(answers.length).toBeGreaterThan(0)
  })

  test('says so where the cost keeps to one side, with its ends', () => {
    const { reason, answers, how } = ask('wet-slurry', ['--vary', 'product.thickness', '--target', '0.5 USD/m^2'], 3)
    expect({ how, answers, kind: reason?.kind }).toEqual({ how: 'search', answers: [], kind: 'never' })
    expect(reason?.message).toMatch(
      /^no answer: wet-slurry stays above 0\.5 USD\/m\^2 where it has a cost; from .* USD\/m\^2 at .* um to .*; elsewhere: /,
    )
    const dear = ask('wet-slurry', ['--vary', 'product.thickness=20..30 um', '--target', '5000 USD/m^2'], 3)
    expect(dear.reason?.message).toContain('stays below 5000 USD/m^2')
  })
})

describe('against another flow', () => {
  test.each<[string, readonly string[]]>([
    ['prices.Li2S', ['--fractional', '--set', 'product.thickness=40 um']],
    ['prices.labour', ['--set', 'product.thickness=50 um']],
    ['prices.labour', ['--set', 'product.thickness=50 um', '--currency', 'EUR']],
  ])('a straight line %s: both cost the same at the answer, or neither can', (input, options) => {
    const ran = runFabroute(['breakeven', 'wet-slurry', '--vary', input, '--against', 'ptfe-dry', ...options, '--json'])
    const { how, answers, reason, unit } = JSON.parse(ran.stdout) as BreakevenJson
    expect(how).toBe('closed form')
    expect(ran.exit).toBe(reason === null ? 0 : 3)
    for (const { exact, cost } of answers) {
      const both = ['wet-slurry', 'ptfe-dry'].map((flow) => total(flow, [...options, ...setTo(input, exact, unit)]))
      expect(apart(both[0] as string, both[1] as string)).toBeLessThan(1e-15)
      expect(apart(cost, both[0] as string)).toBeLessThan(1e-15)
    }
    if (reason !== null) expect(reason.kind).toBe('impossible')
  })

  test('each root and each jump of a search is one of the two flows’ costs', () => {
    for (const options of [['--fractional'], []]) {
      const { answers, unit, how } = ask('wet-slurry', [
        '--vary',
        'product.thickness=10..100 um',
        '--against',
        'ptfe-dry',
        ...options,
      ])
      expect(how).toBe('search')
      expect(answers.length).toBeGreaterThan(0)
      for (const { exact, jump, cost } of answers) {
        const at = (flow: string, shift: number): string =>
          total(flow, [...options, ...setTo('product.thickness', new Decimal(exact).times(1 + shift).toFixed(), unit)])
        if (jump === null) {
          expect(apart(at('wet-slurry', 0), at('ptfe-dry', 0))).toBeLessThan(1e-12)
          expect(apart(at('wet-slurry', 0), cost)).toBeLessThan(1e-15)
        } else {
          for (const [side, shift] of [
            [jump.before, -1e-9],
            [jump.after, 1e-9],
          ] as const) {
            expect(apart(side.cost, at('wet-slurry', shift)), `${shift} of ${exact} ${unit}`).toBeLessThan(1e-6)
            expect(apart(side.goal, at('ptfe-dry', shift)), `${shift} of ${exact} ${unit}`).toBeLessThan(1e-6)
          }
          const over = [jump.before, jump.after].map((side) => Number(side.cost) - Number(side.goal))
          expect((over[0] as number) * (over[1] as number)).toBeLessThanOrEqual(0)
        }
      }
    }
  })

  test('an input that only the other flow has is solved for', () => {
    const edge = json<RunJson>(['run', 'ptfe-dry'])
    expect(edge.flow).toBe('ptfe-dry')
    const ran = runFabroute([
      'breakeven',
      'wet-slurry',
      '--vary',
      'steps.forming.edge_trim',
      '--against',
      'ptfe-dry',
      '--json',
    ])
    expect(codesIn(ran.stderr)).toEqual([])
    expect([0, 3]).toContain(ran.exit)
    const ranged = runFabroute([
      'breakeven',
      'wet-slurry',
      '--vary',
      'steps.forming.edge_trim=0..100 mm',
      '--against',
      'ptfe-dry',
      '--json',
    ])
    expect([0, 3]).toContain(ranged.exit)
  })

  test('a flow against itself has no answer', () => {
    const { reason } = ask('wet-slurry', ['--vary', 'prices.Li2S', '--against', 'wet-slurry'], 3)
    expect(reason?.kind).toBe('independent')
  })
})

describe('no answer', () => {
  test.each<[string, readonly string[], string, RegExp]>([
    [
      'an input that the cost does not depend on',
      ['--vary', 'product.conductivity', '--target', '8 USD/m^2'],
      'independent',
      /does not depend on product\.conductivity$/,
    ],
    [
      'a price of what the flow does not buy',
      ['--vary', 'prices.xylene', '--target', '8 USD/m^2'],
      'independent',
      /does not depend on prices\.xylene$/,
    ],
    [
      'a price below 0',
      ['--vary', 'prices.NBR', '--target', '1 USD/m^2'],
      'impossible',
      /it would take prices\.NBR = -.*is negative/,
    ],
  ])('%s', (_, words, kind, message) => {
    const { reason, answers } = ask('wet-slurry', words, 3)
    expect({ kind: reason?.kind, answers }).toEqual({ kind, answers: [] })
    expect(reason?.message).toMatch(message)
    const text = runFabroute(['breakeven', 'wet-slurry', ...words])
    expect(text.exit).toBe(3)
    expect(text.stdout).toMatch(/^no answer: /)
    expect(text.stderr).toBe('')
  })
})

describe('money', () => {
  test('a target in another currency is met in that currency', () => {
    const words = ['--vary', 'prices.Li2S', '--currency', 'EUR']
    const { answers, cost_unit, unit } = ask('ptfe-dry', [...words, '--target', '9 EUR/m^2'])
    expect(cost_unit).toBe('EUR/m^2')
    expect(answers[0]?.cost).toBe('9')
    const at = total('ptfe-dry', ['--currency', 'EUR', ...setTo('prices.Li2S', answers[0]?.exact as string, unit)])
    expect(apart(at, 9)).toBeLessThan(1e-15)
    // a target in USD asks the same whatever the results are shown in
    const usd = ask('ptfe-dry', [...words, '--target', '9 USD/m^2'])
    const plain = ask('ptfe-dry', ['--vary', 'prices.Li2S', '--target', '9 USD/m^2'])
    expect(usd.answers[0]?.exact).toBe(plain.answers[0]?.exact)
    expect(usd.answers[0]?.exact).not.toBe(answers[0]?.exact)
  })
})

test('warnings of the flow are told once', () => {
  const low = ['--set', 'prices.LiCl=1 USD/kg', '--target', '9 USD/m^2']
  expect(codesIn(runFabroute(['breakeven', 'ptfe-dry', '--vary', 'prices.Li2S', ...low]).stderr)).toEqual([
    'PRICE_BELOW_FLOOR',
  ])
  const against = ['--set', 'prices.LiCl=1 USD/kg', '--against', 'wet-slurry']
  const told = codesIn(runFabroute(['breakeven', 'ptfe-dry', '--vary', 'product.thickness', ...against]).stderr)
  expect(told.length).toBeLessThanOrEqual(2)
})

test('the other goal of the library: a subject held against another', () => {
  const inputs = [{ input: 'prices.Li2S' }]
  const of = (flow: string): Subject =>
    new Subject(
      costRoute(flow, { fractional: true, set: ['product.thickness=40 um', 'prices.Li2S=140 USD/kg'] }).model,
      inputs,
      () => undefined,
    )
  const [wet, dry] = [of('wet-slurry'), of('ptfe-dry')]
  const goal: Goal = { against: dry }
  const range = { low: new Decimal(1), high: new Decimal(1000) }
  const one = breakeven(wet, goal, new Decimal(140), undefined, range)
  const other = breakeven(dry, { against: wet }, new Decimal(140), undefined, range)
  // who is asked about makes no difference
  expect(one.roots.map(({ value }) => value.toPrecision(30))).toEqual(
    other.roots.map(({ value }) => value.toPrecision(30)),
  )
  const { unit } = wet.model.compiled.system.find('prices.Li2S') ?? {}
  expect(unit?.text).toBe('USD/kg')
  for (const { value } of one.roots) expect(fromBase(value, unit as NonNullable<typeof unit>).isFinite()).toBe(true)
})
