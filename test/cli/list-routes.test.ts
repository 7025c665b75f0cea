import { describe, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'

interface Listed {
  readonly name: string
  readonly family: string
  readonly source: string | null
  readonly at: string | null
  readonly form: string | null
  readonly facing: string | null
  readonly [figure: `${string}_um` | `${string}_cm2` | `${string}_cm` | `${string}_c`]: number | null
}

describe('list routes', () => {
  const listed = JSON.parse(runFabroute(['list', 'routes', '--json']).stdout) as Listed[]
  const { stdout } = runFabroute(['list', 'routes'])

  it('has at least 40 routes of six families, each with its product and its source', () => {
    expect(listed.length).toBeGreaterThanOrEqual(40)
    expect(new Set(listed.map(({ family }) => family)).size).toBe(6)
    for (const route of listed) {
      for (const figure of ['thickness_um', 'conductivity_ms_per_cm', 'asr_ohm_cm2'] as const)
        expect(route[figure], `${figure} of ${route.name}`).toBeGreaterThan(0)
      expect(route.conductivity_temperature_c, route.name).toBeTypeOf('number')
      for (const word of [route.form, route.facing, route.source, route.at]) expect(word, route.name).toBeTruthy()
    }
  })

  it('tells figures of a product as a run does', () => {
    const run = JSON.parse(runFabroute(['run', 'ptfe-dry', '--json']).stdout) as { membrane: Record<string, unknown> }
    const [dry] = listed.filter(({ name }) => name === 'ptfe-dry')
    for (const [figure, value] of Object.entries(run.membrane))
      if (figure in (dry ?? {})) expect(dry?.[figure as 'asr_ohm_cm2'], figure).toBe(value)
  })

  it('stands by family in a table', () => {
    for (const { name, family } of listed) {
      expect(stdout).toContain(`${family} (${listed.filter((other) => other.family === family).length})`)
      expect(stdout).toMatch(new RegExp(`^${name} `, 'm'))
    }
  })

  it('of rules tells severity, reason and citation', () => {
    const rules = JSON.parse(runFabroute(['list', 'rules', '--json']).stdout) as Record<string, string>[]
    const [amide] = rules.filter(({ rule }) => rule === 'amide_on_sulfide')
    expect(amide).toMatchObject({ severity: 'refuse', source: expect.stringContaining('kim2025') })
    expect(amide?.because).toBeTruthy()
  })
})
