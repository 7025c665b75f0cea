import { type Network, type NetworkStream, PRODUCT } from './network-data.ts'

/** Steps in the order in which material reaches them, side branches before the line goes on; the product last. */
export function processOrder({ groups, streams }: Network): string[] {
  const forward = streams.filter(({ isReturn }) => !isReturn)
  const reaches = leadingToProduct(forward)
  const ordered: string[] = []
  for (const { steps } of groups) {
    const own = new Set(steps)
    const within = forward.filter(({ from, to }) => own.has(from) && own.has(to))
    const waiting = new Map(steps.map((key) => [key, 0]))
    for (const { to } of within) waiting.set(to, (waiting.get(to) as number) + 1)
    const after = outOf(within)
    const ready = steps.filter((key) => waiting.get(key) === 0).reverse()
    for (let key = ready.pop(); key !== undefined; key = ready.pop()) {
      ordered.push(key)
      const free = (after.get(key) ?? [])
        .map(({ to }) => to)
        .filter((to) => waiting.set(to, (waiting.get(to) as number) - 1).get(to) === 0)
      // what is pushed last comes next
      ready.push(...free.filter((to) => reaches.has(to)), ...free.filter((to) => !reaches.has(to)))
    }
  }
  return [...ordered, PRODUCT]
}

export function outOf<S extends Pick<NetworkStream, 'from'>>(streams: readonly S[]): Map<string, S[]> {
  const found = new Map<string, S[]>()
  for (const stream of streams) {
    const list = found.get(stream.from)
    if (list === undefined) found.set(stream.from, [stream])
    else list.push(stream)
  }
  return found
}

/** Steps from which streams lead to the product, and the product. */
export function leadingToProduct(streams: readonly Pick<NetworkStream, 'from' | 'to'>[]): Set<string> {
  return new Set(stepsBack(streams, [PRODUCT]).keys())
}

/** How many streams lead from each step to the nearest of some others. */
export function stepsBack(
  streams: readonly Pick<NetworkStream, 'from' | 'to'>[],
  to: Iterable<string>,
): Map<string, number> {
  const before = new Map<string, string[]>()
  for (const stream of streams) {
    const list = before.get(stream.to)
    if (list === undefined) before.set(stream.to, [stream.from])
    else list.push(stream.from)
  }
  const found = new Map([...to].map((key) => [key, 0]))
  const open = [...found.keys()]
  for (const key of open) {
    for (const from of before.get(key) ?? []) {
      if (found.has(from)) continue
      found.set(from, (found.get(key) as number) + 1)
      open.push(from)
    }
  }
  return found
}
