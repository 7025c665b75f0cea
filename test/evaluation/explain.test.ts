import { describe, expect, test } from 'vitest'
import type { Variable } from '../../src/equation/system.ts'
import { type Derivation, explain } from '../../src/evaluation/explain.ts'
import { type Asked, type Costed, costRoute, costText } from '../support.ts'

const derive = (costed: Costed, name: string, depth = 99): Derivation =>
  explain(costed.evaluation, costed.model.compiled.system.find(name) as Variable, depth)

const wet = (asked: Asked = {}): Costed => costRoute('wet-slurry', asked)

function all(root: Derivation): Derivation[] {
  const found = [root]
  for (let next = 0; next < found.length; next++) found.push(...(found[next] as Derivation).parts)
  return found
}

describe('the derivation of a figure', () => {
  test('says what it is, where it stands, and what it was computed from', () => {
    const areal = derive(wet(), 'product.areal_mass')
    expect(areal).toMatchObject({
      name: 'product.areal_mass',
      kind: 'computed',
      value: '0.0759695 kg/m^2',
      text: 'thickness * (1 - porosity) * pore_free_density',
      about: 'Dry mass per area',
      repeated: false,
      cut: false,
    })
    expect(areal.place).toMatch(/^flows\/operations\/membrane\.yaml:\d+$/)
    expect(areal.parts.map(({ name }) => name).sort()).toEqual([
      'product.pore_free_density',
      'product.porosity',
      'product.thickness',
    ])
  })

  test('ends in inputs, each with a source or an assumption, its range and its place', () => {
    const parts = all(derive(wet(), 'product.areal_mass'))
    const inputs = parts.filter(({ kind }) => kind === 'input')
    // the electrolyte is the rest
    expect([...new Set(inputs.map(({ name }) => name))].sort()).toEqual([
      'materials.Li6PS5Cl.density',
      'materials.NBR.density',
      'product.composition.NBR',
      'product.porosity',
      'product.thickness',
    ])
    for (const input of inputs) expect(input.source ?? input.assumption, input.name).toBeDefined()
    const thickness = inputs.find(({ name }) => name === 'product.thickness')
    expect(thickness).toMatchObject({ value: '50 um', spread: '25 um .. 75 um, pert', parts: [] })
    expect(thickness?.source).toContain('song2023')
    expect(thickness?.source).toContain('Table 6')
    expect(thickness?.place).toMatch(/^flows\/wet-slurry\.yaml:\d+$/)
  })

  test('tells each variable in full once', () => {
    const parts = all(derive(wet(), 'accumulated.cost'))
    const told = parts.filter(({ parts: below }) => below.length > 0).map(({ name }) => name)
    expect(new Set(told).size).toBe(told.length)
    for (const { repeated, parts: below, name } of parts) if (repeated) expect(below, name).toEqual([])
    expect(parts.some(({ repeated }) => repeated)).toBe(true)
    const inputs = new Set(parts.filter(({ kind }) => kind === 'input').map(({ name }) => name))
    // what a cost rests on holds prices, machines, the plant and the product
    for (const name of ['prices.Li2S', 'equipment.convection_oven.price', 'plant.discount_rate', 'product.thickness'])
      expect(inputs).toContain(name)
  })

  test('is cut at the depth asked for', () => {
    const shallow = derive(wet(), 'accumulated.cost', 1)
    expect(shallow.parts.length).toBeGreaterThan(50)
    expect(shallow.parts.every(({ parts }) => parts.length === 0)).toBe(true)
    expect(shallow.parts.some(({ cut }) => cut)).toBe(true)
  })

  test('shows what was set', () => {
    const { parts } = derive(wet({ set: ['product.thickness=30 µm'] }), 'product.areal_mass')
    const thickness = parts.find(({ name }) => name === 'product.thickness')
    expect(thickness).toMatchObject({ changed: 'product.thickness=30 µm', spread: undefined })
    expect(thickness?.value).toMatch(/^30 (um|µm)$/)
  })

  test('names the loop that a figure was eliminated with', () => {
    const costed = costText(
      [
        `flow: loop
assumption: test
feeds: { mixing.first: { toluene: 10 kg } }
product: { operation: collected, from: dividing.main }
steps: { mixing: { operation: mixer }, dividing: { operation: splitter } }
streams: [ mixing.mixed -> dividing.inlet, dividing.side -> mixing.second ]`,
        'plant: works\ncurrency: USD\nparameters: { annual_output: { value: 1000 kg/yr, assumption: test } }',
        'method: bare\ncosts: [{ for: plant, category: overhead, item: none, is: 1 USD }]',
      ],
      { bundled: true, method: 'bare', plant: 'works' },
    )
    const mixed = derive(costed, 'steps.mixing.mixed.toluene')
    expect(mixed.value).toBe('20 kg')
    expect(mixed.loop).toContain('steps.dividing.side.toluene')
    expect(mixed.loop).toContain('steps.mixing.mixed.toluene')
  })
})
