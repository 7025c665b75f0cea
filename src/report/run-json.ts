import { sayingOf } from '../document/diagnostic.ts'
import type { YearTable } from '../evaluation/goals.ts'
import type { Result } from '../evaluation/result.ts'
import type { Decimal } from '../quantity/decimal.ts'

/** The result as `run --json` prints it: money as decimal strings, the rest as numbers, null for what no document gives. */
export function runJson(result: Result): Record<string, unknown> {
  const { ledger, throughput } = result
  const steps = [...throughput.steps.keys()]
  const line = result.isWeb
    ? { line_m2_per_h: throughput.line_per_h }
    : { line_per_h: throughput.line_per_h, unit: result.basisUnit }
  return {
    flow: result.flow,
    title: result.title,
    family: result.stated.family ?? null,
    finish: result.stated.finish ?? null,
    basis: result.basis,
    currency: result.currency,
    year: result.year,
    price_years: result.priceYears,
    annual_output: result.annualOutput,
    plant: result.plant,
    scenario: result.scenario,
    prices: result.prices,
    method: result.method,
    cost: {
      total: money(ledger.total),
      total_fractional: result.fractionalTotal === null ? null : money(result.fractionalTotal),
      by_category: moneys(ledger.by('category')),
      by_step: withAll(steps, moneys(ledger.by('step')), '0'),
      by_item: moneys(ledger.by('item')),
      supply: Object.fromEntries(
        [...result.supply].map(([component, { unitCost, unit }]) => [
          component,
          { unit_cost: unitCost.isFinite() ? money(unitCost) : null, unit },
        ]),
      ),
      lines: ledger.lines.map(({ step, category, item, amount, name }) => ({
        step,
        category,
        item,
        amount: money(amount),
        variable: name,
      })),
    },
    throughput: {
      ...line,
      bottleneck: throughput.bottleneck,
      next_bottleneck: throughput.nextBottleneck,
      slack: throughput.slack,
      steps: Object.fromEntries(throughput.steps),
    },
    capacity: capacityJson(result),
    solvent: {
      ...result.solvent,
      steps: withAll(steps, Object.fromEntries(result.solventBySteps), NO_SOLVENT),
    },
    yield: {
      area: result.yields.area,
      steps: withAll(steps, Object.fromEntries(result.yields.steps), null),
      components: Object.fromEntries(result.yields.components),
    },
    purchases: result.purchases,
    energy_kwh: result.energy.total,
    energy: { electricity_kwh: result.energy.electricity, heat_kwh: result.energy.heat },
    labour_h: result.labour,
    floor_m2: result.floor,
    scrap_kg: result.scrap,
    co2e_kg: result.co2e,
    co2e_by_source: result.co2eBySource,
    co2e_known_kg: result.co2eKnown,
    co2e_lacks: result.co2eLacks,
    membrane:
      result.membrane === null
        ? null
        : {
            ...result.membrane,
            form: result.stated.product.form ?? null,
            facing: result.stated.product.facing ?? null,
          },
    goals: Object.fromEntries(
      result.goals.map(({ name, title, input, until, settled, values, unit, reason }) => [
        name,
        { title, input, until, settled, values, unit, reason: reason ?? null },
      ]),
    ),
    statements: Object.fromEntries(
      result.statements.map(({ name, title, unit, terms, total }) => [
        name,
        {
          title,
          unit,
          terms: Object.fromEntries(terms.map((term) => [term.name, money(term.value)])),
          total: money(total),
        },
      ]),
    ),
    ...(result.years === undefined ? {} : { years: yearsJson(result.years) }),
    normalised: normalisedJson(result),
    provenance: result.provenance,
    inputs_set: result.changed,
    warnings: result.warnings.map((warning) => ({ code: warning.code, message: sayingOf(warning).what })),
  }
}

/** A row for each year, with the unit of each figure. */
function yearsJson({ years, columns }: YearTable): unknown {
  return {
    units: Object.fromEntries(columns.map(({ name, unit }) => [name, unit])),
    rows: years.map((year, i) => ({
      year: Number(year),
      ...Object.fromEntries(columns.map(({ name, values }) => [name, values[i] ?? null])),
    })),
  }
}

function normalisedJson({ normalised }: Result): Record<string, unknown> | null {
  if (normalised === null) return null
  const { cost_per_kwh, cost_per_siemens, per_gwh_per_year, ...figures } = normalised
  const text = (amount: Decimal | null): string | null => (amount === null ? null : money(amount))
  return {
    cost_per_kwh: text(cost_per_kwh),
    cost_per_siemens: text(cost_per_siemens),
    ...figures,
    per_gwh_per_year: { ...per_gwh_per_year, investment: text(per_gwh_per_year.investment) },
  }
}

function capacityJson({ capacity, annualOutput }: Result): Record<string, unknown> {
  return {
    steps: Object.fromEntries(capacity.steps),
    route: capacity.route,
    supply: Object.fromEntries(capacity.supply),
    plant: {
      ...capacity.plant,
      bottleneck: capacity.bottleneck,
      lead_time_h: capacity.lead_time_h,
      stock: capacity.stock,
      electrolyte_kg_per_year: capacity.electrolyte_kg_per_year,
      annual_output: annualOutput,
    },
  }
}

const NO_SOLVENT = { fresh_kg: 0, evaporated_kg: 0, recovered_kg: 0, vented_kg: 0 }

/** Every step of the route and its upstream flows has an entry; a yield that no document gives is null. */
function withAll<T>(steps: readonly string[], known: Readonly<Record<string, T>>, none: T): Record<string, T> {
  return { ...Object.fromEntries(steps.map((step) => [step, none])), ...known }
}

/** All digits of a posted amount, never in exponent form. */
function money(amount: Decimal): string {
  return amount.toFixed()
}

function moneys(sums: ReadonlyMap<string, Decimal>): Record<string, string> {
  return Object.fromEntries([...sums].map(([key, amount]) => [key, money(amount)]))
}
