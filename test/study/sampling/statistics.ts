/** What draws are tested by. */

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return sum / values.length
}

/** Adds to a count, or 1 where no amount is given. */
export function add(counts: Uint32Array | Float64Array, at: number, amount = 1): void {
  counts[at] = (counts[at] as number) + amount
}

/** Pearson's correlation of two columns. */
export function correlationOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] as number) - meanA
    const y = (b[i] as number) - meanB
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return ab / Math.sqrt(aa * bb)
}

/** Chi-square of counts that should all be equal, as normal deviations from what is expected of it (Wilson and Hilferty). */
export function deviationOfCounts(counts: ArrayLike<number>): number {
  const expected = meanOf(counts)
  let chiSquare = 0
  for (let i = 0; i < counts.length; i++) chiSquare += ((counts[i] as number) - expected) ** 2 / expected
  const degrees = counts.length - 1
  const spread = 2 / (9 * degrees)
  return ((chiSquare / degrees) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread)
}

/** All samples of a dimension, drawn block by block. */
export function drawAll(
  sampler: { fill(dimension: number, from: number, count: number, into: Uint32Array): void },
  dimension: number,
  samples: number,
  block: number,
): Uint32Array {
  const words = new Uint32Array(samples)
  for (let from = 0; from < samples; from += block) {
    sampler.fill(dimension, from, Math.min(block, samples - from), words.subarray(from))
  }
  return words
}
