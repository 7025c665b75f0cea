import type { NetworkStep } from './network-data.ts'
import { amountText, componentWordings, leavingByTag, sumText } from './wording.ts'

/** What a step takes from outside the route, or gives off. */
export interface Outside {
  readonly side: 'in' | 'out'
  readonly name: string
  readonly amount: string
}

/** All that enters a step from outside and all that leaves there: bought or fed materials, and scrap, waste and vapour. */
export function outsideOf({ enters, leaves }: Pick<NetworkStep, 'enters' | 'leaves'>): Outside[] {
  const entering = enters
    .filter(({ kind, amount }) => kind !== 'made' && amount > 0)
    .map((part): Outside => {
      const fed = part.kind === 'fed' ? ', fed' : ''
      return { side: 'in', name: `${part.component}${fed}`, amount: amountText(part) }
    })
  const leaving = leavingByTag(leaves)
    .filter(({ parts }) => parts.some(({ amount }) => amount > 0))
    .map(({ words, parts }): Outside => {
      const [of = ''] = componentWordings(parts, 2)
      return { side: 'out', name: `${words}: ${of}`, amount: sumText(parts) }
    })
  return [...entering, ...leaving]
}
