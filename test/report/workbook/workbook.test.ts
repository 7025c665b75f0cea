import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { Shelf } from '../../../src/cli/shelf.ts'
import { workbook } from '../../../src/report/workbook/workbook.ts'
import { hasOffice, recalculated } from '../../evaluation/spreadsheet/office.ts'
import { costRoute, costText } from '../../support.ts'

const NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/

it('is the same bytes whenever it is written', async () => {
  const costed = costRoute('wet-slurry')
  expect(await workbook([costed])).toEqual(await workbook([costed]))
})

it('names every input and equation by its variable, and reads them by these names', async () => {
  const costed = costRoute('ptfe-dry', { method: 'cash-flow' })
  const { sheets, namedRanges = [] } = await readXlsx(await workbook([costed]))
  expect(sheets.map(({ name }) => name)).toEqual([
    'Summary',
    'Inputs',
    'Equations',
    'Steps',
    'Ledger',
    'Checks',
    'Goal',
    'Sources',
  ])
  const names = namedRanges.map(({ name }) => name).filter((name) => !name.startsWith('_xlnm.'))
  expect(names.filter((name) => !NAME.test(name))).toEqual([])
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  for (const variable of costed.model.compiled.system.variables) {
    if (variable.value === undefined && variable.definition === undefined) continue
    expect(names).toContain(variable.name.replace('-', '_'))
  }
  const known = new Set(names)
  for (const { cells } of sheets) {
    for (const { formula } of cells?.values() ?? []) {
      if (formula === undefined) continue
      expect(formula.length).toBeLessThanOrEqual(8192)
      const read = formula.replace(/"[^"]*"|'[^']*'![$A-Z0-9:]+/g, '').match(/[A-Za-z_]\w*(?:\.\w+)+/g) ?? []
      for (const name of read) expect(known).toContain(name)
    }
  }
})

it('sets several routes side by side, each with names of its own', async () => {
  const costed = [costRoute('wet-slurry'), costRoute('ptfe-dry')]
  const { sheets, namedRanges = [] } = await readXlsx(await workbook(costed))
  expect(sheets[0]?.name).toBe('Comparison')
  expect(sheets.map(({ name }) => name)).toContain('ptfe-dry Ledger')
  const names = namedRanges.map(({ name }) => name)
  expect(names).toContain('wet_slurry.plant.annual_output')
  expect(names).toContain('ptfe_dry.plant.annual_output')
  const row = sheets[0]?.rows.findIndex(([label]) => label === 'total, per 1 m^2') as number
  for (const [i, { total }] of costed.entries())
    expect(sheets[0]?.cells?.get(`${row},${i + 1}`)?.formulaResult).toBeCloseTo(total, 12)
})

it('sets what a later route has beyond the first beside them, and warns where the membranes are unlike', async () => {
  const costed = [
    costRoute('wet-slurry'),
    costRoute('ptfe-dry'),
    costRoute('wet-slurry', { set: ['product.thickness=40 um'] }),
  ]
  const [sheet] = (await readXlsx(await workbook(costed))).sheets
  expect(sheet?.rows[3]?.slice(4)).toEqual(['ptfe-dry less wet-slurry', 'wet-slurry less wet-slurry'])
  expect(sheet?.rows[1]?.[0]).toMatch(/^Caution: not of one thickness/)
  const row = sheet?.rows.findIndex(([label]) => label === 'total, per 1 m^2') as number
  const [first, ...later] = costed.map(({ total }) => total)
  for (const [i, total] of later.entries()) {
    const cell = sheet?.cells?.get(`${row},${i + 4}`)
    expect(cell?.formula).toMatch(/-'?Comparison'?!\$B\$\d+$/)
    expect(cell?.formulaResult).toBeCloseTo(total - (first as number), 12)
  }
  const alike = (await readXlsx(await workbook([costRoute('wet-slurry'), costRoute('wet-slurry')]))).sheets[0]
  expect(alike?.rows[1]?.[0]).not.toMatch(/thickness/)
})

it('tells the exchange rate with its source, and what documents state in another currency', async () => {
  const costed = costRoute('wet-slurry', { currency: 'EUR' })
  const [summary, inputs] = (await readXlsx(await workbook([costed]))).sheets
  const rate = summary?.rows.find(([label]) => label === 'exchange rate')
  expect(rate?.slice(1, 3)).toEqual([1.1306, 'USD/EUR'])
  expect(rate?.[3]).toMatch(/^of 2025, .*federal_reserve_g5a/)
  const at = inputs?.rows[2]?.indexOf('as stated') as number
  const row = (name: string): readonly unknown[] | undefined => inputs?.rows.find(([label]) => label === name)
  expect(row('equipment.slurry_mixer.price')?.[at]).toBe('600000 USD')
  expect(row('equipment.slurry_mixer.lifetime')?.[at] ?? '').toBe('')
})

it('gives figures of inputs plain formats, their unit beside them', async () => {
  const [, inputs] = (await readXlsx(await workbook([costRoute('wet-slurry')]), { readStyles: true })).sheets
  const row = inputs?.rows.findIndex(([label]) => label === 'equipment.slurry_mixer.price') as number
  for (const column of [1, 4, 5])
    expect(inputs?.cells?.get(`${row},${column}`)?.style?.numFmt, String(column)).toBe('#,##0.00')
  expect(inputs?.rows[row]?.[2]).toBe('USD')
})

it('is written for a long flow without recursion', async () => {
  const names = Array.from({ length: 300 }, (_, i) => `s_${i}`)
  const costed = costText(
    [
      `flow: chain
assumption: test
plant: electrolyte
product: { operation: powder, from: ${names.at(-1)}.out, composition: { Li6PS5Cl: 100 % } }
steps: { ${names.map((name, i) => `${name}: { operation: ${i === 0 ? 'first' : 'next'} }`).join(', ')} }
streams: [ ${names
        .slice(1)
        .map((name, i) => `${names[i]}.out -> ${name}.in_`)
        .join(', ')} ]`,
      ...['first', 'next'].map(
        (name) => `operation: ${name}
assumption: test
ports:
  in_: { in: bulk, carries: [solids]${name === 'first' ? ', market: true' : ''} }
  out: { out: bulk, carries: [solids] }
through: [ out.each = in_.each ]
rate: { of: out.mass, is: 100 kg/h }`,
      ),
    ],
    { bundled: true },
  )
  expect((await workbook([costed])).length).toBeGreaterThan(100_000)
}, 120_000)

const HOSTILE = [
  "=cmd|' /C calc'!A1",
  '+1+1',
  '-2+3',
  '@SUM(1,1)',
  '=HYPERLINK("http://x","y")',
  '<script>alert(1)</script>',
  '"; </t><f>1+1</f>',
  '#REF!',
  '=1+1',
]

it.skipIf(!hasOffice)('keeps texts of documents as texts, whatever they begin with', { timeout: 120_000 }, async () => {
  const text = (new Shelf().route('wet-slurry')?.text ?? '').replace(/^title:.*$/m, '')
  const books = await Promise.all(
    HOSTILE.map((title) => {
      const costed = costText([`${text}\ntitle: ${JSON.stringify(title)}\n`], { bundled: true })
      // a title stands alone in a cell where it is that of an input
      for (const variable of costed.model.compiled.system.variables)
        Object.assign(variable, {
          statement: { ...variable.statement, title: undefined, about: title, note: title, assumption: title },
        })
      return workbook([costed])
    }),
  )
  const found = recalculated(books, 110)
  for (const [i, title] of HOSTILE.entries()) {
    for (const bytes of [books[i], found[i]] as Uint8Array[]) {
      const { sheets } = await readXlsx(bytes)
      const [summary, inputs] = sheets
      expect(summary?.rows[0]?.[0]).toBe(`wet-slurry: ${title}`)
      for (const column of [3, 9, 10]) {
        expect(inputs?.rows[3]?.[column]).toBe(title)
        expect(inputs?.cells?.get(`3,${column}`)?.formula).toBeUndefined()
      }
    }
  }
})
