import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GOODS, onePress, PRESS } from '../one-press.ts'
import { runFabroute } from '../run-fabroute.ts'
import { type Asked, attemptTexts, type Costed, costRoute, costText } from '../support.ts'

const FLOW = onePress('top', 'stuff')
const DOCUMENTS = [
  GOODS,
  PRESS,
  `method: simple
costs:
  - { for: purchase, category: materials, is: amount * prices.each }
  - { for: plant, category: rent, item: hall, is: (plant.a + plant.b + plant.c) * 1 USD }`,
  'materials: { stuff: { role: electrolyte, price: { value: 1 USD/kg, assumption: test }, density: { value: 2 g/cm^3, assumption: test } } }',
]
const plant = (name: string, head: string, parameters: string): string =>
  `plant: ${name}\nassumption: test\n${head}\nparameters: { ${parameters} }`
const PLANTS = [
  plant(
    'bottom',
    'currency: USD\nyear: 2020\nscenario: low',
    'annual_output: 100 kg/yr, a: { value: 1, range: 0 .. 5, about: first }, b: 1, c: 1',
  ),
  plant('middle', 'based_on: bottom\nyear: 2021', 'b: 10'),
  plant('top', 'based_on: middle\nscenario: high', 'c: 100'),
  plant('other', 'currency: USD\nyear: 1999', 'annual_output: 7 kg/yr, a: 2, b: 2, c: 2'),
  plant('sparse', '', 'b: 5'),
]
const scenario = (name: string, price: string): string =>
  `scenario: ${name}\nassumption: test\nmaterials: { stuff: { price: ${price} USD/kg } }`
const SCENARIOS = [scenario('low', '2'), scenario('high', '3'), scenario('higher', '4')]

const texts = [FLOW, ...DOCUMENTS, ...PLANTS, ...SCENARIOS]
const cost = (asked: Asked = {}, from: readonly string[] = texts): Costed => costText(from, asked)
const figures = (costed: Costed): string => ['a', 'b', 'c'].map((name) => costed.value(`plant.${name}`)).join(' ')

describe('a plant', () => {
  test('is laid over what it is based on, figure by figure', () => {
    const costed = cost()
    expect(figures(costed)).toBe('1 10 100')
    expect(costed.result).toMatchObject({
      plant: 'top',
      year: 2021,
      currency: 'USD',
      annualOutput: 100,
      scenario: 'high',
    })
  })

  test.each([
    [['bottom'], '1 1 1', 2020, 'low'],
    [['middle'], '1 10 1', 2021, 'low'],
    // what is based on none lies over the route's own
    [['other'], '2 2 2', 1999, 'high'],
    [['sparse'], '1 5 100', 2021, 'high'],
    [['sparse', 'middle'], '1 10 100', 2021, 'high'],
    // each is laid over those before it; what an overlay is based on counts for nothing then
    [['other', 'top'], '2 2 100', 1999, 'high'],
    [['other', 'middle'], '2 10 2', 2021, 'high'],
    [['top', 'other'], '2 2 2', 1999, 'high'],
    [['middle', 'top'], '1 10 100', 2021, 'high'],
  ])('--plant %j gives %s', (plants, wanted, year, named) => {
    const costed = cost({ plants })
    expect(figures(costed)).toBe(wanted)
    expect(costed.result).toMatchObject({ plant: plants[plants.length - 1], year, scenario: named })
  })

  test('keeps what the one beneath says of a figure that it states anew', () => {
    const over = [...texts, plant('over', 'based_on: bottom', 'a: 4')]
    const { model } = cost({ plants: ['over'] }, over)
    const a = model.compiled.system.find('plant.a')
    expect(a?.statement?.about).toBe('first')
    const beyond = attemptTexts([...texts, plant('over', 'based_on: bottom', 'a: 9')], { plants: ['over'] })
    expect(beyond.codes).toEqual(['VALUE_OUT_OF_RANGE'])
    // a range of its own comes before it
    const wider = [...texts, plant('over', 'based_on: bottom', 'a: { value: 9, range: 0 .. 10 }')]
    expect(figures(cost({ plants: ['over'] }, wider))).toBe('9 1 1')
  })

  test.each([
    [plant('self', 'based_on: self', 'a: 1'), ['BASED_ON_ITSELF']],
    [plant('self', 'based_on: nothing', 'a: 1'), ['PLANT_UNKNOWN']],
    [plant('self', 'based_on: top', 'a: 1 metre'), ['UNIT_UNKNOWN']],
  ])('%j is refused', (text, codes) => {
    expect(attemptTexts([...texts, text], { plants: ['self'] }).codes).toEqual(codes)
  })

  test('of a circle is refused with its names', () => {
    const circle = [
      ...texts,
      plant('one', 'based_on: two', 'a: 1'),
      plant('two', 'based_on: three', 'a: 1'),
      plant('three', 'based_on: two', 'a: 1'),
    ]
    const { codes, words } = attemptTexts(circle, { plants: ['one'] })
    expect(codes).toEqual(['BASED_ON_ITSELF'])
    expect(words).toContain('one on two on three on two')
  })
})

describe('prices', () => {
  const price = (costed: Costed): number => costed.value('prices.stuff', 'USD/kg')

  test('beside the route come before the scenario of the plant, and those asked for before all', () => {
    // in memory all price documents without a name lie beside the route
    expect(price(cost())).toBe(1)
    expect(price(cost({ prices: ['low'] }))).toBe(2)
    expect(price(cost({ prices: ['low', 'higher'] }))).toBe(4)
    expect(price(cost({ prices: ['higher', 'low'] }))).toBe(2)
    expect(price(cost({ prices: ['low'], set: ['prices.stuff=9 USD/kg'] }))).toBe(9)
  })

  test('are replaced field by field', () => {
    const { model } = cost({ prices: ['higher'], set: ['materials.stuff.density*1'] })
    expect(model.compiled.system.find('materials.stuff.density')).toBeDefined()
  })

  test('of a scenario that does not exist are refused', () => {
    expect(attemptTexts(texts, { prices: ['hihger'] }).words).toContain('did you mean "higher"')
  })
})

describe('in files', () => {
  let folder = ''
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `format: 1\n${text}`)
  }
  beforeAll(() => {
    const mine = (at: string): string => `flow: mine
plant: ${at}
method: simple
assumption: test
product: { operation: powder, from: weighing.goods, composition: { Li6PS5Cl: 100 % } }
steps: { weighing: { operation: weigh } }`
    folder = mkdtempSync(join(tmpdir(), 'fabroute-layers-'))
    // a bundled material, bought; its scenario is one of those bundled, at 50 USD/kg
    put('mine.yaml', mine('yard'))
    put(
      'operations/weigh.yaml',
      `operation: weigh
ports: { feed: { in: bulk, carries: [solids], market: true }, goods: { out: bulk, carries: [solids] } }
through: [ goods.each = feed.each ]`,
    )
    put(
      'methods/simple.yaml',
      'method: simple\ncosts:\n  - { for: purchase, category: materials, is: amount * prices.each }',
    )
    put('prices/plants/yard.yaml', plant('yard', 'based_on: default\nscenario: at-scale', 'annual_output: 100 t/yr'))
    put('prices/plants/shed.yaml', plant('shed', 'based_on: yard', 'annual_output: 50 t/yr'))
    put('prices/scenarios/mine.yaml', 'scenario: mine\nassumption: test\nmaterials: { Li6PS5Cl: { price: 77 USD/kg } }')
    put('elsewhere/dear.yaml', 'scenario: dear\nassumption: test\nmaterials: { Li6PS5Cl: { price: 999 USD/kg } }')
    put('beside/mine.yaml', mine('default'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const price = (...words: string[]): string => {
    const { exit, stdout, stderr } = runFabroute(['run', join(folder, 'mine.yaml'), '--json', ...words])
    if (exit !== 0) return `exit ${exit}: ${stderr}`
    return (JSON.parse(stdout) as { cost: { by_item: Record<string, string> } }).cost.by_item.Li6PS5Cl as string
  }

  test('bundled prices lie beneath the scenario of the plant, those beside the route over it, those asked for on top', () => {
    const [plain, scaled] = ['default', 'giga'].map((name) =>
      costRoute('wet-slurry', { plant: name, set: ['supply.Li6PS5Cl=bought'] }),
    )
    const bundled = (costed: Costed | undefined): string => String(costed?.value('prices.Li6PS5Cl', 'USD/kg'))
    expect(bundled(plain)).not.toBe(bundled(scaled))
    // the plant's scenario is the bundled one of supply at scale
    expect(price()).toBe(bundled(scaled))
    expect(price('--plant', 'shed')).toBe(bundled(scaled))
    expect(price('--prices', 'mine')).toBe('77')
    expect(price('--prices', join(folder, 'elsewhere/dear.yaml'))).toBe('999')
    expect(price('--prices', 'mine', '--prices', join(folder, 'elsewhere/dear.yaml'))).toBe('999')
    expect(price('--prices', join(folder, 'elsewhere/dear.yaml'), '--prices', 'mine')).toBe('77')
    put('prices/own.yaml', 'assumption: test\nmaterials: { Li6PS5Cl: { price: 88 USD/kg } }')
    expect(price()).toBe('88')
    expect(price('--prices', 'mine')).toBe('77')
    expect(price('--prices', 'mine', '--set', 'prices.Li6PS5Cl=66 USD/kg')).toBe('66')
  })

  test('a plant in a file of its own is laid over another by its path', () => {
    put('elsewhere/small.yaml', plant('small', '', 'annual_output: 3 t/yr'))
    const { stdout } = runFabroute([
      'run',
      join(folder, 'mine.yaml'),
      '--json',
      '--plant',
      'yard',
      '--plant',
      join(folder, 'elsewhere/small.yaml'),
    ])
    expect(JSON.parse(stdout)).toMatchObject({ plant: 'small', annual_output: 3000, scenario: 'at-scale' })
  })

  test('what a file is asked for and missing is told once', () => {
    for (const words of [
      ['--prices', 'no.yaml'],
      ['--plant', 'no.yaml'],
    ]) {
      const { stderr, exit } = runFabroute(['run', join(folder, 'mine.yaml'), ...words])
      expect(exit).toBe(1)
      expect(stderr.match(/^error\[/gm)).toHaveLength(1)
    }
  })
})

describe('a costing method', () => {
  const methods = [
    `method: base
parameters: { tariff: 2, kept: 3 }
expects: { weight: 1 }
step: { load_twice: 2 * weight }
totals: { a: method.tariff, b: method.kept, c: sum(steps.each.load_twice) }
costs:
  - { for: plant, category: rent, item: hall, is: (totals.a + totals.b + totals.c) * 1 USD }`,
    `method: over
based_on: base
parameters: { tariff: 20 }
totals: { b: 10 * method.kept }`,
    `method: other-costs
based_on: over
costs:
  - { for: plant, category: rent, item: hall, is: totals.b * 1 USD }`,
  ]
  const texts = [onePress('bottom', 'stuff'), ...DOCUMENTS, ...PLANTS, ...SCENARIOS, ...methods]

  test.each([
    ['base', 7],
    ['over', 52],
    // costs are those of the last that states them
    ['other-costs', 30],
  ])('takes over what it is based on: %s', (method, total) => {
    const costed = costText(texts, { method, prices: ['low'] })
    expect(costed.result.ledger.total.toNumber()).toBe(total)
    expect(costed.result.method).toBe(method)
  })
})
