import { Decimal } from '../quantity/decimal.ts'
import { fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import type { PlantCapacity } from './capacity.ts'
import type { Evaluation } from './evaluation.ts'
import { CELL, type CellFigure, productFigure } from './figure.ts'

/** A membrane by what it does in a cell, so that membranes of unlike thickness and conductivity can be set side by side. */
export interface Normalised extends Readonly<Record<CellFigure, number | null>> {
  /** In the currency of the results. */
  readonly cost_per_kwh: Decimal | null
  readonly cost_per_siemens: Decimal | null
  /** The plant, upstream flows included, for each GWh of cells that its yearly output makes. */
  readonly per_gwh_per_year: {
    readonly cells_gwh_per_year: number | null
    readonly investment: Decimal | null
    readonly machines: number | null
    readonly floor_m2: number | null
    readonly operators: number | null
    readonly electrolyte_t_per_year: number | null
  }
}

const GIGAWATT_HOURS_A_YEAR = readUnit('GWh/yr') as Unit
const KILOGRAMS_PER_TONNE = 1000

/** Decimal places that money is told with. */
const PLACES = 18

export function normalised(evaluation: Evaluation, capacity: PlantCapacity): Normalised {
  const { model, value } = evaluation
  const { rate } = model.money
  const money = (found: Decimal | undefined): Decimal | null =>
    found?.isFinite() === true ? found.dividedBy(rate).toDecimalPlaces(PLACES) : null
  const priced = (name: string, unit: string): Decimal | null => {
    const found = evaluation.find(`normalised.${name}`)
    return money(found && fromBase(found, readUnit(unit) as Unit))
  }
  const figures = Object.entries(CELL).map(([name, [tag, unit]]) => {
    const variable = productFigure(model, tag)
    const found = variable === undefined ? undefined : value(variable)
    return [name, found?.isFinite() === true ? fromBase(found, readUnit(unit) as Unit).toNumber() : null]
  })
  const cells = cellsAYear(evaluation)
  const scaled = (whole: number | null): number | null => (whole === null || cells === null ? null : whole / cells)
  const invested = model.tagged.filter(({ tag }) => tag === 'investment').map(({ variable }) => value(variable))
  const known = invested.filter((sum) => sum.isFinite())
  const { plant, electrolyte_kg_per_year: electrolyte } = capacity
  return {
    ...(Object.fromEntries(figures) as Record<CellFigure, number | null>),
    cost_per_kwh: priced('cost_per_kwh', 'USD/kWh'),
    cost_per_siemens: priced('cost_per_siemens', 'USD/S'),
    per_gwh_per_year: {
      cells_gwh_per_year: cells,
      investment:
        known.length === 0 || cells === null ? null : money(Decimal.sum(...known).dividedBy(new Decimal(cells))),
      machines: scaled(plant.machines),
      floor_m2: scaled(plant.floor_m2),
      operators: scaled(plant.operators),
      electrolyte_t_per_year: scaled(electrolyte === null ? null : electrolyte / KILOGRAMS_PER_TONNE),
    },
  }
}

/** Cells that the yearly output makes, in GWh/yr; null where the product does not tell. */
function cellsAYear(evaluation: Evaluation): number | null {
  const energy = productFigure(evaluation.model, 'cell_energy')
  const units = evaluation.find('plant.units_per_year')
  if (energy === undefined || units === undefined) return null
  const cells = fromBase(evaluation.value(energy).times(units), GIGAWATT_HOURS_A_YEAR)
  return cells.isFinite() && cells.gt(0) ? cells.toNumber() : null
}
