import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { costRoute } from '../support.ts'

const folder = mkdtempSync(join(tmpdir(), 'fabroute-draws-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('has one unit in a column, also where routes state an input in unlike units', () => {
  const file = join(folder, 'draws.csv')
  const input = 'steps.mixing.batch_time'
  const routes = ['wet-slurry', 'ptfe-dry']
  const words = ['montecarlo', ...routes, '--samples', '8', '--vary', input, '--output', 'cost', '--draws', file]
  expect(runFabroute(words).exit).toBe(0)
  const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  expect(head).toBe(`flow,scenario,${input} (h),cost (USD/m^2)`)
  expect(rows).toHaveLength(16)
  for (const row of rows.slice(0, 4)) {
    const [flow = '', , time = '', cost = ''] = row.split(',')
    expect(costRoute(flow, { set: [`${input}=${time} h`] }).total / Number(cost)).toBeCloseTo(1, 9)
  }
})
