import type { Variable } from '../../equation/system.ts'
import { CELL, MEMBRANE, productFigure } from '../../evaluation/figure.ts'
import type { RouteBook } from './route-book.ts'

/** Figures that stand together on a summary. */
export interface FigureGroup {
  readonly title: string
  readonly figures: readonly (readonly [label: string, variable: Variable])[]
}

const SOLVENT = {
  fresh_solvent: 'bought',
  process_solvent: 'in process',
  evaporated_solvent: 'evaporated',
  recovered_solvent: 'recovered',
  emitted_solvent: 'not used again',
  air_solvent: 'to the air',
  unused_solvent: 'recovered in vain',
  disposed_solvent: 'to disposal',
  residual_solvent: 'left in the product',
  scrap_solvent: 'in scrap',
}
const USE = {
  electricity: 'electricity',
  heat: 'heat',
  labour: 'labour',
  scrap: 'scrap',
  co2e: 'greenhouse gases',
  co2e_known: 'greenhouse gases, as far as known',
}
export const ROUTE_FLOOR = 'accumulated.floor'
/** What the plant holds, whatever its output. */
const HELD = {
  [ROUTE_FLOOR]: 'floor of the route',
  'capacity.plant.floor_m2': 'floor of the plant, upstream flows included',
  'capacity.plant.machines': 'machines of the plant',
  'capacity.plant.operators': 'operators of a shift',
  'capacity.plant.power_kw': 'mean electric power',
}
const YIELDS = 'yields.'

/** What a route comes to beside its cost, in groups; figures without a value are left out. */
export function summaryFigures(book: RouteBook): FigureGroup[] {
  const { model, result } = book
  const { system } = model.compiled
  const named = (label: string, name: string): [string, Variable | undefined] => [label, system.find(name)]
  const listed = (labels: Readonly<Record<string, string>>): [string, Variable | undefined][] =>
    Object.entries(labels).map(([key, label]) => named(label, `accumulated.${key}`))
  const ofProduct = (figures: Readonly<Record<string, readonly [string, string]>>): [string, Variable | undefined][] =>
    Object.values(figures).map(([tag]) => [tag.replaceAll('_', ' '), productFigure(model, tag)])
  const components = system.variables.filter(({ name }) => name.startsWith(YIELDS))
  const groups: [string, [string, Variable | undefined][]][] = [
    [
      'Yield',
      [
        named('area', 'accumulated.area_yield'),
        ...components.map((one): [string, Variable] => [one.name.slice(YIELDS.length), one]),
      ],
    ],
    [`Solvent, per ${result.basis}`, listed(SOLVENT)],
    [`Energy, labour and scrap, per ${result.basis}`, listed(USE)],
    ['Plant', Object.entries(HELD).map(([name, label]) => named(label, name))],
    ['Product', result.isWeb ? ofProduct(MEMBRANE) : []],
    [
      'In cells',
      result.isWeb
        ? [
            ...ofProduct(CELL),
            named('cost per energy of the cell', 'normalised.cost_per_kwh'),
            named('cost per conductance', 'normalised.cost_per_siemens'),
          ]
        : [],
    ],
    ['Made in house', [...model.supply.keys()].map((component) => named(component, `supply.${component}.unit_cost`))],
  ]
  return groups
    .map(([title, figures]) => ({
      title,
      figures: figures.filter(
        (entry): entry is [string, Variable] => book.has(entry[1]) && book.held(entry[1]) !== null,
      ),
    }))
    .filter(({ figures }) => figures.length > 0)
}
