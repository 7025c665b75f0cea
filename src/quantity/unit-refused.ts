/** A symbol that people do write, and that fabroute will not guess at. */
export interface Refusal {
  readonly problem: 'ambiguous' | 'currency'
  readonly near: readonly string[]
  /** No variable may be called so; `C` stays free, for carbon. */
  readonly reserved: boolean
}

const ambiguous = (near: string[], reserved = true): Refusal => ({ problem: 'ambiguous', near, reserved })
/** Money of another currency needs a dated exchange rate. */
const currency: Refusal = { problem: 'currency', near: ['USD'], reserved: true }

const CURRENCIES =
  'EUR CNY RMB JPY KRW GBP CHF AUD CAD INR SEK NOK DKK PLN CZK HUF TWD SGD HKD BRL MXN ZAR kEUR MEUR € £ ¥ ₩'

let refusals: Map<string, Refusal> | undefined

/** Why a symbol is refused, where it is one of the well-known traps. */
export function refusalOf(symbol: string): Refusal | undefined {
  refusals ??= new Map([
    ...CURRENCIES.split(' ').map((code): [string, Refusal] => [code, currency]),
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
