import { type Network, PRODUCT } from './network-data.ts'
import { brief, componentWordings, flowTexts, readable } from './wording.ts'

/** Streams that a description names, at most. */
const MOST = 40

/** A process flow diagram in words, for whoever cannot see it. */
export function flowDescription(network: Network): string {
  const { groups, steps, streams, basis, cost, currency } = network
  const name = (key: string): string => (key === PRODUCT ? 'the product' : key)
  const flows = groups.map(({ makes, steps: own }) =>
    makes === undefined
      ? `The route has ${count(own.length, 'step')}: ${own.slice(0, MOST).join(', ')}.`
      : `${makes} is made in house in ${count(own.length, 'step')}: ${own.slice(0, MOST).join(', ')}.`,
  )
  const said = (isReturn: boolean): string[] =>
    streams
      .filter((stream) => stream.isReturn === isReturn)
      .slice(0, MOST)
      .map((stream) => {
        const [what = ''] = componentWordings(stream.parts, 2)
        return `${name(stream.from)} to ${name(stream.to)}, ${flowTexts(stream).join(', ')}${what === '' ? '' : ` of ${what}`}`
      })
  const back = said(true)
  const bottleneck = steps.find(({ isBottleneck }) => isBottleneck)
  return [
    ...flows,
    `Streams per ${readable(basis)} of product: ${said(false).join('; ')}.`,
    ...(back.length === 0 ? [] : [`Back to an earlier step: ${back.join('; ')}.`]),
    ...(bottleneck === undefined ? [] : [`The bottleneck is ${bottleneck.key}.`]),
    `The product costs ${brief(cost, 4)} ${currency} per ${readable(basis)}.`,
  ].join(' ')
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`
