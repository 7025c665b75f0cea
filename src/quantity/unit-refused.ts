/** A symbol that people do write, and that fabroute will not guess at. */
export interface Refusal {
  readonly problem: 'ambiguous' | 'currency'
  readonly near: readonly string[]
  /** No variable may be called so; `C` stays free, for carbon. */
  readonly reserved: boolean
}

const ambiguous = (near: string[], reserved = true): Refusal => ({ problem: 'ambiguous', near, reserved })
/** A currency is written by its ISO 4217 code. */
const currency = (near: string[]): Refusal => ({ problem: 'currency', near, reserved: true })

let refusals: Map<string, Refusal> | undefined

/** Why a symbol is refused, where it is one of the well-known traps. */
export function refusalOf(symbol: string): Refusal | undefined {
  refusals ??= new Map([
    ['€', currency(['EUR'])],
    ['£', currency(['GBP'])],
    ['₩', currency(['KRW'])],
    ['RMB', currency(['CNY'])],
    ['¥', currency(['CNY', 'JPY'])],
    // 1000 kg, 907 kg or 1016 kg
    ['ton', ambiguous(['t'])],
    ['tons', ambiguous(['t'])],
    // coulomb, or degrees Celsius
    ['C', ambiguous(['degC'], false)],
    // newton metre, or a normal cubic metre whose exponent was lost
    ['Nm', ambiguous(['N*m', 'Nm^3'])],
    // of the United States, or of Canada, Australia, Singapore …
    ['$', ambiguous(['USD'])],
  ])
  return refusals.get(symbol)
}
