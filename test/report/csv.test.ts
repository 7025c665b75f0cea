import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csv } from '../../src/report/csv.ts'
import { runFabroute } from '../run-fabroute.ts'

/** Reads comma-separated values as RFC 4180 describes them. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] as string
    const row = rows[rows.length - 1] as string[]
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === ',' || sign === '\n') {
      row.push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  rows[rows.length - 1]?.push(cell)
  return rows
}

const HEADS = ['flow', 'b', 'c']
const FORMULA = /^[=+\-@\t\r]/
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

test('what is written is read back, whatever is in it', () => {
  const sign = fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '=', '-', '1', '.', 'é', '\t', '@', "'")
  const text = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(''))
  const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }), (rows) => {
      const read = parsed(csv(HEADS, rows))
      expect(read[0]).toEqual(HEADS)
      expect(read).toHaveLength(rows.length + 1)
      rows.forEach((row, i) => {
        row.forEach((wanted, j) => {
          const found = read[i + 1]?.[j] as string
          if (wanted === null) expect(found).toBe('')
          else if (typeof wanted === 'number') expect(Number(found)).toBe(wanted === 0 ? 0 : wanted)
          else if (FORMULA.test(wanted) && !isNumber(wanted)) expect(found).toBe(`'${wanted}`)
          else expect(found).toBe(wanted)
        })
      })
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+cmd', "'+cmd"],
  ['-cmd', "'-cmd"],
  ['\tx', "'\tx"],
  ['=HYPERLINK("x"),y', '"\'=HYPERLINK(""x""),y"'],
  // figures are no formulas
  ['-3.5', '-3.5'],
  ['+3.5', '+3.5'],
  ['-1e-7', '-1e-7'],
  ['- 3', "'- 3"],
  ['a=b', 'a=b'],
])('%j is written as %j, so that no spreadsheet runs it', (text, wanted) => {
  expect(csv(['x'], [[text]])).toBe(`x\n${wanted}`)
})

test('a number keeps all its digits', () => {
  expect(csv(['x'], [[0.1 + 0.2], [1e21], ['8.123456789012345678']])).toBe(
    'x\n0.30000000000000004\n1e+21\n8.123456789012345678',
  )
})

test.each<[string, readonly string[], number]>([
  ['sweep', ['sweep', 'wet-slurry', 'ptfe-dry', '--vary', 'product.thickness=20..40 um:3'], 6],
  [
    'sweep of two inputs',
    ['sweep', 'wet-slurry', '--vary', 'product.thickness=20..40 um:3', '--vary', 'prices.Li2S=50,90 USD/kg'],
    6,
  ],
  ['sweep with points that cannot be', ['sweep', 'wet-slurry', '--vary', 'steps.mixing.mixing_yield=0.9..1.1:3'], 3],
  ['breakeven', ['breakeven', 'ptfe-dry', '--vary', 'prices.Li2S', '--target', '9 USD/m^2'], 1],
])('%s --csv has one row for each of what it tells, all as long as the heading', (_, words, rows) => {
  const { stdout } = runFabroute([...words, '--csv'])
  const read = parsed(stdout.trimEnd())
  expect(read).toHaveLength(rows + 1)
  for (const row of read) expect(row).toHaveLength(read[0]?.length as number)
})

test('compare --csv holds what --json holds', () => {
  const words = ['compare', 'wet-slurry', 'ptfe-dry']
  const [heads, ...rows] = parsed(runFabroute([...words, '--csv']).stdout.trimEnd()) as [string[], ...string[][]]
  expect(heads).toEqual(['flow', 'grouping', 'name', 'cost', 'difference_to_first', 'currency', 'basis'])
  const json = JSON.parse(runFabroute([...words, '--json']).stdout) as Record<
    string,
    Record<string, Record<string, string>>[]
  > & {
    readonly attribution: readonly { readonly players: readonly { readonly input: string; readonly part: string }[] }[]
  }
  const isOfCosts = ([, grouping]: readonly string[]): boolean => grouping !== 'input' && grouping !== 'prices'
  const costs = rows.filter(isOfCosts) as [string, string, string, string, string][]
  for (const [flow, grouping, name, cost, difference] of costs) {
    const row = json[`by_${grouping}`]?.find((found) => (found as unknown as Record<string, string>)[grouping] === name)
    expect(cost).toBe(row?.cost?.[flow] ?? '0')
    expect(difference).toBe(row?.difference?.[flow] ?? '0')
  }
  expect(costs).toHaveLength(
    ['category', 'step', 'item'].reduce((sum, key) => sum + 2 * (json[`by_${key}`]?.length ?? 0), 0),
  )
  // what the inputs add, and how far prices alone can bring the difference
  const others = rows
    .filter((row) => !isOfCosts(row))
    .map(([flow, , name, cost, difference]) => [flow, name, cost, difference])
  const parts = json.attribution[0]?.players.map(({ input, part }) => ['ptfe-dry', input, '', part]) ?? []
  expect(parts.length).toBeGreaterThan(2)
  expect(others.slice(0, parts.length)).toEqual(parts)
  expect(others.slice(parts.length).map(([, name]) => name)).toEqual(['least', 'most'])
})
