import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { NumberRead } from '../equation/number.ts'
import { literalOf } from '../equation/syntax.ts'
import type { Documents } from './documents.ts'
import type { Flow } from './model.ts'
import type { Overrides } from './overrides.ts'
import type { PriceBook } from './price-book.ts'
import { readFlow } from './read-flow.ts'

/** Whether a composition states that it holds nothing of a component. */
function isNone(fraction: NumberRead | 'whole' | 'rest'): boolean {
  return typeof fraction === 'object' && literalOf(fraction.sourced.expression)?.value.isZero() === true
}

/** Upstream flows: those a route or another upstream flow makes in house, each once, whoever asks. */
export function readSupply(
  route: Flow,
  documents: Documents,
  book: PriceBook,
  overrides: Overrides,
  diagnostics: Diagnostics,
): Map<string, Flow> {
  const supply = new Map<string, Flow>()
  const open: Flow[] = [route]
  // what the route says of components that only its upstream flows have, and what the command line says over it
  const chosen = new Map([...route.supplyUpstream, ...overrides.supply])
  for (let flow = open.shift(); flow !== undefined; flow = open.shift()) {
    for (const [component, choice] of flow.supply) {
      if (choice === 'bought' || supply.has(component) || !flow.roles.has(component)) continue
      const span = () =>
        overrides.supplySpans.get(component)?.value ??
        (route.supplyUpstream.has(component) ? route : flow).document.at(['supply', component])
      const document = documents.supply(choice, flow.document.file, span)
      if (document?.value.set !== undefined)
        diagnostics.error('SET_OF_SUPPLY', document.at(['set'], 'key'), { flow: document.value.flow, component })
      // a bundled upstream flow takes the operations of the route that asks for it
      const beside = document !== undefined && documents.isBundled(document.file) ? route.document.file : document?.file
      const read =
        document === undefined ? undefined : readFlow(document, component, book, documents, chosen, diagnostics, beside)
      if (read === undefined) continue
      const makes = [...read.product.slots.values()].flatMap((slot) =>
        [...slot.fractions].filter(([, fraction]) => !isNone(fraction)).map(([name]) => name),
      )
      // a product without a composition takes whatever its flow delivers
      if (makes.length > 0 ? !makes.includes(component) : !read.roles.has(component))
        diagnostics.error('SUPPLY_MAKES_OTHER', span(), { flow: read.name, component, makes })
      supply.set(component, read)
      open.push(read)
    }
  }
  for (const component of route.supplyUpstream.keys()) {
    if ([...supply.values()].some((flow) => flow.roles.has(component))) continue
    reportUnused(route, component, supply, diagnostics)
  }
  for (const [component] of overrides.supply) {
    const known = [route, ...supply.values()].some((flow) => flow.roles.has(component))
    if (!known)
      diagnostics.error('SUPPLY_UNUSED', overrides.supplySpans.get(component)?.name, {
        name: component,
        near: nearest(component, route.roles.keys()),
      })
  }
  return supply
}

/** What nothing has: a slip where the flow states it itself, and left over where it took it from the flow that it is based on. */
function reportUnused(
  route: Flow,
  component: string,
  supply: ReadonlyMap<string, Flow>,
  diagnostics: Diagnostics,
): void {
  const { document } = route
  const span = document.at(['supply', component], 'key')
  const known = [route, ...supply.values()].flatMap((flow) => [...flow.roles.keys()])
  if (span.file === document.file)
    diagnostics.error('SUPPLY_UNUSED', span, { name: component, near: nearest(component, known) })
  else diagnostics.warn('SUPPLY_LEFT', document.at(['flow']), { name: component, flow: route.name })
}
