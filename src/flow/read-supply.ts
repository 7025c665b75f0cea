import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Documents } from './documents.ts'
import type { Flow } from './model.ts'
import type { Overrides } from './overrides.ts'
import type { PriceBook } from './price-book.ts'
import { readFlow } from './read-flow.ts'

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
  for (let flow = open.shift(); flow !== undefined; flow = open.shift()) {
    for (const [component, choice] of flow.supply) {
      if (choice === 'bought' || supply.has(component) || !flow.roles.has(component)) continue
      const span = () => overrides.supplySpans.get(component)?.value ?? flow.document.at(['supply', component])
      const document = documents.supply(choice, flow.document.file, span)
      // a bundled upstream flow takes the operations of the route that asks for it
      const beside = document !== undefined && documents.isBundled(document.file) ? route.document.file : document?.file
      const read =
        document === undefined
          ? undefined
          : readFlow(document, component, book, documents, overrides.supply, diagnostics, beside)
      if (read === undefined) continue
      const makes = [...read.product.slots.values()].flatMap((slot) => [...slot.fractions.keys()])
      // a product without a composition takes whatever its flow delivers
      if (makes.length > 0 ? !makes.includes(component) : !read.roles.has(component))
        diagnostics.error('SUPPLY_MAKES_OTHER', span(), { flow: read.name, component, makes })
      supply.set(component, read)
      open.push(read)
    }
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
