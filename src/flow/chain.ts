import type { Diagnostics } from '../document/diagnostic.ts'
import type { Span } from '../document/span.ts'
import type { Checked } from '../document/validate.ts'

/** A document with what it is based on, the base first. One that is based on itself is refused. */
export function chainOf<T extends { readonly based_on?: string }>(
  top: Checked<T>,
  diagnostics: Diagnostics,
  nameOf: (document: Checked<T>) => string,
  find: (name: string, at: Checked<T>, asked: () => Span) => Checked<T> | undefined,
): Checked<T>[] {
  const chain = [top]
  for (let above = top; above.value.based_on !== undefined; ) {
    const at = above
    const base = find(at.value.based_on as string, at, () => at.at(['based_on']))
    if (base === undefined) break
    if (chain.some((known) => known.file === base.file)) {
      const names = [...chain, base].map(nameOf)
      diagnostics.error('BASED_ON_ITSELF', at.at(['based_on']), { names })
      break
    }
    chain.push(base)
    above = base
  }
  return chain.reverse()
}
