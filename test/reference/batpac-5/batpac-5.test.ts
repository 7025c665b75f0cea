import { describe, expect, test } from 'vitest'
import { type Costed, costRoute, expectClose } from '../../support.ts'

/** Expected figures: README.md beside this file says where each comes from; all are from outside this project. */
const ROUTE = 'test/reference/batpac-5/batpac-5.yaml'
const SAME = 1e-9
/** The workbook's sub-totals are printed with fewer digits. */
const PRINTED = 1e-11

interface Rows {
  readonly labour_hours: number // h/yr
  readonly capital: number // million USD
  readonly floor: number // m^2
  readonly building: number // million USD
  readonly launch: number // million USD
  readonly working_capital: number // million USD
  readonly materials: number // USD, as all that follow
  readonly labour: number
  readonly overhead: number
  readonly depreciation: number
  readonly general: number
  readonly research: number
  readonly profit: number
  readonly warranty: number
  readonly total: number
}

const COLUMN_G: Rows = {
  labour_hours: 3499226.292740319,
  capital: 4095.240616891259,
  floor: 285182.5095636746,
  building: 855.5475286910238,
  launch: 216.8357449258878,
  working_capital: 618.5672535970665,
  materials: 7821.6969655529265,
  labour: 174.96131463701593,
  overhead: 250.90510110427724,
  depreciation: 904.6028762473542,
  general: 332.61732299716186,
  research: 361.8411504989417,
  profit: 578.6191144105237,
  warranty: 583.8136553450993,
  total: 11009.0575007933,
}

const COLUMN_I: Rows = {
  labour_hours: 3552595.436847857,
  capital: 4112.310098811461,
  floor: 287938.638492532,
  building: 863.815915477596,
  launch: 218.79399352785614,
  working_capital: 624.0982003704663,
  materials: 7890.858935431524,
  labour: 177.62977184239287,
  overhead: 252.82063099896754,
  depreciation: 908.8436113100519,
  general: 334.82350353785307,
  research: 363.53744452402077,
  profit: 581.901820818738,
  warranty: 588.5832802339587,
  total: 11098.998998697507,
}

const CELLS_OF_G: Rows = {
  labour_hours: 3158559.6260736524,
  capital: 3412.2675269994825,
  floor: 224515.84289700794,
  building: 673.5475286910238,
  launch: 173.57581489440003,
  working_capital: 492.8978827722784,
  materials: 15.502277362045225,
  labour: 0.39481995325920655,
  overhead: 0.5328321104381821,
  depreciation: 1.8745206456724974,
  general: 0.7005431773424715,
  research: 0.749808258268999,
  profit: 0,
  warranty: 0,
  total: 19.75480150702658,
}

const sumOf = (costed: Costed, steps: readonly string[], name: string, unit: string): number =>
  steps.reduce((sum, step) => sum + costed.value(`steps.${step}.${name}`, unit), 0)

function expectRows(costed: Costed, rows: Rows): void {
  const steps = [...costed.result.throughput.steps.keys()]
  const categories = costed.ledger.by('category')
  const category = (name: string): number => categories.get(name)?.toNumber() as number
  const found: Rows = {
    labour_hours: sumOf(costed, steps, 'yearly_labour', 'h/yr'),
    capital: sumOf(costed, steps, 'stated_capital', 'USD') / 1e6,
    floor: costed.value('accumulated.floor', 'm^2'),
    building: costed.value('totals.building_capital', 'USD') / 1e6,
    launch: costed.value('totals.launch_cost', 'USD') / 1e6,
    working_capital: costed.value('totals.working_capital', 'USD') / 1e6,
    materials: category('materials'),
    labour: category('labour'),
    overhead: category('overhead'),
    depreciation: category('capital') + category('building'),
    general: category('general'),
    research: category('research'),
    profit: category('profit'),
    warranty: category('warranty'),
    total: costed.total,
  }
  for (const [row, wanted] of Object.entries(rows)) expectClose(found[row as keyof Rows], wanted, SAME, row)
  // the sum of lines is the total, however they are grouped
  const [first, ...others] = costed.ledger.lines.map(({ amount }) => amount)
  expect(
    others.reduce((sum, amount) => sum.plus(amount), first as NonNullable<typeof first>).equals(costed.ledger.total),
  ).toBe(true)
  expect(steps).toHaveLength(25)
}

const base = costRoute(ROUTE)

describe('the rows of the workbook', () => {
  test('column G', () => expectRows(base, COLUMN_G))
  test('column I', () => expectRows(costRoute(ROUTE, { plant: 'battery-i' }), COLUMN_I))
  test('the cells of column G', () => expectRows(costRoute(ROUTE, { plant: 'cells' }), CELLS_OF_G))

  test('sub-totals of column G', () => {
    const sides = ['mixing', 'coating', 'calendering', 'notching', 'vacuum_drying']
    const electrode = sides.flatMap((step) => [`positive_${step}`, `negative_${step}`])
    const assembly = ['slitting', 'stacking', 'welding', 'inspection', 'insertion', 'filling', 'dry_room']
    const labour = (steps: string[]): number => sumOf(base, steps, 'yearly_labour', 'h/yr')
    const capital = (steps: string[]): number => sumOf(base, steps, 'stated_capital', 'USD') / 1e6
    expectClose(labour(electrode), 1040354.80181, PRINTED, 'labour of electrodes')
    expectClose(labour(assembly), 1447337.057288, PRINTED, 'labour of assembly')
    expectClose(labour(['formation']), 559561.081916, PRINTED, 'labour of formation')
    expectClose(capital(electrode), 681.478598, 1e-9, 'capital of electrodes')
    expectClose(capital(assembly), 435.46396, 1e-9, 'capital of assembly')
    expectClose(capital(['formation']), 828.883607, 1e-9, 'capital of formation')
    expectClose(base.value('steps.dry_room.stated_floor', 'm^2'), 60869.897906, PRINTED, 'dry room')
  })
})

describe('what drives a step', () => {
  const ratio = (costed: Costed, step: string): number => costed.value(`steps.${step}.throughput_ratio`)

  test('the dry room follows the larger of cells and electrode', () => {
    const cells = 210526315.78947365 / 211e6
    expectClose(ratio(base, 'dry_room'), cells, SAME, 'by cells')
    const area = (400e6 + 185083660.25522855) / (303e6 + 315e6)
    const wide = costRoute(ROUTE, { set: ['plant.positive_area=400000000 m^2/yr'] })
    expect(area).toBeLessThan(cells)
    expectClose(ratio(wide, 'dry_room'), cells, SAME, 'still by cells')
    const wider = costRoute(ROUTE, { set: ['plant.positive_area=500000000 m^2/yr'] })
    const both = (500e6 + 185083660.25522855) / (303e6 + 315e6)
    expectClose(ratio(wider, 'dry_room'), both, SAME, 'by electrode')
    expectClose(wider.value('steps.dry_room.stated_floor', 'm^2'), 61000 * both ** 0.95, SAME, 'floor by electrode')
    expectClose(wider.value('steps.dry_room.yearly_labour', 'h/yr'), 8000, SAME, 'labour stays')
  })

  test('coating capital grows with the solvent per area, labour and floor do not', () => {
    const wet = costRoute(ROUTE, { set: ['plant.positive_solvent*2'] })
    const of = (costed: Costed, name: string, unit: string): number =>
      costed.value(`steps.positive_coating.${name}`, unit)
    expectClose(of(wet, 'stated_capital', 'USD'), of(base, 'stated_capital', 'USD') * 2 ** 0.2, SAME, 'capital')
    expect(of(wet, 'yearly_labour', 'h/yr')).toBe(of(base, 'yearly_labour', 'h/yr'))
    expect(of(wet, 'stated_floor', 'm^2')).toBe(of(base, 'stated_floor', 'm^2'))
    const share = 24294293.717757486 / 177880267.51656792 / 0.11950458192929046
    const capital = 90e6 * (177880267.51656792 / 303e6) ** 0.9 * share ** 0.2
    expectClose(of(base, 'stated_capital', 'USD'), capital, SAME, 'capital by hand')
  })

  test('formation of cells above 80 Ah takes a tenth more capital', () => {
    const capital = (ampereHours: number): number =>
      costRoute(ROUTE, { set: [`plant.cell_capacity=${ampereHours} Ah`] }).value(
        'steps.formation.stated_capital',
        'USD',
      )
    const scaled = (ampereHours: number): number =>
      830e6 * (210526315.78947365 / 211e6) ** 0.95 * (ampereHours / 68) ** 0.3
    expectClose(capital(80), scaled(80), SAME, 'at 80 Ah')
    expectClose(capital(80.001), scaled(80.001) * 1.1, SAME, 'above 80 Ah')
  })

  test('labour, capital and floor have exponents of their own', () => {
    const half = costRoute(ROUTE, { set: ['plant.positive_area*0.5', 'plant.positive_solvent*0.5'] })
    const fell = (name: string, unit: string): number =>
      half.value(`steps.positive_coating.${name}`, unit) / base.value(`steps.positive_coating.${name}`, unit)
    expectClose(fell('yearly_labour', 'h/yr'), 0.5 ** 0.7, SAME, 'labour')
    expectClose(fell('stated_capital', 'USD'), 0.5 ** 0.9, SAME, 'capital')
    expectClose(fell('stated_floor', 'm^2'), 0.5 ** 0.95, SAME, 'floor')
  })

  test('fewer working days take more equipment and floor', () => {
    const days = costRoute(ROUTE, { set: ['plant.operating_time=7200 h/yr'] }) // 300 days
    expectClose(
      days.value('steps.welding.stated_capital', 'USD'),
      (base.value('steps.welding.stated_capital', 'USD') * 320) / 300,
      SAME,
      'capital',
    )
    expectClose(days.value('accumulated.floor', 'm^2'), (COLUMN_G.floor * 320) / 300, SAME, 'floor')
  })
})

describe('what one dollar more adds to the price of a pack', () => {
  const packs = 500_000
  // dry room labour and module assembly stand at a ratio of 1, so what is added to their baseline is added to the plant
  test.each([
    ['of materials', 'plant.materials+1 USD', 1.06656],
    ['of labour', `steps.dry_room.baseline_labour+${packs / 25} h/yr`, 1.86648],
    ['of capital, in a year', `steps.module_assembly.baseline_capital+${packs} USD`, 0.253704],
    ['of building, in a year', 'steps.module_assembly.baseline_floor+500 m^2', (0.153252 * 500 * 3000) / packs],
  ])('%s', (_, set, slope) => {
    const more = costRoute(ROUTE, { set: [set] })
    expectClose(more.ledger.total.minus(base.ledger.total).toNumber(), slope, SAME, set)
  })
})
