import { branchList, didYouMean, type Saying, shortList } from './saying.ts'

/** What is said of inputs that a flow or the command line sets. */
export const settingSayings = {
  SET_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" does not set anything`,
    fix: 'write PATH=VALUE, like "prices.Li2S=120 USD/kg", "prices.Li2S*1.2", "prices.Li2S=+10%" or "supply.Li6PS5Cl=bought"',
  }),
  SET_COMPUTED: (f: { name: string; inputs: readonly string[] }): Saying => ({
    what: `${f.name} is computed, and only inputs can be set`,
    why: f.inputs.length > 0 ? `inputs behind it: ${shortList(f.inputs)}` : 'it depends on no input',
  }),
  SET_POINT: (f: { name: string }): Saying => ({
    what: `${f.name} is a temperature in degC, of which no part or multiple can be taken`,
    why: '10 % of a point on a scale depends on where the scale starts',
    fix: 'set it to another temperature, or add a difference: PATH=+10 K',
  }),
  SET_UNKNOWN: (f: { name: string; near: readonly string[]; under: string; branches: readonly string[] }): Saying => ({
    what: `nothing in this route is called "${f.name}"`,
    why: f.near.length > 0 ? undefined : branchList(f.under, f.branches),
    fix:
      didYouMean(f.near) ??
      'what fills a slot, and words of the product, are changed in a flow that is "based_on:" this one',
  }),
  SET_WITHOUT_EFFECT: (f: { name: string }): Saying => ({
    what: `${f.name} was set, but nothing in this route depends on it`,
  }),
  SET_OF_SUPPLY: (f: { flow: string; component: string }): Saying => ({
    what: `the flow "${f.flow}" makes ${f.component} for another, and cannot set inputs under "set:"`,
    why: 'two flows could set one input',
    fix: `set them in the route, as "supply.${f.component}.steps.…"`,
  }),
}
