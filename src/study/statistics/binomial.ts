/**
 * The smallest k with P(X <= k) > probability, of a binomial X of n trials that succeed with chance p; 0 < p < 1. Exact for any
 * n but for the rounding of float64: the sum starts where the terms are too small to matter and runs on from one to the next.
 */
export function binomialQuantile(n: number, p: number, probability: number): number {
  const mean = n * p
  const spread = Math.sqrt(mean * (1 - p))
  let k = Math.max(0, Math.floor(mean - 12 * spread - 10))
  let term = Math.exp(
    logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p),
  )
  let sum = term
  while (sum <= probability && k < n) {
    term *= ((n - k) / (k + 1)) * (p / (1 - p))
    sum += term
    k++
  }
  return k
}

/** ln n!, from 32 by Stirling's series (NIST Digital Library of Mathematical Functions 5.11.1), before by the product. */
function logFactorial(n: number): number {
  if (n < 32) {
    let product = 1
    for (let i = 2; i <= n; i++) product *= i
    return Math.log(product)
  }
  const inverse = 1 / n
  const square = inverse * inverse
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series
}
