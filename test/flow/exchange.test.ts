import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { attemptRoute, costRoute, expectClose } from '../support.ts'

const folder = mkdtempSync(join(tmpdir(), 'fabroute-exchange-'))

/** A price file with one wage. */
function wage(name: string, price: string): string {
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, `format: 1\nlabour:\n  labour:\n    price: ${price}\n`)
  return file
}

function priceOf(name: string, prices: string, set: readonly string[] = [], year?: string): number {
  const { evaluation } = costRoute('ptfe-dry', { prices: [prices], set, year })
  return (evaluation.find(`prices.${name}`)?.toNumber() ?? Number.NaN) * 3600
}

describe('money of another currency in a document', () => {
  it('is converted at the rate of its own year', () => {
    const file = wage('dated', '{ value: 35 EUR/h, low: 30 EUR/h, high: 40 EUR/h, year: 2021, assumption: ours }')
    // Federal Reserve G.5A: 1.1830 USD for one EUR in 2021
    expectClose(priceOf('labour', file), 35 * 1.183, 1e-12)
    const { model } = costRoute('ptfe-dry', { prices: [file] })
    const spread = model.compiled.system.find('prices.labour')?.spread
    expectClose((spread?.low.toNumber() ?? 0) * 3600, 30 * 1.183, 1e-12)
    expectClose((spread?.high.toNumber() ?? 0) * 3600, 40 * 1.183, 1e-12)
  })

  it('takes the year of the results where it states none', () => {
    const file = wage('undated', '{ value: 35 EUR/h, assumption: ours }')
    expectClose(priceOf('labour', file), 35 * 1.1306, 1e-4)
    expectClose(priceOf('labour', file, [], '2021'), 35 * 1.183, 1e-12)
  })

  it('is converted inside expressions, and in prefixed units', () => {
    expectClose(
      priceOf('labour', wage('sum', '{ value: 30 EUR/h + 5 USD/h, year: 2021, assumption: ours }')),
      30 * 1.183 + 5,
      1e-12,
    )
    expectClose(
      priceOf('labour', wage('kilo', '{ value: 0.035 kEUR/h, year: 2021, assumption: ours }')),
      35 * 1.183,
      1e-12,
    )
  })

  it('moves on to the year asked for', () => {
    const file = wage('moved', '{ value: 35 EUR/h, year: 2021, assumption: ours }')
    // consumer prices: 270.97 in 2021, 313.689 in 2024
    expectClose(priceOf('labour', file, [], '2024'), (35 * 1.183 * 313.689) / 270.97, 1e-5)
  })

  it('is told with its rate', () => {
    const { stdout } = runFabroute([
      'explain',
      'ptfe-dry',
      'prices.labour',
      '--prices',
      wage('told', '{ value: 35 EUR/h, year: 2021, assumption: ours }'),
    ])
    expect(stdout).toContain('note: 35 EUR/h, at 1.183 USD for one EUR')
  })

  it('can be set, at the rate of the year of the results', () => {
    expectClose(
      priceOf('labour', wage('base', '{ value: 35 USD/h, assumption: ours }'), ['prices.labour=+10 EUR/h'], '2021'),
      35 + 11.83,
      1e-9,
    )
    const { evaluation } = costRoute('ptfe-dry', {
      set: ['prices.labour={ value: 40 EUR/h, low: 30 EUR/h, high: 50 EUR/h }'],
      year: '2021',
    })
    expectClose((evaluation.find('prices.labour')?.toNumber() ?? 0) * 3600, 40 * 1.183, 1e-12)
  })

  it.each([
    ['an unknown rate', '{ value: 35 CHF/h, year: 2021, assumption: ours }', 'CURRENCY_WITHOUT_RATE'],
    ['a year without a rate', '{ value: 35 EUR/h, year: 1999, assumption: ours }', 'EXCHANGE_RATE_YEAR'],
    ['a sign instead of a code', '{ value: 35 €/h, assumption: ours }', 'UNIT_CURRENCY'],
    ['two currencies', '{ value: 35 EUR/USD, assumption: ours }', 'UNIT_CURRENCY'],
  ])('%s is refused', (name, price, code) => {
    const { codes, diagnostics } = attemptRoute('ptfe-dry', { prices: [wage(name.replaceAll(' ', '-'), price)] })
    expect(codes).toContain(code)
    expect(diagnostics.failed).toBe(true)
  })

  it('may have a spread in USD, judged in USD', () => {
    const file = wage('mixed', '{ value: 35 EUR/h, low: 41 USD/h, high: 50 USD/h, year: 2021, assumption: ours }')
    expectClose(priceOf('labour', file), 35 * 1.183, 1e-12)
  })
})

it('shows results in a currency at the rate of the year, to the last digit', () => {
  const usd = costRoute('ptfe-dry', { year: '2021' }).result.ledger
  const eur = costRoute('ptfe-dry', { year: '2021', currency: 'EUR' }).result.ledger
  for (const [i, { amount }] of eur.lines.entries())
    expect(
      amount
        .minus(usd.lines[i]?.amount.dividedBy('1.183') ?? 0)
        .abs()
        .lt('1e-17'),
    ).toBe(true)
  for (const key of ['step', 'category', 'item'] as const) {
    const sums = [...eur.by(key).values()]
    expect(sums.reduce((a, b) => a.plus(b)).toFixed()).toBe(eur.total.toFixed())
  }
})

it('takes a target in any currency that has a rate', () => {
  const answer = (target: string): number => {
    const { stdout } = runFabroute([
      'breakeven',
      'ptfe-dry',
      '--vary',
      'prices.Li2S',
      '--target',
      target,
      '--json',
      '--year',
      '2021',
    ])
    return (JSON.parse(stdout) as { answers: { value: number }[] }).answers[0]?.value ?? Number.NaN
  }
  expectClose(answer('5 EUR/m^2'), answer('5.915 USD/m^2'), 1e-12)
})
