import { describe, expect, it } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import { crossingWords } from '../../src/report/document/crossing.ts'
import type { Crossing } from '../../src/study/sweep.ts'

const crossing = (at: number, jump = false): Crossing => ({ flows: ['a', 'b'], at: [new Decimal(at)], cost: 5, jump })
const words = (crossings: Crossing[], crossingsFractional?: Crossing[]): string =>
  crossingWords({ isSought: true, crossings, crossingsFractional }, (value) => value.toNumber(), 'h')

describe('crossings', () => {
  it('are told with machines as they are and with machine counts not rounded up', () => {
    expect(words([crossing(2, true)], [crossing(3)])).toBe(
      'Costs cross: a and b at 2\u00a0h (passing each other by a step of machines, near 5). With machine counts not rounded up they cross: a and b at 3\u00a0h (both at 5).',
    )
    expect(words([crossing(2)], [])).toContain('With machine counts not rounded up no two routes cross.')
    expect(words([], [crossing(3)])).toContain('No two routes cross within this range. With machine counts')
  })

  it('are told once where rounding makes no difference', () => {
    expect(words([crossing(2)], [crossing(2)])).not.toContain('not rounded up')
    expect(words([crossing(2)])).not.toContain('not rounded up')
  })

  it('beyond ten are counted', () => {
    expect(words(Array.from({ length: 13 }, (_, i) => crossing(i)))).toMatch(/ and 3 more\.$/)
  })
})
