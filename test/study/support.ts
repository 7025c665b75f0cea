import { expect } from 'vitest'
import type { Decimal } from '../../src/quantity/decimal.ts'
import { Decimal as Exact } from '../../src/quantity/decimal.ts'
import { runFabroute } from '../run-fabroute.ts'

/** What a command prints with --json. */
export function json<T>(words: readonly string[], exit = 0): T {
  const ran = runFabroute([...words, '--json'])
  expect(ran.exit, `fabroute ${words.join(' ')}\n${ran.stderr}`).toBe(exit)
  return JSON.parse(ran.stdout) as T
}

/** As much of `run --json` as these tests read. */
export interface RunJson {
  readonly flow: string
  readonly basis: string
  readonly currency: string
  readonly year: number | null
  readonly cost: {
    readonly total: string
    readonly by_category: Readonly<Record<string, string>>
    readonly by_step: Readonly<Record<string, string>>
    readonly by_item: Readonly<Record<string, string>>
    readonly lines: readonly {
      readonly step: string
      readonly category: string
      readonly item: string
      readonly amount: string
    }[]
  }
  readonly membrane: { readonly asr_ohm_cm2: number | null } | null
  readonly throughput: { readonly bottleneck: string | null }
}

export interface SweepJson {
  readonly flows: readonly string[]
  readonly vary: readonly {
    readonly input: string
    readonly unit: string
    readonly relative: boolean
    readonly values: readonly number[]
  }[]
  readonly points: readonly {
    readonly at: Readonly<Record<string, number>>
    readonly results: readonly {
      readonly flow: string
      readonly cost: string | null
      readonly by_category?: Readonly<Record<string, string>>
      readonly asr_ohm_cm2?: number | null
      readonly bottleneck?: string | null
      readonly problem?: { readonly code: string; readonly message: string }
      readonly warnings?: readonly { readonly code: string }[]
    }[]
  }[]
  readonly crossings: readonly CrossingJson[]
  readonly crossings_fractional: readonly CrossingJson[] | null
}

export interface CrossingJson {
  readonly flows: readonly [string, string]
  readonly at: Readonly<Record<string, number>>
  readonly cost: number
  readonly jump: boolean
}

/** The costs on one side of a jump. */
export interface Sides {
  readonly cost: string
  readonly goal: string
}

export interface BreakevenJson {
  readonly flow: string
  readonly input: string
  readonly unit: string
  readonly cost_unit: string
  readonly how: 'closed form' | 'search'
  readonly range: { readonly low: number; readonly high: number } | null
  readonly now: { readonly value: number | null; readonly cost: string }
  readonly answers: readonly {
    readonly value: number
    readonly exact: string
    readonly cost: string
    readonly jump: { readonly before: Sides; readonly after: Sides } | null
  }[]
  readonly reason: { readonly kind: string; readonly message: string } | null
}

/** `--set` of a value in a unit. */
export const setTo = (input: string, value: number | string, unit: string): string[] => [
  '--set',
  `${input}=${value}${unit === '1' ? '' : ` ${unit}`}`,
]

export const decimal = (text: string): Decimal => new Exact(text)

/** Relative distance of two costs. */
export function apart(a: string | number, b: string | number): number {
  const [x, y] = [new Exact(a), new Exact(b)]
  return x
    .minus(y)
    .abs()
    .dividedBy(Exact.max(x.abs(), y.abs(), '1e-300'))
    .toNumber()
}

/** Codes of the problems on stderr, in their order. */
export const codesIn = (text: string): string[] =>
  [...text.matchAll(/^(?:error|warning)\[(\w+)\]/gm)].map((match) => match[1] as string)
