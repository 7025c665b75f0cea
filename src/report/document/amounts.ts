import type { Result } from '../../evaluation/result.ts'
import { yieldChain } from '../chart/yield-chain.ts'
import { networkOf } from '../diagram/network.ts'
import { sankey } from '../diagram/sankey.ts'
import { PAGE } from '../drawing/colours.ts'
import { perUnit } from '../figures.ts'
import { titled } from './basis.ts'
import { type Block, columns, paragraph, row, type TableRow, tableOf, totalRow } from './blocks.ts'
import type { ReportRoute } from './found.ts'
import { capital, figure, share, spoken, stepName, unitText } from './typography.ts'

const sankeyFigure = (
  { evaluation, result }: ReportRoute,
  of: 'mass' | 'cost' | 'solvent',
  caption: string,
): Block => ({
  kind: 'figure',
  caption,
  isWide: true,
  picture: () => sankey(networkOf(evaluation, result), of, PAGE),
})

/** How the cost builds up along the route. */
export const costSankey = (route: ReportRoute): Block =>
  sankeyFigure(route, 'cost', 'Cost as it builds up along the route, per functional unit')

/** Mass of all that is bought, to product, scrap and vapour. */
export const massSankey = (route: ReportRoute): Block => sankeyFigure(route, 'mass', 'Mass per functional unit')

/** A part of the largest amount below which one is none. */
const NOTHING = 1e-12

/** Solvent bought, evaporated, recovered and lost: its balance in all, and by step. */
export function solventBlocks(route: ReportRoute): Block[] {
  const { solvent, solventBySteps } = route.result
  const unit = `kg/${unitText(perUnit(route.result))}`
  const isNone =
    (solvent.fresh_kg ?? 0) === 0 && (solvent.evaporated_kg ?? 0) === 0 && (solvent.in_process_kg ?? 0) === 0
  if (isNone) return [paragraph('The route uses no solvent.')]
  const evaporated = solvent.evaporated_kg ?? 0
  const part = (value: number | null): string => (value === null || evaporated === 0 ? '' : share(value / evaporated))
  // what is left of a difference that comes to nothing
  const least = Math.max(0, ...Object.values(solvent).map((value) => Math.abs(value ?? 0))) * NOTHING
  const line = (name: string, value: number | null, isPart = false): TableRow[] =>
    value === null ? [] : [row(name, figure(Math.abs(value) < least ? 0 : value), isPart ? part(value) : '')]
  const steps = [...solventBySteps]
  const sum = (key: 'fresh_kg' | 'evaporated_kg' | 'recovered_kg' | 'vented_kg'): number =>
    steps.reduce((all, [, step]) => all + step[key], 0)
  return [
    ...tableOf({
      caption: 'Solvent balance',
      columns: columns('Solvent', unit, 'Of what evaporates'),
      rows: [
        ...line('Bought', solvent.fresh_kg),
        ...line('In process: bought and returned', solvent.in_process_kg),
        ...line('Evaporated', solvent.evaporated_kg, true),
        ...line('Evaporated and recovered for use', solvent.recovered_kg, true),
        ...line('Evaporated and not used again', solvent.emitted_kg, true),
        ...line('of that, to the air', solvent.to_air_kg, true),
        ...line('of that, recovered in vain', solvent.unused_kg || null, true),
        ...line('of that, to disposal', solvent.to_disposal_kg, true),
        ...line('Left in the product', solvent.residual_kg),
        ...line('Left in scrap', solvent.in_scrap_kg),
      ],
      note: 'What is bought makes up for what is not used again and what is left in product and scrap.',
    }),
    ...tableOf({
      caption: `Solvent by step, ${unit}`,
      columns: columns('Step', 'Bought', 'Evaporated', 'Recovered', 'Vented'),
      rows: [
        ...steps.map(([name, step]) =>
          row(
            capital(stepName(name)),
            figure(step.fresh_kg),
            figure(step.evaporated_kg),
            figure(step.recovered_kg),
            figure(step.vented_kg),
          ),
        ),
        ...(steps.length < 2
          ? []
          : [
              totalRow(
                'All steps',
                figure(sum('fresh_kg')),
                figure(sum('evaporated_kg')),
                figure(sum('recovered_kg')),
                figure(sum('vented_kg')),
              ),
            ]),
      ],
    }),
    sankeyFigure(route, 'solvent', 'Solvent per functional unit'),
  ]
}

/** Yields step by step, and how they multiply. */
export function yieldBlocks(route: ReportRoute): Block[] {
  const { yields, scrap } = route.result
  const own = [...yields.steps].filter(([name]) => !name.startsWith('supply.'))
  let product = 1
  const chain = own.map(([name, value]) => {
    product *= value
    return { name: stepName(name), yield: value, cumulative: product }
  })
  const upstream = [...yields.steps].filter(([name]) => name.startsWith('supply.'))
  const unit = unitText(perUnit(route.result))
  return [
    ...(chain.length === 0
      ? []
      : [
          {
            kind: 'figure',
            caption: 'Yield along the route: what is left after each step',
            picture: (id, width) =>
              yieldChain({
                id,
                width,
                title: 'Yield along the route',
                description: chain
                  .map((step) => `${step.name} ${share(step.yield)}, in all ${share(step.cumulative)}`)
                  .join('; '),
                steps: chain,
                colours: PAGE,
                background: false,
              }),
          } satisfies Block,
        ]),
    ...tableOf({
      caption: 'Yields',
      columns: columns('Step', 'Yield', 'Product of yields so far'),
      rows: [
        ...chain.map((step) => row(capital(step.name), share(step.yield), share(step.cumulative))),
        ...upstream.map(([name, value]) => row(capital(stepName(name)), share(value), '')),
        ...(yields.area === null ? [] : [totalRow('Area yield of the route', share(yields.area), '')]),
      ],
      note: 'A step’s yield is that of area where it states one, and of material elsewhere. The area yield counts the former alone.',
    }),
    ...tableOf({
      caption: 'Material yields: in the product per what is bought or made',
      columns: columns('Component', 'Yield'),
      rows: [...yields.components].map(([name, value]) => row(spoken(name), share(value))),
      ...(scrap === null ? {} : { note: `Scrap: ${figure(scrap)}\u00a0kg/${unit}.` }),
    }),
    massSankey(route),
  ]
}

/** Energy, labour and floor. */
export function resourceBlocks({ result, evaluation }: ReportRoute): Block[] {
  const { energy, labour, floor } = result
  const unit = unitText(perUnit(result))
  const line = (name: string, value: number | null, of: string): TableRow[] =>
    value === null ? [] : [row(name, figure(value), of)]
  return [
    ...tableOf({
      caption: 'Energy and labour, upstream flows included',
      columns: [
        { head: 'Resource', align: 'left' },
        { head: 'Amount', align: 'right' },
        { head: 'Unit', align: 'left' },
      ],
      rows: [
        ...line('Electricity', energy.electricity, `kWh/${unit}`),
        ...line('Heat', energy.heat, `kWh/${unit}`),
        ...line('Energy', energy.total, `kWh/${unit}`),
        ...line('Labour', labour, `h/${unit}`),
        ...line('Floor of the route', floor, 'm²'),
      ],
    }),
    ...gasTable(result, unit),
    ...(result.co2eLacks.length === 0 || result.co2eKnown === null
      ? []
      : [
          paragraph(
            `No factor is stated for ${result.co2eLacks.map((name) => titled(evaluation, name)).join(', ')}. The sum above is therefore a lower bound, not a footprint.`,
          ),
        ]),
  ]
}

function gasTable({ co2e, co2eKnown, co2eBySource }: Result, unit: string): Block[] {
  const total = co2e ?? co2eKnown
  if (total === null) return [paragraph('The documents give no factors for greenhouse gases.')]
  const sources = Object.entries(co2eBySource).filter(([, value]) => value !== null)
  return tableOf({
    caption: `Greenhouse gases (CO₂ equivalent), kg/${unit}`,
    columns: columns('Source', `kg/${unit}`, 'Share'),
    rows: [
      ...sources.map(([source, value]) =>
        row(capital(spoken(source)), figure(value), total === 0 ? '' : share((value as number) / total)),
      ),
      totalRow(co2e === null ? 'Known part' : 'Total', figure(total), total === 0 ? '' : share(1)),
    ],
  })
}
