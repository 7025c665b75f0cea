import { expect, test } from 'vitest'
import { runJson } from '../../src/report/run-json.ts'
import { costRoute, costText } from '../support.ts'

test('a line is rounded once, to 18 places, and a sum is of rounded lines', () => {
  const { ledger, evaluation, model, result } = costText([
    `flow: thirds
assumption: test
product: { operation: thing }
steps: { one: { operation: work }, two: { operation: work }, three: { operation: work } }`,
    'operation: thing\nparameters: { basis: { value: 1 kg, assumption: test } }',
    'operation: work\nparameters: { effort: { value: 2 USD / 3, assumption: test } }',
    `method: levelized
expects: { effort: { value: 0 USD, assumption: test } }
costs: [{ for: step, category: labour, item: work, is: effort }]`,
    'plant: default\ncurrency: USD\nparameters: { annual_output: { value: 5 kg/yr, assumption: test } }',
    'materials: {}',
  ])
  // 2/3 ends in 7 after 18 places; three such lines are not 2
  for (const { amount } of ledger.lines) expect(amount.toFixed()).toBe('0.666666666666666667')
  expect(ledger.total.toFixed()).toBe('2.000000000000000001')
  expect(runJson(result)).toMatchObject({ cost: { total: '2.000000000000000001' } })
  // the equation itself keeps all its digits
  expect(evaluation.value(model.cost).minus(2).abs().lt('1e-30')).toBe(true)
})

test('no line of a bundled route has more than 18 places, and the JSON prints every digit', () => {
  const { ledger, result } = costRoute('wet-slurry')
  const { cost } = runJson(result) as { cost: { lines: { amount: string }[]; total: string } }
  expect(cost.lines).toHaveLength(ledger.lines.length)
  ledger.lines.forEach(({ amount }, i) => {
    expect(amount.decimalPlaces()).toBeLessThanOrEqual(18)
    expect(cost.lines[i]?.amount).toBe(amount.toFixed())
    expect(cost.lines[i]?.amount).not.toContain('e')
  })
  // the same sum in whole numbers of 1e-18 USD
  const attos = cost.lines.reduce((sum, { amount }) => {
    const [whole = '0', part = ''] = amount.split('.')
    return sum + BigInt(whole + part.padEnd(18, '0'))
  }, 0n)
  const [whole = '0', part = ''] = cost.total.split('.')
  expect(BigInt(whole + part.padEnd(18, '0'))).toBe(attos)
})
