import { Diagnostics } from '../document/diagnostic.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { type Result, resultOf } from '../evaluation/result.ts'
import { compileFlow } from '../flow/compile-flow.ts'
import { Documents } from '../flow/documents.ts'
import { formatNumber } from '../quantity/format.ts'
import { type Column, table } from '../report/table.ts'
import type { Shelf } from './shelf.ts'

/** A bundled route: what it makes and where that is described. Figures that it does not have are null. */
export interface ListedRoute {
  readonly name: string
  readonly family: string
  readonly title: string
  readonly thickness_um: number | null
  readonly porosity: number | null
  readonly reference_density_g_cm3: number | null
  readonly conductivity_ms_per_cm: number | null
  readonly conductivity_temperature_c: number | null
  readonly asr_ohm_cm2: number | null
  readonly areal_mass_kg: number | null
  readonly form: string | null
  readonly facing: string | null
  readonly source: string | null
  readonly at: string | null
}

/** The bundled routes by family, the largest first, with the figures of their products. */
export function listedRoutes(shelf: Shelf, beside: string): ListedRoute[] {
  const routes = shelf.names('flow', beside).flatMap((name) => {
    const found = shelf.find('flow', name, beside)
    return found === undefined ? [] : [routeOf(name, found, shelf)]
  })
  const sizeOf = ({ family }: ListedRoute): number => routes.filter((route) => route.family === family).length
  return routes.toSorted(
    (a, b) => sizeOf(b) - sizeOf(a) || a.family.localeCompare(b.family) || a.name.localeCompare(b.name),
  )
}

function routeOf(name: string, given: Parameters<typeof compileFlow>[0], shelf: Shelf): ListedRoute {
  const quiet = new Diagnostics()
  const document = new Documents(shelf, quiet).wholeFlow(given)?.value
  // what is bought or made in house makes no difference to the product
  const supply = new Map(Object.keys(document?.supply ?? {}).map((component) => [component, 'bought']))
  const overrides = { inputs: new Map(), supply, supplySpans: new Map() }
  const model = compileFlow(given, shelf, { overrides, fractional: false, anyOutput: true }, quiet)
  const evaluation = model === undefined ? undefined : evaluate(model, quiet)
  const membrane: Result['membrane'] = evaluation === undefined ? null : resultOf(evaluation, []).membrane
  return {
    name,
    family: document?.family ?? '',
    title: document?.title ?? '',
    thickness_um: membrane?.thickness_um ?? null,
    porosity: membrane?.porosity ?? null,
    reference_density_g_cm3: membrane?.reference_density_g_cm3 ?? null,
    conductivity_ms_per_cm: membrane?.conductivity_ms_per_cm ?? null,
    conductivity_temperature_c: membrane?.conductivity_temperature_c ?? null,
    asr_ohm_cm2: membrane?.asr_ohm_cm2 ?? null,
    areal_mass_kg: membrane?.areal_mass_kg ?? null,
    form: document?.product.form ?? null,
    facing: document?.product.facing ?? null,
    source: document?.source ?? null,
    at: document?.at ?? null,
  }
}

const COLUMNS: readonly Column[] = [
  { head: 'route', align: 'left' },
  { head: 'um' },
  { head: 'mS/cm' },
  { head: 'at degC' },
  { head: 'ohm*cm^2' },
  { head: 'form', align: 'left' },
  { head: 'facing', align: 'left' },
  { head: 'source', align: 'left', words: true },
]

/** A table for each family. */
export function routesText(routes: readonly ListedRoute[], width: number): string {
  const number = (value: number | null): string => (value === null ? '' : formatNumber(value, 4))
  const families = [...new Set(routes.map(({ family }) => family))]
  return families
    .map((family) => {
      const rows = routes
        .filter((route) => route.family === family)
        .map((route) => [
          route.name,
          number(route.thickness_um),
          number(route.conductivity_ms_per_cm),
          number(route.conductivity_temperature_c),
          number(route.asr_ohm_cm2),
          route.form ?? '',
          route.facing ?? '',
          [route.source, route.at].filter((word) => word !== null).join(', '),
        ])
      return `${family === '' ? 'other' : family} (${rows.length})\n\n${table([...COLUMNS], rows, width)}`
    })
    .join('\n\n')
}
