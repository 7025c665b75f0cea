import type { Printed } from './diff-read.ts'

/** How a figure of a result is told. */
export interface FigureTitle {
  readonly group: 'figure' | 'figure of a step'
  readonly words: string
  /** What its number is multiplied by. */
  readonly scale: number
  /** Where it stands among the others. */
  readonly place: number
}

type Words = (name: string, result: Printed) => string

/** Figures by their path in the output; a name that a document gives stands for `*`. */
const FIGURES: readonly (readonly [path: RegExp, words: string | Words, scale?: number])[] = [
  [/^membrane\.asr_ohm_cm2$/, 'area-specific resistance, ohm*cm^2'],
  [/^membrane\.conductivity_ms_per_cm$/, 'conductivity, mS/cm'],
  [/^membrane\.conductivity_temperature_c$/, '  at a temperature of, degC'],
  [/^membrane\.thickness_um$/, 'thickness, um'],
  [/^membrane\.porosity$/, 'porosity, %', 100],
  [/^membrane\.areal_mass_kg$/, 'areal mass, g/m^2', 1000],
  [/^membrane\.(form|facing)$/, (name) => name],
  [
    /^cost\.supply\.(.+)\.unit_cost$/,
    (name, { figures }) => `${name} made, ${String(figures.get(`cost.supply.${name}.unit`) ?? '')}`,
  ],
  [/^yield\.area$/, 'area yield, %', 100],
  [/^yield\.components\.(.+)$/, (name) => `yield of ${name}, %`, 100],
  [/^solvent\.fresh_kg$/, 'solvent bought, kg'],
  [/^solvent\.evaporated_kg$/, 'solvent evaporated, kg'],
  [/^solvent\.recovered_kg$/, '  recovered, kg'],
  [/^solvent\.emitted_kg$/, '  not used again, kg'],
  [/^solvent\.residual_kg$/, 'solvent in product, kg'],
  [/^solvent\.in_scrap_kg$/, 'solvent in scrap, kg'],
  [/^scrap_kg$/, 'scrap, kg'],
  [/^energy_kwh$/, 'energy, kWh'],
  [/^energy\.electricity_kwh$/, '  electricity, kWh'],
  [/^energy\.heat_kwh$/, '  heat, kWh'],
  [/^labour_h$/, 'labour, h'],
  [/^co2e_kg$/, 'CO2e, kg'],
  [/^co2e_known_kg$/, 'CO2e, known part, kg'],
  [/^throughput\.line_m2_per_h$/, 'line, m^2/h'],
  [/^throughput\.line_per_h$/, (_, { figures }) => `line, ${String(figures.get('throughput.unit') ?? '1')}/h`],
  [/^throughput\.bottleneck$/, 'bottleneck'],
  [/^throughput\.next_bottleneck$/, 'next bottleneck'],
  [/^floor_m2$/, 'floor of the route, m^2'],
  [/^capacity\.plant\.machines$/, 'machines of the plant'],
  [/^capacity\.plant\.floor_m2$/, 'floor of the plant, m^2'],
  [/^capacity\.plant\.operators$/, 'operators of a shift'],
  [/^capacity\.plant\.power_kw$/, 'power of the plant, kW'],
  [/^provenance\.cited$/, 'cost on cited figures, %', 100],
]

/** The same for figures of steps; `throughput.steps` may hold names with dots, as of upstream flows. */
const OF_STEPS: readonly (readonly [path: RegExp, words: string, scale?: number])[] = [
  [/^throughput\.steps\.(.+)\.machines$/, 'machines'],
  [/^throughput\.steps\.(.+)\.utilization$/, 'used, %', 100],
  [/^throughput\.steps\.(.+)\.rate_per_h$/, 'rate'],
  [/^yield\.steps\.(.+)$/, 'yield, %', 100],
]

/** How a figure is told; undefined for one that only JSON and comma-separated values have. */
export function titleOf(path: string, a: Printed, b: Printed): FigureTitle | undefined {
  for (const [place, [pattern, words, scale = 1]] of FIGURES.entries()) {
    const found = pattern.exec(path)
    if (found === null) continue
    const holder = a.figures.has(path) ? a : b
    return {
      group: 'figure',
      words: typeof words === 'string' ? words : words(found[1] ?? '', holder),
      scale,
      place,
    }
  }
  for (const [place, [pattern, words, scale = 1]] of OF_STEPS.entries()) {
    const found = pattern.exec(path)
    if (found === null) continue
    const step = found[1] ?? ''
    const unit = a.figures.get(`throughput.steps.${step}.unit`) ?? b.figures.get(`throughput.steps.${step}.unit`) ?? '1'
    return {
      group: 'figure of a step',
      words: `${step}: ${words === 'rate' ? `rate, ${String(unit)}/h` : words}`,
      scale,
      place,
    }
  }
  return undefined
}
