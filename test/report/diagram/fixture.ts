import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Network, networkOf } from '../../../src/report/diagram/network.ts'
import { type Asked, type Costed, costText } from '../../support.ts'

const base = join(import.meta.dirname, '..', '..', 'bad-input', 'base')
const read = (file: string): string => readFileSync(join(base, file), 'utf8')

const SHARED = [
  ...['mix', 'coat', 'dry', 'condense', 'sheet', 'reactor', 'splitter', 'mixer', 'heap'].map((name) =>
    read(`operations/${name}.yaml`),
  ),
  read('methods/plain.yaml'),
  read('prices/test.yaml'),
  read('prices/plants/small.yaml'),
  read('prices/plants/mill.yaml'),
]

/** A route with a recycle: what the oven drives off goes back to the mixer. */
export const FILLED: string = read('route.yaml')

/** Its filler made in house, in a flow whose stream divides in two and joins again. */
export const IN_HOUSE: string = FILLED.replace('flow: route', 'flow: in-house')
  .replace('Ceramic: 90 wt%', 'Sulfide: 90 wt%')
  .replace('steps:\n', 'supply: { Sulfide: blend }\nsteps:\n')

const BLEND = `format: 1
flow: blend
title: Sulfide, blended
assumption: figures of a test
method: plain
plant: mill
product: { operation: heap, from: joining.mixed, composition: Sulfide }
steps:
  reactor: { operation: reactor }
  dividing: { operation: splitter }
  joining: { operation: mixer }
streams:
  - reactor.goods -> dividing.inlet
  - dividing.main -> joining.first
  - dividing.side -> joining.second
`

/** A film pressed from powder that needs no solvent. */
export const DRY = `format: 1
flow: dry
title: Film without solvent
assumption: figures of a test
method: plain
plant: small
product:
  operation: sheet
  from: coating.film
  composition: { Ceramic: 90 wt%, Rubber: 10 wt% }
steps:
  blending: { operation: blend-bought }
  coating: { operation: coat }
streams:
  - blending.goods -> coating.slurry
`

const BUY = read('operations/buy.yaml').replace('operation: buy', 'operation: blend-bought')

export const costed = (route: string, asked: Asked = {}): Costed => costText([route, BLEND, BUY, ...SHARED], asked)

export const networkOfCosted = ({ evaluation, result }: Costed): Network => networkOf(evaluation, result)

export const networkOfText = (route: string, asked: Asked = {}): Network => networkOfCosted(costed(route, asked))
