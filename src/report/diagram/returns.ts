import type { Flow, Step } from '../../flow/model.ts'
import type { Stream } from '../../flow/streams.ts'

/**
 * The streams of a flow that lead back to a step already passed: edges back along a depth-first order, which starts at the steps
 * that only buy, then at others that buy, then at any. Nothing is known by name.
 */
export function returnsOf({ steps, streams, product }: Pick<Flow, 'steps' | 'streams' | 'product'>): Set<Stream> {
  const leaving = new Map<Step, Stream[]>()
  const fed = new Map<Step, boolean>()
  for (const stream of streams) {
    leaving.set(stream.from.step, [...(leaving.get(stream.from.step) ?? []), stream])
    // what arrives at a market only lessens what is bought
    if (!stream.to.port.market) fed.set(stream.to.step, true)
  }
  const buys = (step: Step): boolean => [...step.ports.values()].some(({ port }) => port.market)
  const all = [...steps.values()]
  const distance = distances(streams, product)
  const rank = (step: Step): number => (fed.get(step) === true ? (buys(step) ? 1 : 2) : 0)
  // of those alike, the one furthest from the product is where material first comes in
  const starts = all.sort(
    (a, b) => rank(a) - rank(b) || (distance.get(b) ?? 0) - (distance.get(a) ?? 0) || (a.name < b.name ? -1 : 1),
  )
  const back = new Set<Stream>()
  const state = new Map<Step, 'open' | 'done'>()
  for (const start of starts) {
    if (state.has(start)) continue
    const path: { step: Step; next: number }[] = [{ step: start, next: 0 }]
    state.set(start, 'open')
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const stream = leaving.get(top.step)?.[top.next++]
      if (stream === undefined) {
        state.set(top.step, 'done')
        path.pop()
        continue
      }
      const to = stream.to.step
      if (state.get(to) === 'open') back.add(stream)
      else if (!state.has(to)) {
        state.set(to, 'open')
        path.push({ step: to, next: 0 })
      }
    }
  }
  return back
}

/** Streams from each step to the product, along the fewest. */
function distances(streams: readonly Stream[], product: Step): Map<Step, number> {
  const arriving = new Map<Step, Step[]>()
  for (const { from, to } of streams) arriving.set(to.step, [...(arriving.get(to.step) ?? []), from.step])
  const found = new Map<Step, number>([[product, 0]])
  const open = [product]
  for (const step of open) {
    for (const before of arriving.get(step) ?? []) {
      if (found.has(before)) continue
      found.set(before, (found.get(step) as number) + 1)
      open.push(before)
    }
  }
  return found
}
