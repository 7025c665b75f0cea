import type { Evaluation } from '../../src/evaluation/evaluation.ts'
import type { Flow, Step } from '../../src/flow/model.ts'
import { Decimal } from '../../src/quantity/decimal.ts'

/** Terms in and out that must be equal, and the greatest of them. */
export interface Balance {
  readonly what: string
  readonly in: number
  readonly out: number
  readonly greatest: number
}

class Account {
  #in = new Decimal(0)
  #out = new Decimal(0)
  #greatest = new Decimal(0)

  enter(amount: Decimal): void {
    this.#in = this.#in.plus(amount)
    this.#greatest = Decimal.max(this.#greatest, amount.abs())
  }

  leave(amount: Decimal): void {
    this.#out = this.#out.plus(amount)
    this.#greatest = Decimal.max(this.#greatest, amount.abs())
  }

  balance(what: string): Balance {
    return {
      what,
      in: this.#in.toNumber(),
      out: this.#out.toNumber(),
      greatest: this.#greatest.toNumber(),
    }
  }
}

/**
 * What a flow's evaluated amounts say about each component: round every step, at every junction and over the whole flow.
 * Reads only port amounts, purchases, surpluses and reaction amounts, and the streams as the document lists them.
 */
export function materialBalances(evaluation: Evaluation, flow: Flow): Balance[] {
  const zero = new Decimal(0)
  const find = (name: string): Decimal => evaluation.find(name) ?? zero
  const amount = (step: Step, port: string, component: string): Decimal => find(`${step.base}.${port}.${component}`)
  const stations = [...flow.steps.values()]
  const balances: Balance[] = []
  for (const component of flow.roles.keys()) {
    const whole = new Account()
    for (const step of stations) {
      const own = new Account()
      const generated = find(`${step.base}.generated.${component}`)
      const consumed = find(`${step.base}.consumed.${component}`)
      own.enter(generated)
      own.leave(consumed)
      whole.enter(generated)
      whole.leave(consumed)
      let demand = zero
      let arrivals = zero
      for (const port of step.template.ports.values()) {
        const here = amount(step, port.name, component)
        if (port.direction === 'in') own.enter(here)
        else own.leave(here)
        const streams = flow.streams.filter((stream) =>
          port.direction === 'in'
            ? stream.to.step === step && stream.to.port === port
            : stream.from.step === step && stream.from.port === port,
        )
        if (port.direction === 'out' && streams.length === 0) whole.leave(here)
        if (port.direction === 'in' && port.market) {
          demand = demand.plus(here)
          for (const { from } of streams) arrivals = arrivals.plus(amount(from.step, from.port.name, component))
        } else if (port.direction === 'in' && streams.length > 0) {
          const junction = new Account()
          junction.leave(here)
          for (const { from, share } of streams) {
            const part = share === undefined ? 1 : Number(literalShare(share.text))
            junction.enter(amount(from.step, from.port.name, component).times(part))
          }
          balances.push(junction.balance(`${component} into ${step.name}.${port.name}`))
        } else if (port.direction === 'in') whole.enter(here)
      }
      if ([...step.template.ports.values()].some((port) => port.market)) {
        const bought = find(`${step.base}.purchase.${component}`)
        const surplus = find(`${step.base}.surplus.${component}`)
        const market = new Account()
        market.enter(bought)
        market.enter(arrivals)
        market.leave(demand)
        market.leave(surplus)
        balances.push(market.balance(`${component} at the market of ${step.name}`))
        whole.enter(bought)
        whole.leave(surplus)
      }
      balances.push(own.balance(`${component} round ${step.name}`))
    }
    for (const port of flow.product.template.ports.keys()) whole.leave(amount(flow.product, port, component))
    balances.push(whole.balance(`${component} over ${flow.name}`))
  }
  return balances
}

/** `0.3`, `60 %` and `1 - 0.3`, as far as the tests write shares. */
function literalShare(text: string): number {
  return text.split('-').reduce((value, term, i) => {
    const read = term.includes('%') ? Number(term.replace('%', '')) / 100 : Number(term)
    return i === 0 ? read : value - read
  }, 0)
}

/** Mass of each element that goes into the reaction of a step and comes out of it, by atom counts and weights of its own. */
export function elementBalances(
  evaluation: Evaluation,
  step: Step,
  atoms: Readonly<Record<string, Readonly<Record<string, number>>>>,
  weights: Readonly<Record<string, number>>,
): Balance[] {
  const sides = new Map<string, Account>()
  const { reaction } = step.template
  for (const [side, terms] of [
    ['consumed', reaction?.consumed ?? []],
    ['generated', reaction?.generated ?? []],
  ] as const) {
    for (const { name } of terms) {
      const counts = Object.entries(atoms[name] ?? {})
      const molar = counts.reduce((sum, [element, count]) => sum + count * (weights[element] as number), 0)
      const mass = evaluation.find(`${step.base}.${side}.${name}`) as Decimal
      for (const [element, count] of counts) {
        const account = sides.get(element) ?? new Account()
        sides.set(element, account)
        const part = mass.times((count * (weights[element] as number)) / molar)
        if (side === 'consumed') account.enter(part)
        else account.leave(part)
      }
    }
  }
  return [...sides].map(([element, account]) => account.balance(`${element} in ${step.name}`))
}
