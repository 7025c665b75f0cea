import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Shelf } from '../../src/cli/shelf.ts'
import { attemptTexts, costRoute } from '../support.ts'

/** A route that breaks each bundled rule, and the same without what breaks it. */
const over = (base: string, rest: string): string =>
  `flow: mine\nbased_on: ${base}\nassumption: figures of a test\n${rest}`
const PLAIN = 'assumption: figures of a test\nmaterials:\n'
const material = (name: string, rest: string): string =>
  `${PLAIN}  ${name}: { price: 1 USD/kg, density: 1 g/cm^3, heat_capacity: 2 kJ/(kg*K), heat_of_vaporization: 400 kJ/kg, boiling_point: 120 degC, lower_flammable_limit: 1 vol%, formula: C7H8, vapour_pressure_25C: 1 kPa, vapour_pressure_80C: 10 kPa, ${rest} }\n`
const solvent = (trait: string): readonly string[] => [
  over('wet-slurry', 'steps: { mixing: { solvent: tried } }\n'),
  material('tried', `role: solvent, traits: [${trait}]`),
]

const BROKEN: Readonly<Record<string, { readonly breaks: readonly string[]; readonly keeps: readonly string[] }>> = {
  amide_on_sulfide: {
    breaks: [over('wet-slurry', 'steps: { mixing: { solvent: NMP } }\n')],
    keeps: solvent('hydrocarbon'),
  },
  water_on_sulfide: { breaks: solvent('water'), keeps: solvent('hydrocarbon') },
  alcohol_on_dispersed_sulfide: {
    breaks: [over('wet-slurry', 'steps: { mixing: { solvent: ethanol } }\n')],
    keeps: solvent('bulky_ester'),
  },
  small_lewis_base_on_sulfide: { breaks: solvent('small_ester'), keeps: solvent('bulky_ester') },
  nitrile_on_sulfide: { breaks: solvent('nitrile'), keeps: solvent('bulky_ester') },
  ether_on_sulfide: { breaks: solvent('ether'), keeps: solvent('aromatic_ether') },
  volatile_solvent: {
    breaks: [over('wet-slurry', 'steps: { mixing: { solvent: heptane } }\n')],
    keeps: [over('wet-slurry', 'steps: { mixing: { solvent: toluene } }\n')],
  },
  slow_solvent: {
    breaks: [over('wet-slurry', 'steps: { drying: { set: { oven_temperature: 151 degC } } }\n')],
    keeps: [over('wet-slurry', 'steps: { drying: { set: { oven_temperature: 150 degC } } }\n')],
  },
  thin_slurry: {
    breaks: [over('wet-slurry', 'steps: { mixing: { set: { solids_content: 39 wt% } } }\n')],
    keeps: [over('wet-slurry', 'steps: { mixing: { set: { solids_content: 40 wt% } } }\n')],
  },
  thick_slurry: {
    breaks: [over('wet-slurry', 'steps: { mixing: { set: { solids_content: 71 wt% } } }\n')],
    keeps: [over('wet-slurry', 'steps: { mixing: { set: { solids_content: 70 wt% } } }\n')],
  },
  much_insulating_binder: {
    breaks: [over('wet-slurry', 'product: { composition: { Li6PS5Cl: rest, NBR: 6 wt% } }\n')],
    keeps: [over('wet-slurry', 'product: { composition: { Li6PS5Cl: rest, NBR: 5 wt% } }\n')],
  },
  little_soluble_binder: {
    breaks: [over('wet-slurry', 'product: { composition: { Li6PS5Cl: rest, NBR: 0.4 wt% } }\n')],
    keeps: [over('wet-slurry', 'product: { composition: { Li6PS5Cl: rest, NBR: 0.5 wt% } }\n')],
  },
  ptfe_on_lithium: {
    breaks: [over('ptfe-dry', 'product: { facing: lithium }\n')],
    keeps: [over('ptfe-dry', 'product: { facing: graphite }\n')],
  },
}

/** Rules that only routes with a scaffold, a solution or another electrolyte can break. */
const ELSEWHERE: typeof BROKEN = {
  scaffold_melts: {
    breaks: [over('scaffold-nylon-mesh', 'steps: { drying: { set: { oven_temperature: 200 degC } } }\n')],
    keeps: [over('scaffold-nylon-mesh', '')],
  },
  thinner_than_scaffold: {
    breaks: [over('scaffold-cellulose', 'product: { set: { thickness: 28 um } }\n')],
    keeps: [over('scaffold-cellulose', '')],
  },
  scaffold_share: {
    breaks: [over('scaffold-cellulose', 'product: { set: { thickness: 900 um } }\n')],
    keeps: [over('scaffold-cellulose', '')],
  },
  alcohol_in_a_wash: {
    breaks: [over('wet-slurry', 'finish: debind-wash\nsteps: { wash_debinding: { wash: ethanol } }\n')],
    keeps: [over('wet-slurry', 'finish: debind-wash\n')],
  },
  nothing_to_remove: {
    breaks: [over('wet-slurry', 'finish: debind-heat\n')],
    keeps: [over('wet-volatile-ppc', '')],
  },
  cast_without_binder: {
    breaks: [over('wet-slurry', 'product: { composition: Li6PS5Cl }\n')],
    keeps: [over('wet-slurry', '')],
  },
  alcohol_without_solution: {
    breaks: [over('solution-polyimide', 'product: { composition: Li3PS4 }\n')],
    keeps: [over('solution-polyimide', '')],
  },
  germanium_on_lithium: {
    breaks: [over('thermocompression-lgps-peo', 'product: { facing: lithium }\n')],
    keeps: [over('thermocompression-lgps-peo', 'product: { facing: graphite }\n')],
  },
  binder_too_hot: {
    breaks: [
      over('wet-slurry', 'product: { composition: { Li6PS5Cl: rest, tried: 2 wt% } }\n'),
      `${PLAIN}  tried: { price: 1 USD/kg, density: 1 g/cm^3, heat_capacity: 2 kJ/(kg*K), role: binder, highest_temperature: 60 degC }\n`,
    ],
    keeps: [
      over('wet-slurry', 'product: { composition: { Li6PS5Cl: rest, tried: 2 wt% } }\n'),
      `${PLAIN}  tried: { price: 1 USD/kg, density: 1 g/cm^3, heat_capacity: 2 kJ/(kg*K), role: binder, highest_temperature: 200 degC }\n`,
    ],
  },
  slurry_on_lithium: {
    breaks: [
      over('wet-slurry', 'steps: { casting: { carrier: lithium_foil } }\n'),
      `${PLAIN}  lithium_foil: { price: 1 USD/m^2, measure: m^2, role: carrier, traits: [lithium_metal] }\n`,
    ],
    keeps: [over('wet-slurry', '')],
  },
}

/** Rules that the diagnostics name, by what they were raised for. */
const rulesOf = (texts: readonly string[]): string[] =>
  attemptTexts(texts, { bundled: true }).diagnostics.list.flatMap(({ code, facts }) =>
    code === 'RULE_REFUSES' || code === 'RULE_WARNS' ? [String(facts.rule)] : [],
  )

describe('the bundled rules', () => {
  const all = { ...BROKEN, ...ELSEWHERE }

  test.each(Object.entries(all))('%s is told where it is broken, and nowhere else', (rule, { breaks, keeps }) => {
    expect(rulesOf(breaks)).toContain(rule)
    expect(rulesOf(keeps)).not.toContain(rule)
  })

  test('are all tried, and each cites a source or says that it assumes', () => {
    const documents = new Shelf().rules('x.yaml').map(({ text }) => parse(text))
    const rules = documents.flatMap(({ refuse = {}, warn = {} }) => Object.entries({ ...refuse, ...warn }))
    expect(rules.map(([name]) => name).sort()).toEqual(Object.keys(all).sort())
    for (const [name, rule] of rules) {
      const { source, assumption, because } = rule as Record<string, string | undefined>
      expect(source ?? assumption, name).toBeTruthy()
      expect(because?.length, name).toBeGreaterThan(20)
    }
  })

  test('a refusal leaves no number, and an acceptance turns it into a warning', () => {
    const broken = 'steps: { mixing: { solvent: NMP } }\n'
    expect(attemptTexts([over('wet-slurry', broken)], { bundled: true }).diagnostics.failed).toBe(true)
    const accepted = attemptTexts(
      [over('wet-slurry', `${broken}accepts: { amide_on_sulfide: to see what it would cost }\n`)],
      {
        bundled: true,
      },
    )
    expect(accepted.diagnostics.failed).toBe(false)
    expect(accepted.codes).toContain('RULE_ACCEPTED')
    expect(accepted.words).toContain('to see what it would cost')
  })

  test('the first routes break none', () => {
    for (const name of ['wet-slurry', 'ptfe-dry'])
      expect(costRoute(name).warnings.filter((code) => code.startsWith('RULE'))).toEqual([])
  })
})
