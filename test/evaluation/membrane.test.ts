import { expect, test } from 'vitest'
import { costText, expectClose } from '../support.ts'

const SAME = 1e-12

/** A film of one electrolyte, bought as it is: bundled `membrane`, and a step that buys the film. */
const FILM = (set: string, composition = 'X: 100 wt%'): string => `flow: film
assumption: test
product:
  operation: membrane
  from: buying.film
  composition: { ${composition} }
  set: { ${set} }
steps: { buying: { operation: buying } }`
const BUYING = `operation: buying
ports:
  feed: { in: bulk, carries: [solids, solvent], market: true }
  film: { out: web, carries: [solids, solvent] }
through: [feed.each = film.each]
balance: { film.solvent.each: 0 * 1 kg }`
const MATERIALS = `materials:
  X: { role: electrolyte, density: { value: 1.64 g/cm^3, assumption: test }, price: { value: 100 USD/kg, assumption: test } }
  Y: { role: binder, density: { value: 0.82 g/cm^3, assumption: test }, price: { value: 10 USD/kg, assumption: test } }`
const METHOD = `method: bare
costs: [{ for: purchase, category: materials, is: amount * prices.each }]`
const film = (set: string, composition?: string) =>
  costText([FILM(set, composition), BUYING, MATERIALS, METHOD], { bundled: true, method: 'bare' })
const number = (value: string): string => `{ value: ${value}, assumption: test }`

test('a dense film of electrolyte alone, 30 µm at 1.64 g/cm³, carries 49.2 g/m²', () => {
  const { result, total } = film(
    `thickness: ${number('30 µm')}, porosity: ${number('0 %')}, conductivity: ${number('1 mS/cm')}`,
  )
  const membrane = result.membrane
  expectClose(membrane?.areal_mass_kg as number, 0.0492, SAME)
  expectClose(membrane?.thickness_um as number, 30, SAME)
  expect(membrane?.porosity).toBe(0)
  expectClose(membrane?.reference_density_g_cm3 as number, 1.64, SAME)
  // 30 µm over 1 mS/cm: 3e-3 cm / 1e-3 S/cm
  expectClose(membrane?.asr_ohm_cm2 as number, 3, SAME)
  expectClose(total, 4.92, SAME) // 49.2 g at 100 USD/kg
})

test('pores are measured against the pore-free mixture, and against the electrolyte alone besides', () => {
  const costed = film(
    `thickness: ${number('100 µm')}, porosity: ${number('20 %')}, conductivity: ${number('0.5 mS/cm')}`,
    'X: 90 wt%, Y: 10 wt%',
  )
  // volumes of 1 g: 0.9/1.64 + 0.1/0.82 = 1.1/1.64 cm³
  const density = 1.64 / 1.1
  expectClose(costed.result.membrane?.reference_density_g_cm3 as number, density, SAME)
  expectClose(costed.result.membrane?.areal_mass_kg as number, 0.1 * 0.8 * density, SAME)
  expectClose(costed.result.membrane?.asr_ohm_cm2 as number, 20, SAME)
  expectClose(costed.value('product.porosity_of_dense_electrolyte'), 1 - (0.8 * density) / 1.64, SAME)
  expectClose(costed.value('product.membrane.X', 'kg'), 0.9 * 0.1 * 0.8 * density, SAME)
})

test('at 55 wt% of solids a slurry holds 0.8182 kg of solvent per kg of dry solids', () => {
  const costed = costText(
    [
      `flow: slurry
assumption: test
components: [siliconised_PET]
product: { operation: dried, from: mixing.slurry, composition: { X: 60 wt%, Y: 40 wt% } }
steps: { mixing: { operation: slurry-mixing, solvent: toluene, set: { solids_content: ${number('55 wt%')} } } }`,
      `operation: dried
materials: { composition: {} }
ports: { slurry: { in: bulk, carries: [solids, solvent] } }
parameters: { basis: ${number('1 kg')} }
balance: { slurry.composition.each: basis * composition.each.fraction }`,
      MATERIALS,
      'plant: works\ncurrency: USD\nparameters: { annual_output: { value: 1000 kg/yr, assumption: test } }',
      METHOD,
    ],
    { bundled: true, method: 'bare', plant: 'works' },
  )
  const solvent = costed.value('product.slurry.toluene', 'kg')
  expectClose(solvent, 0.45 / 0.55, SAME)
  expect(solvent.toFixed(4)).toBe('0.8182')
})
