import { expect, test } from 'vitest'
import { type Costed, costRoute, expectClose } from '../support.ts'

/** A membrane as its source tabulates it; typed from the paper, with the resistance worked out by hand. */
interface Tabulated {
  readonly at: string
  /** um */
  readonly thickness: number
  /** mS/cm */
  readonly conductivity: number
  /** degC; 25 also where the source says room temperature, or nothing */
  readonly temperature: number
  /** ohm·cm², to three digits */
  readonly resistance: string
}
const at25 = (at: string, thickness: number, conductivity: number, resistance: string): Tabulated => ({
  at,
  thickness,
  conductivity,
  temperature: 25,
  resistance,
})
const at = (temperature: number, tabulated: Tabulated): Tabulated => ({ ...tabulated, temperature })

const PAPERS: Readonly<Record<string, Tabulated>> = {
  // song2023
  'wet-slurry': at25('song2023, Table 6, reference 145', 50, 1.1, '4.55'),
  'wet-acrylate-transfer': at25('song2023, section 4.2.1 (30 um) and Table 6, reference 37', 30, 1.3, '2.31'),
  'wet-xnbr': at(30, at25('song2023, Table 6, reference 200', 47, 0.38, '12.4')),
  'wet-nbr-lig3': at(30, at25('song2023, Table 6, reference 117', 70, 3.3, '2.12')),
  'wet-nbr-polyester-litfsi': at(30, at25('song2023, Table 6, reference 111', 80, 2.2, '3.64')),
  'wet-volatile-ppc': at25('song2023, section 4.1.1 (59 um) and Table 6, reference 202', 59, 0.11, '53.6'),
  'scaffold-ppta-sandwich': at(30, at25('song2023, Table 6, reference 138', 90, 0.34, '26.5')),
  'scaffold-cellulose': at25('song2023, Table 6, reference 141', 60, 6.3, '0.952'),
  'scaffold-nylon-mesh-peo': at25('song2023, Table 6, reference 170', 60, 0.24, '25.0'),
  'solution-polyimide': at(30, at25('song2023, Table 6, reference 140', 40, 0.058, '69.0')),
  'ptfe-dry-0-15': at25('song2023, Table 6, reference 123', 150, 2.7, '5.56'),
  'ptfe-dry-0-2': at25('song2023, Table 6, reference 182; hong2025, Table 4', 30, 8.4, '0.357'),
  'ptfe-nylon-mesh': at25('song2023, Table 6, reference 217', 100, 0.36, '27.8'),
  'dry-sbr': at25('song2023, section 4.2.2, reference 218', 80, 2.34, '3.42'),
  'thermocompression-lgps-peo': at(20, at25('song2023, Table 6, reference 205', 100, 0.42, '23.8')),
  'record-vacuum-filtration': at(30, at25('song2023, Table 6, reference 187', 47, 1.7, '2.76')),
  'record-dip-coating': at(20, at25('song2023, section 4.2.1, reference 201', 12, 0.072, '16.7')),
  // hong2025
  'ptfe-co-rolled': at25('hong2025, Table 4, reference 112', 25, 2.3, '1.09'),
  'wet-pegda-dmaema': at25('hong2025, Table 4, reference 113', 40, 1.23, '3.25'),
  'wet-pegda-litfsi': at25('hong2025, Table 4, reference 114', 75, 0.83, '9.04'),
  'wet-emg': at(60, at25('hong2025, Table 4, reference 115', 110, 1.88, '5.85')),
  'scaffold-drilled-polyimide': at(27, at25('hong2025, Table 4, reference 118', 27, 0.39, '6.92')),
  'scaffold-vectran': at25('hong2025, Table 4, reference 18', 98, 2.9, '3.38'),
  // sung2024
  'scaffold-nylon-mesh': at25('sung2024, Table 2, reference 117', 66, 0.55, '12.0'),
}

const costed = new Map<string, Costed>()
/** A figure of the membrane that a route reports at its base values. */
function figure(
  route: string,
  name: 'thickness_um' | 'conductivity_ms_per_cm' | 'conductivity_temperature_c' | 'asr_ohm_cm2',
): number {
  const found = costed.get(route) ?? costRoute(route)
  costed.set(route, found)
  return found.result.membrane?.[name] ?? Number.NaN
}

test.each(Object.entries(PAPERS))('%s is the film of its paper', (route, paper) => {
  // thickness in um over conductivity in mS/cm is a tenth of an ohm·cm²
  expect((paper.thickness / paper.conductivity / 10).toPrecision(3)).toBe(paper.resistance)
  expectClose(figure(route, 'thickness_um'), paper.thickness, 1e-9, 'thickness')
  expectClose(figure(route, 'conductivity_ms_per_cm'), paper.conductivity, 1e-9, 'conductivity')
  expectClose(figure(route, 'conductivity_temperature_c'), paper.temperature, 1e-9, 'temperature')
  expect(figure(route, 'asr_ohm_cm2').toPrecision(3)).toBe(paper.resistance)
  for (const name of ['thickness', 'conductivity']) {
    const statement = costed.get(route)?.model.compiled.system.find(`product.${name}`)?.statement
    expect(statement?.assumption, name).toBeUndefined()
    expect(paper.at, name).toContain(statement?.source ?? 'a source')
  }
})

test('areal conductance that a paper prints: 84 mS/cm² (sung2024, section 2.2.1, reference 117)', () => {
  expectClose(1000 / figure('scaffold-nylon-mesh', 'asr_ohm_cm2'), 84, 0.01)
})

/** Conductances in mS that song2023 prints without the area of the disc. */
test.each([
  ['solution-polyimide', 15, 1.03],
  ['record-vacuum-filtration', 291, 0.8],
] as const)('%s: the conductance printed is that of a disc of a laboratory', (route, conductance, area) => {
  expectClose((conductance / 1000) * figure(route, 'asr_ohm_cm2'), area, 0.01, 'area of the disc in cm²')
})

test('ptfe-dry-0-5: 666.7 mS at 20 um (song2023, section 5.2) make its conductivity only on a disc of 1 cm²', () => {
  expect(figure('ptfe-dry-0-5', 'thickness_um')).toBeCloseTo(20, 9)
  const [conductivity, asked] = [figure('ptfe-dry-0-5', 'conductivity_ms_per_cm'), 666.7 * 20e-4]
  expectClose(conductivity, asked, 0.03)
})
