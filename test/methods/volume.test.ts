import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Evaluator } from '../../src/evaluation/evaluate.ts'
import { costText } from '../support.ts'

/** A machine of a random plant: what it does in an hour, what it costs, who runs it and where it stands. */
interface Machine {
  readonly perHour: number
  readonly price: number
  readonly operators: number
  readonly floor: number
  readonly dry: number
  readonly power: number
  readonly availability: number
  readonly changeover: number
}

/** Numbers as a person writes them. */
const number = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1000 }).map((part) => Number((least + ((most - least) * part) / 1000).toPrecision(5)))

const machine: fc.Arbitrary<Machine> = fc.record({
  perHour: number(0.5, 500),
  price: number(1e3, 1e7),
  operators: number(0.05, 3),
  floor: number(0, 300),
  dry: fc.constantFrom(0, 0.4, 1),
  power: number(0, 500),
  availability: number(0.3, 1),
  changeover: number(0, 20),
})
const plant = fc.record({
  machines: fc.array(machine, { minLength: 1, maxLength: 4 }),
  dewPoint: fc.constantFrom(-40, -50, -60, -70),
  enclosed: fc.boolean(),
  discount: number(0, 0.3),
  overhead: number(0, 1),
})

function texts(machines: readonly Machine[]): string[] {
  const operations = machines.map(
    (_, i) => `operation: op_${i}
assumption: test
ports:
  in_: { in: bulk, carries: [solids]${i === 0 ? ', market: true' : ''} }
  out: { out: bulk, carries: [solids] }
through: [ out.each = in_.each ]
parameters: { speed: ${machines[i]?.perHour} kg/h }
rate: { of: out.mass, is: speed }
uses: { electricity: machine.power, labour: machine.operators }
equipment: machine_${i}`,
  )
  const equipment = machines.map(
    ({ price, operators, floor, dry, power, availability, changeover }, i) =>
      `  machine_${i}: { price: ${price} USD, lifetime: 9 yr, floor_area: ${floor} m^2, dry_room_fraction: ${dry}, power: ${power} kW, operators: ${operators}, availability: ${availability}, changeover_time: ${changeover} h, campaign_time: 50 h, assumption: test }`,
  )
  const streams = machines.slice(1).map((_, i) => `  - s_${i}.out -> s_${i + 1}.in_`)
  return [
    `flow: chain
assumption: test
plant: default
product: { operation: goods, from: s_${machines.length - 1}.out, composition: { stuff: 100 % } }
steps: { ${machines.map((_, i) => `s_${i}: { operation: op_${i} }`).join(', ')} }
${streams.length === 0 ? '' : `streams:\n${streams.join('\n')}`}`,
    `operation: goods
materials: { composition: {} }
ports: { goods: { in: bulk, carries: [solids] } }
parameters: { basis: { value: 1 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`,
    ...operations,
    `assumption: test
materials: { stuff: { role: electrolyte, price: 1 USD/kg, density: 2 g/cm^3 } }
equipment:
${equipment.join('\n')}`,
  ]
}

test('cost per unit falls with volume between machine counts, jumps up where one is added, and never lies below whole machines unrounded', () => {
  fc.assert(
    fc.property(plant, ({ machines, dewPoint, enclosed, discount, overhead }) => {
      const set = [
        'plant.annual_output=100000 kg/yr',
        `plant.dew_point=${dewPoint} degC`,
        `plant.handling=${enclosed ? 'inert_enclosure' : 'dry_room'}`,
        `plant.discount_rate=${discount}`,
        `plant.general_labour=${overhead}`,
      ]
      const { model } = costText(texts(machines), { set, bundled: true })
      const evaluator = new Evaluator(model)
      const { program } = evaluator
      const place = (name: string): number => program.inputs.findIndex((input) => input.name === name)
      const [output, fractional] = [place('plant.annual_output'), place('plant.fractional')]
      const slot = (name: string): number =>
        program.slotOfVariable[model.compiled.system.find(name)?.id as number] as number
      const counts = machines.map((_, i) => slot(`steps.s_${i}.machines`))
      const cost = program.slotOfVariable[model.cost.id] as number
      const year = (evaluator.inputs[output]?.toNumber() as number) / 100_000
      const at = (kilograms: number, unrounded = 0): number[] =>
        evaluator.numbers(
          new Map([
            [output, kilograms * year],
            [fractional, unrounded],
          ]),
        )
      const points = Array.from({ length: 60 }, (_, i) => 100 * 1.2 ** i)
      const rows = points.map((kilograms) => at(kilograms))
      for (const [i, kilograms] of points.entries()) {
        const own = rows[i]?.[cost] as number
        const line = at(kilograms, 1)[cost] as number
        expect(own).toBeGreaterThanOrEqual(line * (1 - 1e-12))
        const before = rows[i - 1]
        if (before === undefined || counts.some((count) => before[count] !== rows[i]?.[count])) continue
        expect(own).toBeLessThan(before[cost] as number)
      }
      // where one machine of the first step is full
      const needed = slot('lines.s_0.machines_needed')
      const full = points[0] === undefined ? 0 : (points[0] / (at(points[0])[needed] as number)) * 3
      expect(at(full * 1.000001)[cost]).toBeGreaterThan(at(full * 0.999999)[cost] as number)
    }),
    { numRuns: 40 },
  )
})
