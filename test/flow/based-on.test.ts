import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptTexts, costRoute, costText } from '../support.ts'

const bundled = { bundled: true } as const
const mine = (rest: string): string => `flow: mine\nbased_on: wet-slurry\nassumption: figures of a test\n${rest}`

describe('a flow based on another', () => {
  test('costs what the other costs where it states nothing', () => {
    const base = costRoute('wet-slurry')
    const same = costText([mine('')], bundled)
    expect(same.ledger.total.toFixed()).toBe(base.ledger.total.toFixed())
    expect(same.result.flow).toBe('mine')
  })

  test('costs what the other costs with the same settings', () => {
    const set = ['product.thickness=30 um', 'steps.mixing.solids_content=60 wt%', 'steps.casting.coating_speed=8 m/min']
    const base = costRoute('wet-slurry', { set })
    const same = costText(
      [
        mine(`product: { set: { thickness: 30 um } }
steps:
  mixing: { set: { solids_content: 60 wt% } }
  casting: { set: { coating_speed: 8 m/min } }
`),
      ],
      bundled,
    )
    expect(same.ledger.total.toFixed()).toBe(base.ledger.total.toFixed())
  })

  test('costs, whatever it states, what the other costs with the same settings', () => {
    /** Inputs by where a flow states them, with values that make sense. */
    const inputs = {
      'product.thickness': fc.integer({ min: 20, max: 100 }).map((x) => `${x} um`),
      'product.porosity': fc.integer({ min: 5, max: 30 }).map((x) => `${x} %`),
      'steps.mixing.solids_content': fc.integer({ min: 45, max: 65 }).map((x) => `${x} wt%`),
      'steps.casting.coating_speed': fc.integer({ min: 3, max: 40 }).map((x) => `${x} m/min`),
      'steps.drying.oven_temperature': fc.integer({ min: 60, max: 140 }).map((x) => `${x} degC`),
      'steps.slitting.piece_length': fc.integer({ min: 5, max: 30 }).map((x) => `${x} cm`),
      'route.bare_edge': fc.integer({ min: 20, max: 80 }).map((x) => `${x} mm`),
    }
    const asText = (settings: Readonly<Record<string, string>>): string =>
      Object.entries(settings)
        .map(([path, value]) => {
          const [head, ...rest] = path.split('.') as [string, ...string[]]
          if (head === 'route') return `parameters: { ${rest[0]}: ${value} }`
          if (head === 'product') return `product: { set: { ${rest[0]}: ${value} } }`
          return `steps: { ${rest[0]}: { set: { ${rest[1]}: ${value} } } }`
        })
        .join('\n')
    fc.assert(
      fc.property(fc.record(inputs, { requiredKeys: [] }), (given) => {
        const settings = given as Readonly<Record<string, string>>
        const set = Object.entries(settings).map(([path, value]) => `${path}=${value}`)
        // each setting in a flow of its own, all laid over each other
        const texts = Object.entries(settings).map(
          ([path, value], i, all) =>
            `flow: layer${i}\nbased_on: ${i + 1 < all.length ? `layer${i + 1}` : 'wet-slurry'}\nassumption: figures of a test\n${asText({ [path]: value })}\n`,
        )
        if (texts.length === 0) return
        const layered = costText(texts, bundled)
        expect(layered.ledger.total.toFixed()).toBe(costRoute('wet-slurry', { set }).ledger.total.toFixed())
      }),
      { numRuns: 10 },
    )
  })

  test('keeps the sources of the numbers that it takes over, and has its own', () => {
    const { model } = costText([mine('product: { set: { thickness: 30 um } }')], bundled)
    const of = (name: string) => model.compiled.system.find(name)
    expect(of('product.porosity')?.statement).toMatchObject({ source: 'song2023', at: 'section 3.4.2' })
    expect(of('product.thickness')?.statement).toMatchObject({ assumption: 'figures of a test', source: undefined })
    expect(of('product.porosity')?.origin?.document.at(['product', 'set', 'porosity']).file).toMatch(
      /wet-slurry\.yaml$/,
    )
  })

  test('a number without a source beneath does not take that of the flow above', () => {
    const outcome = attemptTexts(
      [
        'flow: mine\nbased_on: plain\nsource: song2023\nat: nowhere\n',
        'flow: plain\nbased_on: wet-slurry\nproduct: { set: { thickness: 30 um } }\n',
      ],
      bundled,
    )
    expect(outcome.codes).toContain('NO_SOURCE')
    expect(outcome.words).toContain('product.thickness')
  })

  test('a whole slot takes the place of the other, its numbers none of the other', () => {
    const { result } = costText([mine('steps: { mixing: { solvent: toluene } }')], bundled)
    expect(Object.keys(result.purchases)).not.toContain('IBIB')
    expect(result.solvent.evaporated_kg).toBeGreaterThan(0)
  })

  test('a step without a value is removed with its streams', () => {
    const routes = [
      'steps: { recovery: ~ }\n',
      'steps: { recovery: ~, chimney: { operation: stack } }\nstreams: [drying.vapour -> chimney.vapour]\n',
    ]
    const [open, released] = routes.map((rest) => costText([mine(rest)], bundled))
    expect(open?.warnings).toContain('VAPOUR_LEAVES')
    expect(released?.warnings).not.toContain('VAPOUR_LEAVES')
    expect(released?.result.solvent.recovered_kg).toBe(0)
    expect(released?.result.solvent.to_air_kg).toBeCloseTo(released?.result.solvent.evaporated_kg as number, 12)
    // what was recovered is bought
    expect(released?.result.solvent.fresh_kg).toBeGreaterThan(
      (costRoute('wet-slurry').result.solvent.fresh_kg as number) * 5,
    )
  })

  test('a stream to nowhere takes away those of the flow beneath; added steps stand where they are fed', () => {
    const dry = (rest: string): string => `flow: mine\nbased_on: ptfe-dry\nassumption: figures of a test\n${rest}`
    const wasteful = costText([dry('streams: [forming.trim -> ~, hot_calendering.trim -> ~]\n')], bundled)
    expect(wasteful.result.scrap).toBeGreaterThan(costRoute('ptfe-dry').result.scrap as number)
    expect([...costRoute('wet-slurry-distilled').model.route.steps.keys()]).toEqual([
      ...['mixing', 'casting', 'drying', 'condensation', 'adsorption', 'distillation', 'oxidation'],
      ...['calendering', 'slitting'],
    ])
  })

  test('a chain of three is joined from the bottom', () => {
    const texts = [
      'flow: top\nbased_on: middle\nassumption: figures of a test\nproduct: { set: { thickness: 30 um } }\n',
      'flow: middle\nbased_on: wet-slurry\nassumption: other figures\nproduct: { set: { thickness: 40 um, porosity: 20 % } }\n',
    ]
    const { result, model } = costText(texts, bundled)
    expect(result.membrane).toMatchObject({ thickness_um: 30, porosity: 0.2 })
    expect(model.compiled.system.find('product.porosity')?.statement?.assumption).toBe('other figures')
  })

  test('a parameter that nothing states any more is missed', () => {
    const outcome = attemptTexts([mine('parameters: { bare_edge: ~ }')], bundled)
    expect(outcome.codes).toContain('NAME_UNKNOWN')
  })
})

describe('a finish', () => {
  test('none leaves a route as it is; the bundled pressed routes are their bases with it', () => {
    for (const [base, pressed] of [
      ['wet-slurry', 'wet-slurry-wip'],
      ['ptfe-dry', 'ptfe-dry-wip'],
    ] as const) {
      const plain = costRoute(base)
      const without = costRoute(pressed, { set: ['finish=none'] })
      expect(without.ledger.total.toFixed()).toBe(plain.ledger.total.toFixed())
      const finished = costRoute(base, { set: ['finish=wip'] })
      const own = costRoute(pressed)
      // only the conductivity differs, which the pressed route states itself
      expect(finished.ledger.total.toFixed()).toBe(own.ledger.total.toFixed())
      expect(finished.result.membrane?.asr_ohm_cm2).not.toBe(own.result.membrane?.asr_ohm_cm2)
    }
  })

  test('takes what the route says of its product, and makes the film before it thicker', () => {
    const { result, value } = ((costed) => ({ result: costed.result, value: costed.value.bind(costed) }))(
      costRoute('wet-slurry', { set: ['finish=wip'] }),
    )
    expect(value('route.green_porosity')).toBe(0.15)
    expect(result.membrane?.porosity).toBe(0.07)
    expect(value('route.green_thickness', 'um')).toBeCloseTo((50 * 0.93) / 0.85, 9)
    expect(value('steps.casting.film_thickness', 'um')).toBeCloseTo((50 * 0.93) / 0.85, 9)
    // in proportion to the solids per volume
    expect(result.membrane?.conductivity_ms_per_cm).toBeCloseTo((1.1 * 0.93) / 0.85, 12)
  })

  test('steps of a finish are changed by the route, and left out with it', () => {
    const text = mine('finish: wip\nsteps: { pressing: { set: { hold_time: 30 min } } }\n')
    const slow = costText([text], bundled)
    expect(slow.value('steps.pressing.hold_time', 'min')).toBe(30)
    expect(slow.total).toBeGreaterThan(costRoute('wet-slurry-wip').total)
    const without = costText([text], { ...bundled, set: ['finish=none'] })
    expect(without.ledger.total.toFixed()).toBe(costRoute('wet-slurry').ledger.total.toFixed())
  })

  test('a step stated for another finish than it has is refused', () => {
    const outcome = attemptTexts([mine('finish: none\nsteps: { pressing: { set: { hold_time: 30 min } } }\n')], bundled)
    expect(outcome.codes).toEqual(['STEP_UNKNOWN'])
  })
})
