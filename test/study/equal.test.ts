import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import { thicknessAt } from '../../src/study/equal.ts'
import { runFabroute } from '../run-fabroute.ts'
import { expectClose } from '../support.ts'
import { codesIn, json } from './support.ts'

interface Compared {
  readonly compared: readonly string[]
  readonly cost: Readonly<Record<string, string>>
  readonly at_equal: {
    readonly figure: string
    readonly value: number
    readonly unit: string
    readonly thickness_um: Readonly<Record<string, number>>
  } | null
  readonly flows: readonly {
    readonly flow: string
    readonly membrane: { readonly thickness_um: number; readonly areal_mass_kg: number; readonly porosity: number }
  }[]
}
const FLOWS = ['wet-slurry', 'ptfe-dry', 'wet-slurry-wip', 'ptfe-dry-wip']

describe('routes at equal thickness', () => {
  test('cost what they cost with that thickness set', () => {
    const equal = json<Compared>(['compare', ...FLOWS, '--equal', 'thickness=30 um'])
    const set = json<Compared>(['compare', ...FLOWS, '--set', 'product.thickness=30 um'])
    expect(equal.cost).toEqual(set.cost)
    expect(equal.at_equal).toEqual({
      figure: 'thickness',
      value: 30,
      unit: 'um',
      thickness_um: Object.fromEntries(FLOWS.map((flow) => [flow, 30])),
    })
    expect(set.at_equal).toBeNull()
  })

  test('take that of the first where no value is given, as it stands with what is set', () => {
    expect(json<Compared>(['compare', 'ptfe-dry', 'wet-slurry', '--equal', 'thickness']).at_equal).toMatchObject({
      value: 25,
      thickness_um: { 'ptfe-dry': 25, 'wet-slurry': 25 },
    })
  })
})

describe('routes at equal areal mass', () => {
  test('have that mass, each at a thickness of its own', () => {
    const { at_equal, flows } = json<Compared>(['compare', ...FLOWS, '--equal', 'areal_mass=45 g/m^2'])
    expect(at_equal).toMatchObject({ figure: 'areal_mass', value: 45, unit: 'g/m^2' })
    const standing = json<Compared['flows']>(['run', ...FLOWS])
    for (const [i, { flow, membrane }] of flows.entries()) {
      expectClose(membrane.areal_mass_kg, 0.045, 1e-12, flow)
      // the mass grows with the thickness alone
      const { thickness_um, areal_mass_kg } = (standing[i] as (typeof flows)[0]).membrane
      const wanted = (thickness_um * 0.045) / areal_mass_kg
      expectClose(membrane.thickness_um, wanted, 1e-12, flow)
      expectClose(at_equal?.thickness_um[flow] as number, wanted, 1e-12, flow)
    }
  })

  test('take that of the first where no value is given, whose cost stays', () => {
    const found = json<Compared>(['compare', 'wet-slurry', 'ptfe-dry', '--equal', 'areal_mass'])
    const [wet, dry] = found.flows as [Compared['flows'][0], Compared['flows'][0]]
    expectClose(dry.membrane.areal_mass_kg, wet.membrane.areal_mass_kg, 1e-12)
    expect(wet.membrane.thickness_um).toBe(50)
    expect(found.cost['wet-slurry']).toBe(json<Compared>(['compare', 'wet-slurry', 'ptfe-dry']).cost['wet-slurry'])
  })
})

describe('the printed comparison', () => {
  test('says at what, and no longer that the thickness differs', () => {
    const { stdout } = runFabroute(['compare', ...FLOWS.slice(0, 2), '--equal', 'areal_mass=45 g/m^2'])
    expect(stdout.replace(/\n {2}/g, ' ')).toContain(
      'at equal areal mass, 45 g/m^2; thickness: wet-slurry 29.62 um, ptfe-dry 27.4 um',
    )
    expect(stdout).not.toContain('not of one thickness')
    expect(runFabroute(['compare', ...FLOWS.slice(0, 2), '--equal', 'thickness=30 um']).stdout).toContain(
      '\nat equal thickness, 30 um\n',
    )
  })

  test('names --equal where the thickness differs', () => {
    const { stdout } = runFabroute(['compare', ...FLOWS.slice(0, 2)])
    expect(stdout.replace(/\n {2}/g, ' ')).toMatch(
      /not of one thickness .*--equal thickness=30 um, or --equal areal_mass/,
    )
  })

  test('warns of the routes as they are compared, and not of the thickness that they have otherwise', () => {
    const { stderr } = runFabroute(['compare', 'wet-slurry', 'ptfe-dry', '--equal', 'thickness=20 um'])
    const set = runFabroute(['compare', 'wet-slurry', 'ptfe-dry', '--set', 'product.thickness=20 um'])
    expect(codesIn(stderr)).toEqual(codesIn(set.stderr))
  })
})

describe('the thickness of a figure', () => {
  const at = (figure: (thickness: number) => number, value: number): number | undefined =>
    thicknessAt(
      new Decimal(value),
      { thickness: new Decimal(50), figure: new Decimal(figure(50)) },
      (thickness) => new Decimal(figure(thickness.toNumber())),
    )?.toNumber()

  test('is found in proportion, and along a line beside the origin', () => {
    expect(at((thickness) => 2 * thickness, 30)).toBe(15)
    expectClose(at((thickness) => 4 + 2 * thickness, 30) as number, 13, 1e-12)
  })

  test('is none where the figure does not follow it', () => {
    expect(at(() => 7, 30)).toBeUndefined()
    expect(at((thickness) => 100 - thickness, -1)).toBeUndefined()
  })
})
