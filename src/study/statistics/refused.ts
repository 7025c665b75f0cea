/** What a function returns in place of its figures where there are none: a tagged reason, with the numbers it is about. */
export interface Refused<Reason extends { readonly kind: string }> {
  readonly reason: Reason
}

/** Bounds that hold a figure with a stated confidence; in the unit of the figure. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Throws a `RangeError` unless 0 < confidence < 1. */
export function checkConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence ${confidence} is not between 0 and 1`)
}
