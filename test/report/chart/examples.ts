import { capacityBars } from '../../../src/report/chart/capacity-bars.ts'
import { costStack } from '../../../src/report/chart/cost-stack.ts'
import { histogram } from '../../../src/report/chart/histogram.ts'
import { lineChart } from '../../../src/report/chart/line-chart.ts'
import { rankedBars } from '../../../src/report/chart/ranked-bars.ts'
import { tornadoChart } from '../../../src/report/chart/tornado.ts'
import { waterfall } from '../../../src/report/chart/waterfall.ts'
import { yieldChain } from '../../../src/report/chart/yield-chain.ts'
import { type Colours, PAPER } from '../../../src/report/drawing/colours.ts'
import type { Markup } from '../../../src/report/drawing/svg.ts'

/** How an example is drawn. */
export interface Drawing {
  readonly colours: Colours
  readonly width: number
  readonly background?: boolean
}

export type Example = (drawing: Drawing) => Markup

const HOSTILE =
  "\"><script>alert(1)</script>&amp;=cmd|' /C calc'!A0 with a name that goes on for much longer than any column"
const WIDE = '硫化物固体電解質膜の乾式プロセスによる製造コスト試算、第二版、改訂'

const CATEGORIES = [
  'materials',
  'consumables',
  'energy',
  'labour',
  'capital',
  'building',
  'maintenance',
  'waste',
  'overhead',
  'credit',
]
const segments = (...values: number[]): { name: string; value: number }[] =>
  values.map((value, i) => ({ name: CATEGORIES[i] as string, value }))

const WET = segments(5.5279, 0.2929, 0.1642, 0.6006, 1.4271, 0.5361, 0.3197, 0.094, 1.487, -0.31)
const DRY = segments(4.911, 0.512, 0.0712, 0.4402, 1.102, 0.318, 0.244, 0, 1.121)
const SCAFFOLD = segments(7.01, 0.42, 0.22, 0.71, 1.9, 0.61, 0.44, 0.12, 1.9, -0.92)

const about = (id: string): { id: string; title: string; description: string } => ({
  id,
  title: `Example of ${id}`,
  description: `What the example ${id} shows, in words`,
})

const noise = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1
const bell = (n: number, centre: number, spread: number, draws: number): number[] =>
  Array.from({ length: n }, (_, i) => {
    const z = (i + 0.5 - centre) / spread
    return Math.round(draws * Math.exp(-z * z * 0.5) * (0.9 + 0.2 * noise(i + centre)))
  })

const STEPS = ['mixing', 'casting', 'drying', 'recovery', 'calendering', 'slitting']
const UPSTREAM = ['supply.LPSCl.milling', 'supply.LPSCl.annealing', 'supply.LPSCl.sieving']

const X = Array.from({ length: 41 }, (_, i) => 20 + i * 7)
const line = (a: number, b: number): number[] => X.map((x) => a + b * x)

const chain = (yields: readonly number[], names: readonly string[]) => {
  let cumulative = 1
  return yields.map((one, i) => {
    cumulative *= one
    return { name: names[i] as string, yield: one, cumulative }
  })
}

export const EXAMPLES: Readonly<Record<string, Example>> = {
  'cost-stack': (drawing) =>
    costStack({ ...about('cost-stack'), ...drawing, unit: 'USD/m^2', bars: [{ name: 'wet-slurry', segments: WET }] }),
  'cost-stack-routes': (drawing) =>
    costStack({
      ...about('cost-stack-routes'),
      ...drawing,
      unit: 'USD/m^2',
      order: CATEGORIES,
      bars: [
        { name: 'wet-slurry', note: '50 µm, 1.1 mS/cm', segments: WET },
        { name: 'ptfe-dry', note: '60 µm, 0.9 mS/cm', segments: DRY },
        { name: 'scaffold-nonwoven', note: '40 µm', segments: SCAFFOLD },
      ],
    }),
  'cost-stack-hostile': (drawing) =>
    costStack({
      ...about('cost-stack-hostile'),
      ...drawing,
      unit: HOSTILE,
      bars: [
        {
          name: HOSTILE,
          note: HOSTILE,
          segments: Array.from({ length: 16 }, (_, i) => ({ name: `${i} ${HOSTILE}`, value: 10 ** (i - 4) })),
        },
        { name: WIDE, note: WIDE, segments: [{ name: WIDE, value: -3.2e11 }] },
        { name: 'not a number', segments: [{ name: 'materials', value: Number.NaN }] },
        { name: 'nothing', segments: [] },
      ],
    }),
  'ranked-steps': (drawing) =>
    rankedBars({
      ...about('ranked-steps'),
      ...drawing,
      unit: 'USD/m^2',
      rows: [...STEPS, ...UPSTREAM, 'plant', 'trim sold'].map((name, i) => {
        const value = [0.1205, 1.0681, 0.3514, 0.0847, 0.1003, 0.0962, 6.6384, 0.2838, 0.1389, 0.7387, -0.31][
          i
        ] as number
        return { name, value, share: value / 10.2, ...(i === 6 ? { note: 'planetary ball mill' } : {}) }
      }),
    }),
  'ranked-hostile': (drawing) =>
    rankedBars({
      ...about('ranked-hostile'),
      ...drawing,
      unit: HOSTILE,
      rows: [
        { name: HOSTILE, value: 1e12, note: HOSTILE },
        { name: WIDE, value: 3.3333e9, share: 1e7 },
        { name: 'tiny', value: 1e-9 },
        { name: 'missing', value: Number.NaN },
        { name: 'endless', value: Number.POSITIVE_INFINITY },
        { name: 'credited', value: -2.5e11, share: -0.25 },
      ],
    }),
  tornado: (drawing) =>
    tornadoChart({
      ...about('tornado'),
      ...drawing,
      unit: 'USD/m^2',
      base: 10.4494,
      rows: [
        { name: 'prices.Li2S', low: 7.87, high: 15.61, lowLabel: '70 USD/kg', highLabel: '280 USD/kg' },
        { name: 'product.thickness', low: 6.9, high: 14.2, lowLabel: '25 µm', highLabel: '75 µm' },
        { name: 'plant.annual_output', low: 12.4, high: 9.6, lowLabel: '1e6 m²', highLabel: '20e6 m²' },
        { name: 'steps.slitting.yield', low: 11.4, high: null, lowLabel: '90 %', highLabel: '101 %' },
        { name: 'steps.drying.residence_time', low: 10.2, high: 10.4494, lowLabel: '1 min', highLabel: '4 min' },
        { name: 'steps.casting.speed', low: 10.9, high: 10.7, lowLabel: '5 m/min', highLabel: '60 m/min' },
        { name: 'steps.calendering.nip', low: null, high: null, lowLabel: '0 mm', highLabel: '9 mm' },
        { name: 'prices.NBR', low: 10.41, high: 10.49, lowLabel: '3 USD/kg', highLabel: '8 USD/kg' },
      ],
    }),
  'tornado-hostile': (drawing) =>
    tornadoChart({
      ...about('tornado-hostile'),
      ...drawing,
      unit: HOSTILE,
      base: 1e-9,
      rows: [
        { name: HOSTILE, low: -1e12, high: 1e12, lowLabel: HOSTILE, highLabel: HOSTILE },
        { name: WIDE, low: 0, high: Number.NaN, lowLabel: WIDE, highLabel: WIDE },
        { name: '', low: null, high: Number.POSITIVE_INFINITY, lowLabel: '', highLabel: '' },
      ],
    }),
  histogram: (drawing) =>
    histogram({
      ...about('histogram'),
      ...drawing,
      unit: 'USD/m^2',
      edges: Array.from({ length: 41 }, (_, i) => 6 + i * 0.4),
      series: [{ name: 'wet-slurry', counts: bell(40, 14, 6, 1000), p5: 8.02, p50: 11.64, p95: 15.71, base: 10.4494 }],
    }),
  'histogram-routes': (drawing) =>
    histogram({
      ...about('histogram-routes'),
      ...drawing,
      unit: 'USD/m^2',
      edges: Array.from({ length: 51 }, (_, i) => 5 + i * 0.4),
      series: [
        { name: 'wet-slurry', counts: bell(50, 16, 6, 1000), p5: 8.02, p50: 11.64, p95: 15.71, base: 10.4494 },
        { name: 'ptfe-dry', counts: bell(50, 11, 4, 1500), p5: 7.1, p50: 9.52, p95: 12.2, base: 8.72 },
        { name: 'scaffold-nonwoven', counts: bell(50, 24, 8, 800), p5: 9.8, p50: 14.7, p95: 20.1 },
      ],
    }),
  'histogram-hostile': (drawing) =>
    histogram({
      ...about('histogram-hostile'),
      ...drawing,
      unit: HOSTILE,
      edges: [1e-9, 2e-9, 5e-9, 5e-8],
      series: [
        { name: HOSTILE, counts: [1, 1000, 3], p5: 1.1e-9, p50: 3e-9, p95: 6e-9, base: 5e-7 },
        { name: WIDE, counts: [0, 0, 9], p5: 5e-9, p50: 5e-9, p95: 5e-9 },
        { name: 'without draws', counts: [0, 0, 0], p5: 1, p50: 1, p95: 1 },
        { name: 'no number', counts: [0, 1, 0], p5: Number.NaN, p50: 1, p95: 1 },
      ],
    }),
  'line-chart': (drawing) =>
    lineChart({
      ...about('line-chart'),
      ...drawing,
      xLabel: 'prices.Li2S, USD/kg',
      yLabel: 'cost, USD/m^2',
      x: X,
      series: [
        { name: 'wet-slurry', y: line(5.29, 0.0368) },
        { name: 'ptfe-dry', y: line(6.3, 0.0312) },
        { name: 'scaffold-nonwoven', y: line(9.4, 0.0205).map((y, i) => (i > 14 && i < 19 ? null : y)) },
        { name: 'thermocompression-belt', y: line(9.9, 0.0195) },
      ],
      crossings: [
        { x: 180.36, y: 11.93, label: '180 USD/kg' },
        { x: 252.1, y: 14.57, label: '252 USD/kg' },
        { x: 266.47, y: 15.1, label: '266 USD/kg' },
      ],
      markers: [{ x: 140, label: 'as it stands' }],
    }),
  'line-chart-log': (drawing) =>
    lineChart({
      ...about('line-chart-log'),
      ...drawing,
      xLabel: 'plant.annual_output, m^2',
      yLabel: 'cost, USD/m^2',
      logX: true,
      x: Array.from({ length: 31 }, (_, i) => 1e5 * 10 ** (i / 10)),
      series: [
        { name: 'wet-slurry', y: Array.from({ length: 31 }, (_, i) => 9 + 30 * 10 ** (-i / 12)) },
        { name: 'ptfe-dry', y: Array.from({ length: 31 }, (_, i) => 8 + 44 * 10 ** (-i / 10)) },
      ],
      crossings: [{ x: 1e5 * 10 ** 0.69027, y: 9 + 30 * 10 ** (-6.9027 / 12), label: '490e3 m² a year' }],
      markers: [
        { x: 1e7, label: 'as it stands' },
        { x: 1.2e7, label: 'one coater more' },
        { x: 9e7, label: 'the largest plant that is told of' },
      ],
    }),
  'line-chart-hostile': (drawing) =>
    lineChart({
      ...about('line-chart-hostile'),
      ...drawing,
      xLabel: HOSTILE,
      yLabel: HOSTILE,
      x: [-1e12, 0, 1e-9, 1e12, Number.NaN],
      series: [
        { name: HOSTILE, y: [1e12, null, 3, 1e12, 5] },
        { name: WIDE, y: [Number.NaN, 1, Number.POSITIVE_INFINITY, 1e12] },
        { name: 'nothing', y: [] },
        { name: 'level', y: [1e12, 1e12, 1e12, 1e12] },
      ],
      crossings: [
        { x: 1e12, y: 1e12, label: HOSTILE },
        { x: 0, y: 1, label: HOSTILE },
        { x: Number.NaN, y: 1, label: 'nowhere' },
      ],
      markers: [
        { x: -1e12, label: HOSTILE },
        { x: 1e12, label: WIDE },
        { x: 5e12, label: 'outside' },
      ],
    }),
  waterfall: (drawing) =>
    waterfall({
      ...about('waterfall'),
      ...drawing,
      unit: 'USD/m^2',
      from: { name: 'wet-slurry', value: 10.4494 },
      to: { name: 'ptfe-dry', value: 8.7194 },
      steps: CATEGORIES.slice(0, 9).map((name, i) => ({
        name,
        value: (DRY[i]?.value ?? 0) - (WET[i]?.value ?? 0),
      })),
    }),
  'waterfall-cut': (drawing) =>
    waterfall({
      ...about('waterfall-cut'),
      ...drawing,
      unit: 'USD/m^2',
      from: { name: 'as it stands', value: 10.4494 },
      to: { name: 'as set', value: 10.9 },
      steps: [
        { name: 'materials', value: 0.9 },
        { name: 'energy', value: -0.2 },
        { name: 'capital', value: -0.31 },
      ],
    }),
  'waterfall-hostile': (drawing) =>
    waterfall({
      ...about('waterfall-hostile'),
      ...drawing,
      unit: HOSTILE,
      from: { name: HOSTILE, value: -1e-9 },
      to: { name: WIDE, value: 1e12 },
      steps: [
        { name: HOSTILE, value: 2e12 },
        { name: 'no number', value: Number.NaN },
      ],
    }),
  'yield-chain': (drawing) =>
    yieldChain({
      ...about('yield-chain'),
      ...drawing,
      steps: chain([0.99, 0.946, 1, 0.985, 0.964], ['mixing', 'casting', 'drying', 'calendering', 'slitting']),
    }),
  'yield-chain-long': (drawing) =>
    yieldChain({
      ...about('yield-chain-long'),
      ...drawing,
      steps: chain(
        [0.99, 0.946, 1, 0.985, 0.964, 0.98, 0.995, 0.97, 0.4, 1],
        [...STEPS, ...UPSTREAM, 'final inspection and packing'],
      ),
    }),
  'yield-chain-hostile': (drawing) =>
    yieldChain({
      ...about('yield-chain-hostile'),
      ...drawing,
      steps: [
        { name: HOSTILE, yield: 1e-9, cumulative: 1e-9 },
        { name: WIDE, yield: 3, cumulative: 3e-9 },
        { name: 'no number', yield: Number.NaN, cumulative: 1 },
      ],
    }),
  capacity: (drawing) =>
    capacityBars({
      ...about('capacity'),
      ...drawing,
      steps: [...STEPS, ...UPSTREAM, 'inspection by eye'].map((name, i) => ({
        name,
        utilization: [0.712, 0.796, 0.793, 0.746, 0.993, 0.493, 0.973, 0.949, 0.683, null][i] as number | null,
        machines: [2, 4, 4, 1, 1, 1, 24, 6, 2, null][i] as number | null,
        isBottleneck: i === 4,
      })),
    }),
  'capacity-hostile': (drawing) =>
    capacityBars({
      ...about('capacity-hostile'),
      ...drawing,
      steps: [
        { name: HOSTILE, utilization: 1e9, machines: 1e12, isBottleneck: true },
        { name: WIDE, utilization: 1e-9, machines: Number.NaN, isBottleneck: false },
        { name: 'no number', utilization: Number.NaN, machines: 3, isBottleneck: true },
      ],
    }),
  'no-data': (drawing) => costStack({ ...about('no-data'), ...drawing, unit: 'USD/m^2', bars: [] }),
}

export const PLAIN: Drawing = { colours: PAPER, width: 720 }
