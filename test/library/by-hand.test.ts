import { expect, test } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { expectClose } from '../support.ts'

/** g/cm³, of the price documents. */
const DENSITY = {
  Li6PS5Cl: 1.865,
  Li6PS5Cl05Br05: 1.98,
  Li54PS44Cl16: 1.88,
  LPS_glass: 1.87,
  NBR: 0.98,
  XNBR: 0.98,
  acrylate_binder: 1.12,
  PEGDA: 1.12,
  PPC: 1.26,
  PTFE: 2.17,
  polyamide_binder: 1.06,
  LiTFSI: 1.33,
  triglyme: 0.98,
} as const
type Material = keyof typeof DENSITY

interface Hand {
  /** um, a fraction, mS/cm */
  readonly film: readonly [thickness: number, porosity: number, conductivity: number]
  /** wt% of all but the electrolyte, which comes first and is the rest. */
  readonly electrolyte: Material
  readonly others: Partial<Record<Material, number>>
  /** Steps through which the electrolyte passes; none where trimmed film returns, so that no product of yields holds. */
  readonly chain: readonly string[]
}

const WET = ['mixing', 'casting', 'drying', 'calendering']
const PEELED = [...WET, 'slitting']
const ROUTES: Readonly<Record<string, Hand>> = {
  'wet-slurry': { film: [50, 0.15, 1.1], electrolyte: 'Li6PS5Cl', others: { NBR: 4.8 }, chain: PEELED },
  'wet-slurry-wip': {
    film: [50, 0.07, 1.3],
    electrolyte: 'Li6PS5Cl',
    others: { NBR: 4.8 },
    chain: [...PEELED, 'pouching', 'pressing', 'unpouching'],
  },
  'wet-xnbr': { film: [47, 0.15, 0.38], electrolyte: 'Li6PS5Cl', others: { XNBR: 5 }, chain: PEELED },
  'wet-acrylate-transfer': {
    film: [30, 0.15, 1.3],
    electrolyte: 'Li6PS5Cl',
    others: { acrylate_binder: 1 },
    chain: ['mixing', 'casting', 'drying', 'inspection', 'stacking', 'transfer', 'peeling', 'handover'],
  },
  'wet-nbr-lig3': {
    film: [70, 0.15, 3.3],
    electrolyte: 'Li6PS5Cl',
    others: { NBR: 1.5, LiTFSI: 2.16, triglyme: 1.34 },
    chain: PEELED,
  },
  'wet-pegda-litfsi': {
    film: [75, 0.15, 0.83],
    electrolyte: 'Li6PS5Cl05Br05',
    others: { PEGDA: 4, LiTFSI: 2 },
    chain: [...PEELED, 'curing'],
  },
  // 1 % of the 6 wt% of binder stays: 0.06 parts beside 94
  'wet-volatile-ppc': {
    film: [59, 0.2, 0.11],
    electrolyte: 'LPS_glass',
    others: { PPC: (100 * 0.06) / 94.06 },
    chain: [...PEELED, 'debinding'],
  },
  'double-cast-graphite': {
    film: [30, 0.15, 1.1],
    electrolyte: 'Li6PS5Cl',
    others: { NBR: 1.5 },
    chain: [...WET, 'inspection', 'handover'],
  },
  'ptfe-dry': { film: [25, 0.12, 2.3], electrolyte: 'Li6PS5Cl', others: { PTFE: 0.5 }, chain: [] },
  'ptfe-dry-0-2': { film: [30, 0.12, 8.4], electrolyte: 'Li54PS44Cl16', others: { PTFE: 0.2 }, chain: [] },
  'thermocompression-polyamide': {
    film: [40, 0.1, 1],
    electrolyte: 'Li6PS5Cl',
    others: { polyamide_binder: 5 },
    chain: [],
  },
}

/** What `run --json` prints. */
function run(...words: string[]): {
  membrane: Record<'areal_mass_kg' | 'asr_ohm_cm2' | 'reference_density_g_cm3', number>
  yield: { steps: Record<string, number>; components: Record<string, number> }
  purchases: Record<string, { amount: number; unit: string }>
} {
  const { exit, stdout, stderr } = runFabroute(['run', ...words, '--json'])
  expect(exit, stderr).toBe(0)
  return JSON.parse(stdout)
}

test.each(Object.entries(ROUTES))('%s by hand', (route, { film, electrolyte, others, chain }) => {
  const found = run(route, '--set', `supply.${electrolyte}=bought`)
  const [thickness, porosity, conductivity] = film
  expectClose(found.membrane.asr_ohm_cm2, thickness / conductivity / 10, 1e-9, 'area-specific resistance')
  const rest = 1 - Object.values(others).reduce((sum, share) => sum + share, 0) / 100
  const shares = [[electrolyte, rest], ...Object.entries(others).map(([name, share]) => [name, share / 100])] as const
  const density = 1 / shares.reduce((sum, [name, share]) => sum + (share as number) / DENSITY[name as Material], 0)
  expectClose(found.membrane.reference_density_g_cm3, density, 1e-5, 'density')
  // um times g/cm³ is g/m²
  const arealMass = thickness * (1 - porosity) * density
  expectClose(found.membrane.areal_mass_kg * 1000, arealMass, 1e-5, 'mass per area')
  // what is bought is what the membrane holds over what the steps let through
  const passed = found.yield.components[electrolyte] as number
  const { amount, unit } = found.purchases[electrolyte] as { amount: number; unit: string }
  expect(unit).toBe('kg')
  expectClose(amount * 1000, (arealMass * rest) / passed, 1e-5, 'g of electrolyte')
  const product = chain.reduce((all, step) => all * (found.yield.steps[step] ?? Number.NaN), 1)
  if (chain.length > 0) expectClose(passed, product, 1e-9, 'product of the yields of steps')
  expect(passed).toBeLessThan(1)
})

/** Atomic weights in g/mol. */
const [LI, P, S, CL] = [6.94, 30.974, 32.06, 35.45] as const
const SULFIDE = 2 * LI + S
/** Milling, annealing, sieving: of the upstream flows. */
const POWDER_YIELD = 0.98 * 0.995 * 0.97

test.each([
  // 5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl
  ['wet-slurry', 'Li6PS5Cl', (2.5 * SULFIDE) / (6 * LI + P + 5 * S + CL)],
  // 3.8 Li2S + P2S5 + 3.2 LiCl -> 2 Li5.4PS4.4Cl1.6
  ['ptfe-dry-0-2', 'Li54PS44Cl16', (1.9 * SULFIDE) / (5.4 * LI + P + 4.4 * S + 1.6 * CL)],
] as const)('%s: Li2S bought for %s made in house', (route, electrolyte, sulfide) => {
  const [bought, made] = [run(route, '--set', `supply.${electrolyte}=bought`), run(route)]
  const needed = bought.purchases[electrolyte]?.amount ?? Number.NaN
  expectClose(made.purchases.Li2S?.amount ?? Number.NaN, (needed * sulfide) / POWDER_YIELD, 1e-4, 'kg of Li2S')
})
