import { expect, test } from 'vitest'
import { costText, expectClose } from '../support.ts'
import { SYSTEMS } from './coverage.ts'

interface Variant {
  readonly base: string
  readonly differs: string
  /** What is bought and was not before. */
  readonly buys: readonly string[]
}

/** Entries that the coverage says are the same flow graph with something else in it, as routes of a few lines. */
const VARIANTS: Readonly<Record<string, Variant>> = {
  'kim2022 2c': {
    base: 'double-cast-graphite',
    differs: `
product: { composition: { Li10GeP2S12: rest, NBR: 1.5 wt% } }
supply: { Li6PS5Cl: ~ }`,
    buys: ['Li10GeP2S12', 'xylene'],
  },
  'kim2022 3a': {
    base: 'wet-slurry',
    differs: `
product: { composition: { Li3PS4: rest, NBR: 4.8 wt% } }
supply: { Li6PS5Cl: ~ }
steps: { mixing: { solvent: p_xylene } }`,
    buys: ['Li3PS4', 'p_xylene'],
  },
  'kim2022 4b': {
    base: 'wet-sebs',
    differs: `
product: { composition: { Li3PS4: rest, SEBS: 5 wt% } }
supply: { Li7P3S11: ~ }
steps: { mixing: { solvent: heptane } }`,
    buys: ['Li3PS4', 'heptane'],
  },
  'kim2022 5a': {
    base: 'wet-sebs',
    differs: `
product: { composition: { Li3PS4: rest, SEBS: 5 wt% } }
supply: { Li7P3S11: ~ }
steps: { mixing: { solvent: decane } }`,
    buys: ['Li3PS4', 'decane'],
  },
  'kim2022 6b': { base: 'wet-pib', differs: 'steps: { mixing: { solvent: o_xylene } }', buys: ['PIB', 'o_xylene'] },
  'kim2022 8a': {
    base: 'wet-vulcanised-br',
    differs: `
product: { composition: { Li6PS5Cl: rest, BR: 1.5 wt% } }
supply: { Li6PS5Cl05Br05: ~ }`,
    buys: ['Li6PS5Cl', 'BR'],
  },
  'song2023 13': {
    base: 'wet-nbr-litfsi-cosolvent',
    differs: `
product: { composition: { Li6PS5Cl05Br05: rest, PVDF_HFP: 2.5 wt%, LiTFSI: 1 wt% } }
steps: { mixing: { solvent: { ethyl_acetate: 50 wt%, hexyl_butyrate: 50 wt% } } }`,
    buys: ['PVDF_HFP', 'ethyl_acetate', 'hexyl_butyrate'],
  },
  'song2023 31': {
    base: 'wet-pegda-dmaema',
    differs: `
product:
  set: { thickness: 65 um, conductivity: 0.28 mS/cm, conductivity_temperature: 40 degC }
  composition: { Li6PS5Cl: rest, PEO: 4 wt%, LiClO4: 1 wt% }`,
    buys: ['PEO', 'LiClO4', 'acetonitrile'],
  },
}

test.each(Object.entries(VARIANTS))('%s is its route with something else in it', (entry, { base, differs, buys }) => {
  const [source = '', id] = entry.split(' ')
  const listed = SYSTEMS.get(source)?.find((each) => each.id === id)
  expect(listed?.covered_by).toContain(base)
  expect(listed?.how).toBeTruthy()
  const { result, total } = costText([`flow: variant\nbased_on: ${base}\n${differs}`], { bundled: true })
  expect(total).toBeGreaterThan(0)
  expect(Object.keys(result.purchases)).toEqual(expect.arrayContaining([...buys]))
  if (entry === 'song2023 31') expectClose(result.membrane?.asr_ohm_cm2 ?? Number.NaN, 23.2, 0.002)
})
