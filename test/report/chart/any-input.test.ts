import fc from 'fast-check'
import { expect, it } from 'vitest'
import { capacityBars } from '../../../src/report/chart/capacity-bars.ts'
import { costStack } from '../../../src/report/chart/cost-stack.ts'
import { histogram } from '../../../src/report/chart/histogram.ts'
import { lineChart } from '../../../src/report/chart/line-chart.ts'
import { rankedBars } from '../../../src/report/chart/ranked-bars.ts'
import { tornadoChart } from '../../../src/report/chart/tornado.ts'
import { waterfall } from '../../../src/report/chart/waterfall.ts'
import { yieldChain } from '../../../src/report/chart/yield-chain.ts'
import { PAPER } from '../../../src/report/drawing/colours.ts'
import { faults } from './svg-reading.ts'

const name = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 30 }) },
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '<script>alert(1)</script>',
    '"><img src=x onerror=1>',
    '=cmd|1',
    'W'.repeat(300),
    'steps.drying.x',
  ),
)
const number = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.double({ min: -9.99, max: 9.99, noNaN: true }), fc.integer({ min: -12, max: 15 }))
      .map(([m, e]) => m * 10 ** e),
  },
  { weight: 1, arbitrary: fc.double() },
  fc.constantFrom(0, 1, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
)
const orNull = fc.option(number, { nil: null })
const frame = fc.record({
  title: name,
  description: name,
  id: fc.constantFrom('a', 'figure-3', '1" onload="x'),
  colours: fc.constant(PAPER),
  width: fc.integer({ min: 340, max: 1200 }),
})
const unit = fc.oneof(fc.constantFrom('USD/m^2', '1', ''), name)
const named = fc.record({ name, value: number })
const many = <T>(one: fc.Arbitrary<T>, maxLength = 14): fc.Arbitrary<T[]> => fc.array(one, { maxLength })

const CHARTS = {
  costStack: fc
    .tuple(
      frame,
      fc.record({
        unit,
        bars: many(fc.record({ name, note: fc.option(name, { nil: undefined }), segments: many(named, 20) }), 5),
      }),
    )
    .map(([a, b]) => costStack({ ...a, ...b })),
  rankedBars: fc
    .tuple(
      frame,
      fc.record({
        unit,
        rows: many(
          fc.record({
            name,
            value: number,
            share: fc.option(number, { nil: undefined }),
            note: fc.option(name, { nil: undefined }),
          }),
        ),
      }),
    )
    .map(([a, b]) => rankedBars({ ...a, ...b })),
  tornado: fc
    .tuple(
      frame,
      fc.record({
        unit,
        base: number,
        rows: many(fc.record({ name, low: orNull, high: orNull, lowLabel: name, highLabel: name })),
      }),
    )
    .map(([a, b]) => tornadoChart({ ...a, ...b })),
  histogram: fc
    .tuple(
      frame,
      fc.record({
        unit,
        edges: fc.oneof(
          many(number),
          fc.uniqueArray(number, { minLength: 4, maxLength: 4 }).map((edges) => edges.sort((x, y) => x - y)),
        ),
        series: many(
          fc.record({
            name,
            counts: fc.oneof(fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), many(number)),
            p5: number,
            p50: number,
            p95: number,
            base: fc.option(number, { nil: undefined }),
          }),
          4,
        ),
      }),
    )
    .map(([a, b]) => histogram({ ...a, ...b })),
  lineChart: fc
    .tuple(
      frame,
      fc.record({
        xLabel: name,
        yLabel: name,
        unit: fc.option(unit, { nil: undefined }),
        logX: fc.boolean(),
        x: many(number),
        series: many(fc.record({ name, y: many(orNull) })),
        crossings: many(fc.record({ x: number, y: number, label: name }), 6),
        markers: many(fc.record({ x: number, label: name }), 4),
      }),
    )
    .map(([a, b]) => lineChart({ ...a, ...b })),
  waterfall: fc
    .tuple(frame, fc.record({ unit, from: named, to: named, steps: many(named) }))
    .map(([a, b]) => waterfall({ ...a, ...b })),
  yieldChain: fc
    .tuple(frame, fc.record({ steps: many(fc.record({ name, yield: number, cumulative: number })) }))
    .map(([a, b]) => yieldChain({ ...a, ...b })),
  capacityBars: fc
    .tuple(
      frame,
      fc.record({
        steps: many(fc.record({ name, utilization: orNull, machines: orNull, isBottleneck: fc.boolean() })),
      }),
    )
    .map(([a, b]) => capacityBars({ ...a, ...b })),
}

it.each(Object.entries(CHARTS))('draws %s of anything without faults', (_, chart) => {
  fc.assert(
    fc.property(chart, (svg) => {
      expect(faults(svg)).toEqual([])
    }),
    { numRuns: 150 },
  )
})
