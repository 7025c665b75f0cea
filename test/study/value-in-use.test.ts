import { describe, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { costRoute } from '../support.ts'

const SHAPE = ['--over', 'product.thickness=20,40 um', '--over', 'steps.slitting.inspection_reject=2,10 %']

function asked(
  target: string,
  ...more: readonly string[]
): { exit: number; json: Record<string, never>; stdout: string; stderr: string } {
  const words = ['breakeven', 'wet-slurry', '--vary', 'prices.Li2S', '--target', target, ...more]
  const { exit, stdout, stderr } = runFabroute([...words, '--json'])
  return { exit, json: stdout === '' ? {} : JSON.parse(stdout), stdout, stderr }
}

interface Cell {
  readonly at: Readonly<Record<string, number>>
  readonly value: number | null
  readonly why?: string
  readonly figure_at_zero?: number
}
const cellsOf = (json: unknown): readonly Cell[] => (json as { cells: readonly Cell[] }).cells

const settings = ({ at, value }: Cell): string[] => [
  `prices.Li2S=${value} USD/kg`,
  `product.thickness=${at['product.thickness']} um`,
  `steps.slitting.inspection_reject=${(at['steps.slitting.inspection_reject'] ?? 0) / 100}`,
]

describe('what an input may be worth', () => {
  it('is the price at which a run costs the target, at every place of the grid', () => {
    const { exit, json } = asked('8 USD/m^2', ...SHAPE)
    const cells = cellsOf(json)
    expect(exit).toBe(0)
    expect(cells).toHaveLength(4)
    for (const cell of cells) expect(costRoute('wet-slurry', { set: settings(cell) }).total / 8).toBeCloseTo(1, 10)
    // a dearer sulfide is borne by a thinner film and by fewer rejects
    const values = cells.map(({ value }) => value as number)
    expect(values[0]).toBeGreaterThan(values[1] as number)
    expect(values[0]).toBeGreaterThan(values[2] as number)
  })

  it('is that of breakeven where there is no grid', () => {
    const [cell] = cellsOf(asked('8 USD/m^2', '--output', 'cost').json)
    const { stdout } = runFabroute([
      'breakeven',
      'wet-slurry',
      '--vary',
      'prices.Li2S',
      '--target',
      '8 USD/m^2',
      '--json',
    ])
    const [root] = (JSON.parse(stdout) as { answers: readonly { value: number }[] }).answers
    expect((cell?.value ?? 0) / Number(root?.value)).toBeCloseTo(1, 10)
  })

  it('takes a target per kWh, per kg of membrane, and of the electrolyte that is made', () => {
    const [perKwh] = cellsOf(asked('50 USD/kWh').json)
    const set = (cell: Cell | undefined): string[] => [`prices.Li2S=${cell?.value} USD/kg`]
    expect(costRoute('wet-slurry', { set: set(perKwh) }).result.normalised?.cost_per_kwh?.toNumber()).toBeCloseTo(50, 8)
    const [perKg] = cellsOf(asked('100 USD/kg').json)
    const membrane = costRoute('wet-slurry', { set: set(perKg) })
    expect(membrane.total / (membrane.result.membrane?.areal_mass_kg ?? 0)).toBeCloseTo(100, 8)
    const [made] = cellsOf(asked('50 USD/kg', '--output', 'supply.Li6PS5Cl.unit_cost').json)
    const { supply } = costRoute('wet-slurry', { set: set(made) }).result
    expect(supply.get('Li6PS5Cl')?.unitCost.toNumber()).toBeCloseTo(50, 8)
  })

  it('takes a target in another currency at the rate of the year', () => {
    const [cell] = cellsOf(asked('8 EUR/m^2', '--currency', 'EUR', '--output', 'cost').json)
    const run = costRoute('wet-slurry', { set: [`prices.Li2S=${cell?.value} USD/kg`], currency: 'EUR' })
    expect(run.total / 8).toBeCloseTo(1, 10)
  })

  it('searches where the figure is no straight line of the input', () => {
    const words = [
      'breakeven',
      'wet-slurry',
      '--vary',
      'product.thickness',
      '--target',
      '8 USD/m^2',
      '--output',
      'cost',
      '--json',
    ]
    const [cell] = cellsOf(JSON.parse(runFabroute(words).stdout))
    const at = (microns: number): number => costRoute('wet-slurry', { set: [`product.thickness=${microns} um`] }).total
    const microns = cell?.value ?? 0
    // machines come whole, so that the cost may leap past the target
    expect(at(microns * (1 - 1e-6))).toBeLessThanOrEqual(8.001)
    expect(at(microns * (1 + 1e-6))).toBeGreaterThanOrEqual(7.999)
  })

  it('says what the figure is at 0 where no value will do, and ends with 3', () => {
    const { exit, json } = asked('2 USD/m^2', '--output', 'cost')
    const [cell] = cellsOf(json)
    expect(exit).toBe(3)
    expect(cell).toMatchObject({ value: null, why: 'at zero' })
    const free = costRoute('wet-slurry', { set: ['prices.Li2S=1e-9 USD/kg'] }).total
    expect((cell?.figure_at_zero ?? 0) / free).toBeCloseTo(1, 8)
  })

  it('is told as a table, a row a place in CSV, and with what repeats it', () => {
    const words = ['breakeven', 'wet-slurry', '--vary', 'prices.Li2S', '--target', '8 USD/m^2', ...SHAPE]
    const { stdout } = runFabroute(words)
    expect(stdout).toContain('wet-slurry: the highest prices.Li2S at which cost is 8 USD/m^2')
    const rows = runFabroute([...words, '--csv'])
      .stdout.trim()
      .split('\n')
    expect(rows).toHaveLength(5)
    expect(rows[0]).toBe(
      '"product.thickness, um","steps.slitting.inspection_reject, %","prices.Li2S, USD/kg",output,output_unit,target,flow,problem',
    )
    const { json } = asked('8 USD/m^2', ...SHAPE)
    expect(json).toMatchObject({ study: 'value-in-use', bound: 'highest', repeat: { fabroute: '0.1.0' } })
  })
})
