import { type Costed, costRoute } from '../../support.ts'

/** Atomic weights as a periodic table prints them, g/mol. */
const WEIGHTS: Readonly<Record<string, number>> = {
  H: 1.008,
  Li: 6.94,
  C: 12.011,
  O: 15.999,
  Na: 22.98976928,
  P: 30.973761998,
  S: 32.06,
  Cl: 35.45,
  Br: 79.904,
  Zr: 91.224,
  Ge: 72.63,
  Sn: 118.71,
}

/** Molar mass of counted atoms. */
export function mass(atoms: Readonly<Record<string, number>>): number {
  return Object.entries(atoms).reduce((sum, [element, count]) => sum + (WEIGHTS[element] as number) * count, 0)
}

type Compound =
  | ('Li2S' | 'P2S5' | 'LiCl' | 'LiBr' | 'Na2S' | 'NaCl' | 'Li2SO4' | 'Li2CO3' | 'LiOH_H2O')
  | ('H2S' | 'H2O' | 'CO2' | 'sucrose' | 'ZrCl4' | 'GeS2' | 'SnS2' | 'Li6PS5Cl')

/** Molar masses, g/mol. */
export const MOLAR: Readonly<Record<Compound, number>> = {
  Li2S: mass({ Li: 2, S: 1 }),
  P2S5: mass({ P: 2, S: 5 }),
  LiCl: mass({ Li: 1, Cl: 1 }),
  LiBr: mass({ Li: 1, Br: 1 }),
  Na2S: mass({ Na: 2, S: 1 }),
  NaCl: mass({ Na: 1, Cl: 1 }),
  Li2SO4: mass({ Li: 2, S: 1, O: 4 }),
  Li2CO3: mass({ Li: 2, C: 1, O: 3 }),
  LiOH_H2O: mass({ Li: 1, O: 2, H: 3 }),
  H2S: mass({ H: 2, S: 1 }),
  H2O: mass({ H: 2, O: 1 }),
  CO2: mass({ C: 1, O: 2 }),
  sucrose: mass({ C: 12, H: 22, O: 11 }),
  ZrCl4: mass({ Zr: 1, Cl: 4 }),
  GeS2: mass({ Ge: 1, S: 2 }),
  SnS2: mass({ Sn: 1, S: 2 }),
  Li6PS5Cl: mass({ Li: 6, P: 1, S: 5, Cl: 1 }),
}

/** An upstream flow by itself, with the parameters given as `step.name`. */
export function made(flow: string, set: readonly string[] = []): Costed {
  return costRoute(`flows/supply/${flow}.yaml`, { set: set.map((change) => `steps.${change}`) })
}

/** kg bought for 1 kg of the product. */
export function bought(costed: Costed, component: string): number {
  return costed.result.purchases[component]?.amount ?? 0
}
