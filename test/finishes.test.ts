import { describe, expect, test } from 'vitest'
import { Shelf } from '../src/cli/shelf.ts'
import { materialBalances } from './flow/balances.ts'
import { type Asked, type Costed, costRoute, costText, expectClose } from './support.ts'

const FINISHES: readonly string[] = new Shelf().names('finish', 'x.yaml')
/** From the most porous product to the densest. */
const BY_POROSITY = ['none', 'calender', 'hot-calender', 'cip', 'wip']
/** Those that change neither pores nor thickness of a film without a fugitive binder. */
const KEEPING = ['anneal', 'inspection-with-rework', 'debind-heat', 'debind-wash']

const costed = new Map<string, Costed>()
/** A route with a finish; costed once. */
function finished(route: string, finish: string): Costed {
  const key = `${route} ${finish}`
  const found = costed.get(key) ?? costRoute(route, { set: [`finish=${finish}`] })
  costed.set(key, found)
  return found
}

function expectBalanced({ evaluation, model }: Costed): void {
  for (const flow of [model.route, ...model.supply.values()]) {
    for (const balance of materialBalances(evaluation, flow)) {
      if (Math.abs(balance.in - balance.out) > 1e-12 * balance.greatest)
        expect.fail(`${balance.what}: ${balance.in} in, ${balance.out} out`)
    }
  }
}

test('every bundled finish is among those tried here', () => {
  expect(FINISHES.toSorted()).toEqual([...BY_POROSITY, ...KEEPING].toSorted())
})

describe.each(['wet-slurry', 'ptfe-dry', 'wet-slurry-distilled'])('of the route %s', (route) => {
  const of = (finish: string): Costed => finished(route, finish)

  test.each(FINISHES)('what enters a step of %s leaves it', (finish) => expectBalanced(of(finish)))

  test.each(FINISHES.filter((finish) => finish !== 'none'))('%s costs something and loses film', (finish) => {
    expect(of(finish).total).toBeGreaterThan(of('none').total)
    expect(of(finish).result.yields.area).toBeLessThan(of('none').result.yields.area as number)
  })

  test('pressing closes pores, rolls fewer than a liquid and cold fewer than warm, and the film conducts better', () => {
    for (const [i, denser] of BY_POROSITY.entries()) {
      if (i === 0) continue
      const before = of(BY_POROSITY[i - 1] as string)
      const after = of(denser)
      expect(after.value('product.porosity')).toBeLessThan(before.value('product.porosity'))
      expect(after.value('product.conductivity', 'mS/cm')).toBeGreaterThan(
        before.value('product.conductivity', 'mS/cm'),
      )
    }
  })

  test.each(BY_POROSITY)(
    'mass is kept by %s: the film before is thicker by its pores and shorter by its growth',
    (finish) => {
      const now = of(finish)
      const growth = finish.endsWith('calender') ? 1 + now.value('steps.final_calendering.elongation') : 1
      const before = now.value('route.green_thickness', 'um') * (1 - now.value('route.green_porosity'))
      const after = now.value('product.thickness', 'um') * (1 - now.value('product.porosity'))
      expectClose(before, after * growth, 1e-12, 'solid volume per area')
      expectClose(
        now.value('route.green_areal_mass', 'g/m^2'),
        now.value('product.areal_mass', 'g/m^2') * growth,
        1e-12,
      )
      expectClose(now.value('route.green_porosity'), of('none').value('product.porosity'), 1e-12, 'pores before')
    },
  )

  test.each(KEEPING)('%s leaves the figures of a film as they are', (finish) => {
    for (const figure of ['thickness', 'porosity', 'areal_mass', 'area_specific_resistance']) {
      const value = (of_: Costed): number => of_.evaluation.find(`product.${figure}`)?.toNumber() as number
      expectClose(value(of(finish)), value(of('none')), 1e-12, figure)
    }
  })
})

test('reworked film comes back to the light board: good film is (1 - r) / (1 - r w) of fresh film', () => {
  const now = finished('wet-slurry', 'inspection-with-rework')
  const [reject, rework] = ['reject_fraction', 'rework_fraction'].map((name) =>
    now.value(`steps.light_board.${name}`),
  ) as [number, number]
  const fresh = now.value('steps.slitting.membrane.area', 'm^2')
  expectClose(1 / fresh, (1 - reject) / (1 - reject * rework), 1e-12, 'good per fresh film')
  expectClose(now.value('steps.light_board.film.area', 'm^2'), 1 / (1 - reject), 1e-12, 'film inspected')
  const none = costRoute('wet-slurry', {
    set: ['finish=inspection-with-rework', 'steps.light_board.rework_fraction=0'],
  })
  expect(none.value('steps.slitting.membrane.area', 'm^2')).toBeGreaterThan(fresh)
})

test('annealing drives out solvent that the dryer left', () => {
  const left = (finish: string): number => finished('wet-slurry', finish).result.solvent.residual_kg as number
  expectClose(left('anneal'), 0.15 * left('none'), 1e-9, 'residual solvent')
})

describe('a fugitive binder', () => {
  const MATERIALS = `materials:
  X: { role: binder, traits: [fugitive], price: { value: 10 USD/kg, assumption: test }, density: { value: 1.2 g/cm^3, assumption: test } }`
  /** The route wet-slurry with a binder of which the product keeps 1 part in 20, and 0.25 % of its mass. */
  const route = (finish: string, step: string): string => `flow: with-x
based_on: wet-slurry
title: test
family: wet slurry
about: test
assumption: test
product: { composition: { Li6PS5Cl: rest, X: { value: 0.25 wt%, assumption: test } } }
finish: ${finish}
parameters:
  before: { value: product.composition.X / steps.${step}.residue_fraction / X.density, assumption: test, about: binder per mass of product }
  fugitive_volume: { value: before / (before + (1 - product.composition.X) / Li6PS5Cl.density), assumption: test, about: test }
steps: { ${step}: { fugitive: X, set: { residue_fraction: { value: 5 %, assumption: test } } } }`
  const cost = (finish: string, step: string, asked: Asked = {}): Costed =>
    costText([route(finish, step), MATERIALS], { bundled: true, ...asked })

  test.each([
    ['debind-heat', 'heat_debinding'],
    ['debind-wash', 'wash_debinding'],
  ])('leaves by %s, but for its residue, and opens pores', (finish, step) => {
    const now = cost(finish, step)
    expectBalanced(now)
    const [good, mass] = [now.value(`steps.${step}.good_fraction`), now.value('product.areal_mass', 'kg/m^2')]
    expectClose(now.value(`steps.${step}.film.X`, 'kg'), (0.0025 * mass) / 0.05 / good, 1e-12, 'binder before')
    // by hand: volumes per mass of product, before and after
    const density = now.value('materials.Li6PS5Cl.density', 'g/cm^3')
    const solids = 0.9975 / density
    const [binder, residue] = [0.05 / 1.2, 0.0025 / 1.2]
    const thickness = (solids + binder) / (1 - 0.15)
    const closed = 0.33 * (binder - residue)
    expectClose(now.value('product.porosity'), 1 - (solids + residue) / (thickness - closed), 1e-12, 'porosity')
    expectClose(
      now.value('route.green_thickness', 'um') / now.value('product.thickness', 'um'),
      thickness / (thickness - closed),
      1e-12,
      'thickness before',
    )
    expectClose(now.value('route.green_areal_mass', 'kg/m^2'), mass * (0.9975 + 0.05), 1e-12, 'mass before')
    expect(now.value('product.porosity')).toBeGreaterThan(0.15)
    expect(now.total).toBeGreaterThan(finished('wet-slurry', finish).total)
  })

  test('that is burnt becomes carbon dioxide, the last hundredth in the air', () => {
    const now = cost('debind-heat', 'heat_debinding')
    const gas = now.value('steps.heat_debinding.offgas.X', 'kg')
    expect(gas).toBeGreaterThan(0)
    expectClose(now.value('steps.heat_debinding_off_gas.stack.X', 'kg'), 0.01 * gas, 1e-12, 'slips through')
    const ofSolvents = ['toluene', 'IBIB'].map(
      (name) =>
        now.value(`steps.heat_debinding.offgas.${name}`, 'kg') * now.value(`materials.${name}.co2_when_oxidised`),
    )
    const carbonDioxide = ofSolvents.reduce((sum, each) => sum + each, 2.5 * gas)
    expectClose(now.value('steps.heat_debinding_off_gas.oxidation_co2', 'kg'), carbonDioxide, 1e-12, 'carbon dioxide')
  })

  test('goes with the bottoms of the still, and the wash solvent goes round', () => {
    const now = cost('debind-wash', 'wash_debinding')
    expectClose(
      now.value('steps.wash_still.bottoms.X', 'kg'),
      now.value('steps.wash_debinding.spent.X', 'kg'),
      1e-12,
      'binder in the bottoms',
    )
    const [fed, bought] = ['feed', 'purchase'].map((name) =>
      now.value(`steps.wash_debinding.${name}.xylene`, 'kg'),
    ) as [number, number]
    expect(bought).toBeGreaterThan(0)
    expect(bought).toBeLessThan(0.15 * fed)
    const { evaporated_kg, recovered_kg, emitted_kg } = now.result.solvent
    expectClose(evaporated_kg as number, (recovered_kg as number) + (emitted_kg as number), 1e-12, 'solvent')
  })

  test('whose volume the route misstates is refused', () => {
    expect(() => cost('debind-heat', 'heat_debinding', { set: ['route.fugitive_volume=1 %'] })).toThrow(
      'unstated_volume',
    )
  })
})
