import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Costed, costRoute, costText, expectClose } from '../support.ts'

/** The solvent of a run in kg per functional unit; each is known. */
const solvent = ({ result }: Costed): Record<keyof typeof result.solvent, number> =>
  result.solvent as Record<keyof typeof result.solvent, number>

const WET = readFileSync('flows/wet-slurry.yaml', 'utf8')
const CUT = { stream: '  - recovery.recovered -> mixing.feed', taken: '  - drying.vapour -> recovery.vapour' } as const

/** The wet slurry without some of its streams. */
function without(...lines: readonly string[]): Costed {
  const left = WET.split('\n').filter((line) => !lines.some((cut) => line.startsWith(cut)))
  expect(left).toHaveLength(WET.split('\n').length - lines.length)
  const text = left.join('\n')
  const unfed = lines.includes(CUT.taken) ? text.replace(/\n {2}recovery:\n(?: {4}.*\n)+/, '\n') : text
  return costText([unfed], { bundled: true })
}

describe('the solvent of a run', () => {
  test.each(['wet-slurry', 'ptfe-dry', 'wet-slurry-wip', 'ptfe-dry-wip'])('adds up: %s', (name) => {
    const kg = solvent(costRoute(name))
    const used = kg.fresh_kg
    expectClose(kg.emitted_kg + kg.residual_kg + kg.in_scrap_kg, used, 1e-12, 'bought')
    expectClose(kg.evaporated_kg, kg.recovered_kg + kg.emitted_kg, 1e-12, 'evaporated')
    expectClose(kg.to_air_kg + kg.unused_kg + kg.to_disposal_kg, kg.emitted_kg, 1e-12, 'emitted')
    expectClose(kg.fresh_kg + kg.recovered_kg, kg.in_process_kg, 1e-12, 'in process')
    expect(kg.unused_kg).toBe(0)
  })

  test('recovered but led nowhere is recovered in vain', () => {
    const [whole, cut] = [solvent(costRoute('wet-slurry')), solvent(without(CUT.stream))]
    expect(cut.recovered_kg).toBe(0)
    expectClose(cut.unused_kg, whole.recovered_kg, 1e-12)
    expectClose(cut.to_air_kg, whole.to_air_kg, 1e-12)
    expectClose(cut.to_disposal_kg, whole.to_disposal_kg, 1e-12)
    expectClose(cut.fresh_kg, whole.in_process_kg, 1e-12)
  })

  test('vapour that nothing takes leaves to the air, with a warning', () => {
    const costed = without(CUT.taken, CUT.stream)
    const kg = solvent(costed)
    expect(kg.evaporated_kg).toBeGreaterThan(0.01)
    expect(kg.to_air_kg).toBe(kg.evaporated_kg)
    expect(kg.to_disposal_kg).toBe(0)
    expect(costed.warnings).toContain('VAPOUR_LEAVES')
    expect(costRoute('wet-slurry').warnings).toEqual([])
  })
})
