import { expect, test } from 'vitest'
import { Operation } from '../../src/equation/graph.ts'
import { costText } from '../support.ts'

/** A chain of mixers that buys at its first, uses electricity at each and throws something away at each. */
function chain(steps: number): string[] {
  const names = Array.from({ length: steps }, (_, i) => `s_${i}`)
  return [
    `flow: chain
assumption: test
plant: electrolyte
product: { operation: powder, from: ${names.at(-1)}.out, composition: { Li6PS5Cl: 100 % } }
steps: { ${names.map((name, i) => `${name}: { operation: ${i === 0 ? 'first' : 'next'} }`).join(', ')} }
streams: [ ${names
      .slice(1)
      .map((name, i) => `${names[i]}.out -> ${name}.in_`)
      .join(', ')} ]`,
    ...['first', 'next'].map(
      (name) => `operation: ${name}
assumption: test
ports:
  in_: { in: bulk, carries: [solids]${name === 'first' ? ', market: true' : ''} }
  out: { out: bulk, carries: [solids] }
  lost: { out: bulk, carries: [solids], counts_as: scrap, disposal: sulfide_waste }
through: [ out.each = in_.each * 99.9 % ]
balance: { lost.each: in_.each - out.each }
rate: { of: out.mass, is: 100 kg/h }
uses: { electricity: machine.power, nitrogen: 1 kg/h, labour: machine.operators }
equipment: { machine: powder_mixer, size: 150 kg }`,
    ),
  ]
}

test.each(['levelized', 'batpac-style', 'cash-flow'])(
  'no equation of %s grows deeper with the steps of a flow',
  (method) => {
    const { system } = costText(chain(200), { method, bundled: true }).model.compiled
    const { graph } = system
    // children stand before their parents
    const depth = new Int32Array(graph.size)
    for (let node = 0; node < graph.size; node++) {
      if ((graph.operation[node] as Operation) <= Operation.variable) continue
      const children = [graph.first[node], graph.second[node], graph.third[node]]
      depth[node] =
        1 + Math.max(...children.map((child) => (child !== undefined && child >= 0 ? (depth[child] as number) : 0)))
    }
    const deepest = Math.max(
      ...system.variables.map(({ definition }) => (definition === undefined ? 0 : (depth[definition] as number))),
    )
    expect(deepest).toBeLessThan(60)
  },
)
