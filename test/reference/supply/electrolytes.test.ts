import { describe, expect, test } from 'vitest'
import { costRoute, expectClose } from '../../support.ts'
import { bought, MOLAR, made, mass } from './by-hand.ts'

const NO_LOSS = ['milling.milling_yield=1', 'annealing.annealing_yield=1', 'sieving.sieving_yield=1']
const WITHOUT_ANNEALING = NO_LOSS.filter((change) => !change.startsWith('annealing'))

/** Mol of each precursor for some mol of the product. */
interface Milled {
  readonly flow: string
  readonly product: Readonly<Record<string, number>>
  readonly moles: number
  readonly takes: Readonly<Partial<Record<keyof typeof MOLAR, number>>>
  readonly annealed?: boolean
}

const MILLED: readonly Milled[] = [
  { flow: 'li3ps4-ball-mill', product: { Li: 3, P: 1, S: 4 }, moles: 2, takes: { Li2S: 3, P2S5: 1 } },
  {
    flow: 'lps-glass-ball-mill',
    product: { Li: 3, P: 1, S: 4 },
    moles: 2,
    takes: { Li2S: 3, P2S5: 1 },
    annealed: false,
  },
  { flow: 'li7p3s11-ball-mill', product: { Li: 7, P: 3, S: 11 }, moles: 2, takes: { Li2S: 7, P2S5: 3 } },
  { flow: 'li7ps6-ball-mill', product: { Li: 7, P: 1, S: 6 }, moles: 2, takes: { Li2S: 7, P2S5: 1 } },
  {
    flow: 'bromide-argyrodite-ball-mill',
    product: { Li: 6, P: 1, S: 5, Br: 1 },
    moles: 2,
    takes: { Li2S: 5, P2S5: 1, LiBr: 2 },
  },
  {
    flow: 'mixed-halide-argyrodite',
    product: { Li: 6, P: 1, S: 5, Cl: 0.5, Br: 0.5 },
    moles: 2,
    takes: { Li2S: 5, P2S5: 1, LiCl: 1, LiBr: 1 },
  },
  {
    flow: 'li54-argyrodite-ball-mill',
    product: { Li: 5.4, P: 1, S: 4.4, Cl: 1.6 },
    moles: 2,
    takes: { Li2S: 3.8, P2S5: 1, LiCl: 3.2 },
  },
  {
    flow: 'li55-argyrodite-ball-mill',
    product: { Li: 5.5, P: 1, S: 4.5, Cl: 1.5 },
    moles: 2,
    takes: { Li2S: 4, P2S5: 1, LiCl: 3 },
  },
  {
    flow: 'lgps-ball-mill',
    product: { Li: 10, Ge: 1, P: 2, S: 12 },
    moles: 1,
    takes: { Li2S: 5, GeS2: 1, P2S5: 1 },
  },
  {
    flow: 'thio-lisicon-ball-mill',
    product: { Li: 3.25, Ge: 0.25, P: 0.75, S: 4 },
    moles: 8,
    takes: { Li2S: 13, GeS2: 2, P2S5: 3 },
  },
  {
    flow: 'lsps-ball-mill',
    product: { Li: 10, Sn: 1, P: 2, S: 12 },
    moles: 1,
    takes: { Li2S: 5, SnS2: 1, P2S5: 1 },
  },
  {
    flow: 'li2zrcl6-ball-mill',
    product: { Li: 2, Zr: 1, Cl: 6 },
    moles: 1,
    takes: { LiCl: 2, ZrCl4: 1 },
    annealed: false,
  },
]

describe.each(MILLED)('$flow', ({ flow, product, moles, takes, annealed = true }) => {
  test('takes the precursors of its formula, and their mass becomes its mass', () => {
    const costed = made(flow, annealed ? NO_LOSS : WITHOUT_ANNEALING)
    let sum = 0
    for (const [precursor, count] of Object.entries(takes)) {
      const kg = bought(costed, precursor)
      expectClose(kg, (count * MOLAR[precursor as keyof typeof MOLAR]) / (moles * mass(product)), 1e-9, precursor)
      sum += kg
    }
    expectClose(sum, 1, 1e-9, 'mass')
  })

  test('takes more by its losses', () => {
    const [first] = Object.entries(takes) as [[keyof typeof MOLAR, number]]
    const lossless = (first[1] * MOLAR[first[0]]) / (moles * mass(product))
    expectClose(bought(made(flow), first[0]) / lossless, 1 / (0.98 * (annealed ? 0.995 : 1) * 0.97), 1e-9)
  })
})

test('raw materials of a bought electrolyte are those of its formula', () => {
  const prices = ['prices.Li2S=100 USD/kg', 'prices.P2S5=5 USD/kg', 'prices.LiCl=20 USD/kg', 'prices.ZrCl4=10 USD/kg']
  const cost = (flow: string, name: string) =>
    costRoute(`flows/supply/${flow}.yaml`, { set: prices }).value(`materials.${name}.raw_material_cost`, 'USD/kg')
  const rich = mass({ Li: 5.4, P: 1, S: 4.4, Cl: 1.6 })
  const argyrodite = (3.8 * MOLAR.Li2S * 100 + MOLAR.P2S5 * 5 + 3.2 * MOLAR.LiCl * 20) / (2 * rich)
  expectClose(cost('li54-argyrodite-ball-mill', 'Li54PS44Cl16'), argyrodite, 1e-9)
  const chloride = (2 * MOLAR.LiCl * 20 + MOLAR.ZrCl4 * 10) / mass({ Li: 2, Zr: 1, Cl: 6 })
  expectClose(cost('li2zrcl6-ball-mill', 'Li2ZrCl6'), chloride, 1e-9)
})

describe('Li6PS5Cl by metathesis', () => {
  const DRYINGS = ['first_drying', 'second_drying', 'third_drying'].map((step) => `${step}.drying_yield=1`)
  const lossless = made('argyrodite-metathesis', [
    'filtration.filtration_yield=1',
    ...DRYINGS,
    'calcination.annealing_yield=1',
    'sieving.sieving_yield=1',
  ])

  test('takes 727 g of Na2S, 948 g of LiCl and 414 g of P2S5 for 1 kg and leaves 1.09 kg of NaCl', () => {
    expect(bought(lossless, 'Na2S') * 1000).toBeCloseTo(727, 0)
    expect(bought(lossless, 'LiCl') * 1000).toBeCloseTo(948, 0)
    expect(bought(lossless, 'P2S5') * 1000).toBeCloseTo(414, 0)
    expect(lossless.value('steps.filtration.cake.NaCl', 'kg')).toBeCloseTo(1.09, 2)
    // 5 Na2S + 12 LiCl + P2S5 -> 2 Li6PS5Cl + 10 NaCl
    const product = 2 * MOLAR.Li6PS5Cl
    expectClose(bought(lossless, 'Na2S'), (5 * MOLAR.Na2S) / product, 1e-9)
    expectClose(bought(lossless, 'LiCl'), (12 * MOLAR.LiCl) / product, 1e-9)
    expectClose(lossless.value('steps.filtration.cake.NaCl', 'kg'), (10 * MOLAR.NaCl) / product, 1e-9)
  })

  test('is fed 5/2 mol of Na2S to 6 mol of LiCl, and buys no Li2S', () => {
    const moles = (name: 'Na2S' | 'LiCl') => lossless.value(`steps.metathesis.feed.${name}`, 'kg') / MOLAR[name]
    expectClose(moles('Na2S') / moles('LiCl'), 2.5 / 6, 1e-9)
    expect(bought(lossless, 'Li2S')).toBe(0)
  })

  test('loses of both solvents what the cake holds, the vents let out and the columns leave', () => {
    const costed = made('argyrodite-metathesis')
    const held = costed.value('steps.filtration.cake.ethanol', 'kg')
    expectClose(held, 0.3 * costed.value('steps.filtration.cake.NaCl', 'kg'), 1e-9)
    const lost = (kind: string, name: string) =>
      costed.value(`steps.${kind}_condensation.vent.${name}`, 'kg') +
      costed.value(`steps.${kind}_distillation.bottoms.${name}`, 'kg')
    expectClose(bought(costed, 'ethanol'), held + lost('ethanol', 'ethanol'), 1e-9)
    expectClose(bought(costed, 'THF'), lost('ether', 'THF'), 1e-9)
  })
})

describe('Li6PS5Cl of low purity', () => {
  const costed = made('argyrodite-low-purity')

  test('gives off all the sulfur that it is fed', () => {
    // a tenth of what leaves the furnace before the crucibles take their part, over the losses before and after
    expectClose(costed.value('steps.annealing.trapped.sulfur', 'kg'), 0.1 / (0.995 * 0.97), 1e-9)
    expectClose(bought(costed, 'sulfur'), 0.1 / (0.995 * 0.97 * 0.99), 1e-9)
    expect(costed.value('steps.sieving.sieved.sulfur', 'kg')).toBeCloseTo(0, 12)
  })
})

test('the solution routes take what the formula says over their losses', () => {
  const product = 2 * MOLAR.Li6PS5Cl
  const twice = made('argyrodite-thf-ethanol')
  const after = 0.99 * 0.995 * 0.97
  expectClose(bought(twice, 'P2S5'), MOLAR.P2S5 / product / after / 0.99, 1e-9)
  expectClose(bought(twice, 'LiCl'), (2 * MOLAR.LiCl) / product / after, 1e-9)
  expectClose(bought(twice, 'Li2S'), ((2 + 3 / 0.99) * MOLAR.Li2S) / product / after, 1e-9)
  const once = made('li3ps4-thf')
  const thiophosphate = 2 * mass({ Li: 3, P: 1, S: 4 })
  expectClose(bought(once, 'P2S5'), MOLAR.P2S5 / thiophosphate / after, 1e-9)
})

describe('a membrane', () => {
  const FLOWS = ['argyrodite-metathesis', 'argyrodite-low-purity', 'argyrodite-thf-ethanol', 'argyrodite-ball-mill']

  test.each(FLOWS)('is made with the electrolyte of %s by one setting', (flow) => {
    const costed = costRoute('wet-slurry', { set: [`supply.Li6PS5Cl=${flow}`] })
    expect(costed.ledger.by('step').has('supply.Li6PS5Cl.sieving')).toBe(true)
    expect(costed.result.purchases.Li6PS5Cl).toBeUndefined()
  })
})
