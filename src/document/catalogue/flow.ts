import { didYouMean, quotedList, type Saying, shortList } from './saying.ts'

interface Missing {
  readonly name: string
  readonly near: readonly string[]
  readonly known: readonly string[]
}

type UnknownDocument = (f: Missing) => Saying

const unknownDocument =
  (kind: string, folder: string): UnknownDocument =>
  (f) => ({
    what: `there is no ${kind} "${f.name}"`,
    why: f.known.length > 0 ? `known: ${shortList(f.known)}` : undefined,
    fix:
      didYouMean(f.near) ?? (/[./\\]/.test(f.name) ? undefined : `put it beside the route, in ${folder}${f.name}.yaml`),
  })

/** Flows: steps, streams, slots, supply, methods and what `--set` may change. */
export const flowSayings = {
  FLOW_UNKNOWN: (f: Missing): Saying => ({
    what: `there is no route "${f.name}": neither a file nor a bundled route`,
    why: f.known.length > 0 ? `routes: ${shortList(f.known)}` : undefined,
    fix: didYouMean(f.near),
  }),
  FINISH_UNKNOWN: unknownDocument('finish', 'finishes/') as UnknownDocument,
  OPERATION_UNKNOWN: unknownDocument('unit operation', 'operations/') as UnknownDocument,
  METHOD_UNKNOWN: unknownDocument('costing method', 'methods/') as UnknownDocument,
  PLANT_UNKNOWN: unknownDocument('plant', 'prices/plants/') as UnknownDocument,
  SCENARIO_UNKNOWN: unknownDocument('price scenario or price document', 'prices/scenarios/') as UnknownDocument,
  SUPPLY_UNKNOWN: unknownDocument('upstream flow', 'supply/') as UnknownDocument,
  MARKET_OUTLET: (f: { name: string }): Saying => ({
    what: `"${f.name}" is an out-port and cannot be a market`,
    why: 'a market buys what an in-port needs and does not get',
  }),
  STREAM_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" is not a stream`,
    fix: 'write "step.port -> step.port", or { "step.port -> step.port": 60 % }',
  }),
  STEP_UNKNOWN: (f: Missing): Saying => ({
    what: `there is no step "${f.name}"`,
    why: f.known.length > 0 ? `steps: ${shortList(f.known)}` : 'the flow has no steps',
    fix: didYouMean(f.near),
  }),
  PORT_UNKNOWN: (f: {
    step: string
    name: string
    operation: string
    direction: string
    near: readonly string[]
    known: readonly string[]
  }): Saying => ({
    what:
      f.name === ''
        ? `"${f.step}" is a step; say which of its ${f.direction}-ports is meant`
        : `${f.step} (${f.operation}) has no ${f.direction}-port "${f.name}"`,
    why: f.known.length > 0 ? `its ${f.direction}-ports: ${shortList(f.known)}` : `it has no ${f.direction}-ports`,
    fix: didYouMean(f.near),
  }),
  PORT_WRONG_WAY: (f: { step: string; name: string; direction: string; known: readonly string[] }): Saying => ({
    what: `${f.step}.${f.name} is an ${f.direction}-port`,
    why: 'a stream runs from an out-port to an in-port',
    fix: f.known.length > 0 ? `ports that face the right way: ${shortList(f.known)}` : undefined,
  }),
  STREAM_KIND: (f: { from: string; fromKind: string; to: string; toKind: string }): Saying => ({
    what: `${f.from} gives ${f.fromKind}, but ${f.to} takes ${f.toKind}`,
    fix: 'put a step between them that makes the one into the other',
  }),
  STREAM_TWICE: (f: { text: string }): Saying => ({
    what: `the stream "${f.text}" is given twice`,
    fix: 'take one of them out',
  }),
  STREAM_MANY_TO_MANY: (f: { from: string; to: string }): Saying => ({
    what: `${f.from} feeds several ports, and ${f.to} is fed by several`,
    why: 'nothing says how the streams between them divide',
    fix: 'put a mixer or a splitter between them',
  }),
  STREAM_NOT_TAKEN: (f: { from: string; to: string; component: string }): Saying => ({
    what: `${f.from} brings "${f.component}", which ${f.to} does not carry`,
    why: 'it would vanish between the two',
    fix: `let ${f.to} carry it, or take it out before`,
  }),
  STREAM_TO_NOWHERE: (f: { step: string; port: string; operation: string }): Saying => ({
    what: `a stream to nowhere: nothing takes what leaves at ${f.step}.${f.port}`,
    why: 'everything that leaves a step must go to another, or count as something',
    fix: `add a stream from it, or give the port a "counts_as:" (scrap, waste, air, sale …) in ${f.operation}`,
  }),
  PORT_UNFED: (f: { step: string; port: string; operation: string }): Saying => ({
    what: `nothing feeds ${f.step}.${f.port}`,
    fix: `add a stream to it or a feed, or make the port a market in ${f.operation}`,
  }),
  STEP_NOT_DEMANDED: (f: { name: string }): Saying => ({
    what: `nothing demands ${f.name}: no chain of streams joins it to the product`,
    fix: 'join it, or take it out',
  }),
  SHARE_MISSING: (f: { text: string }): Saying => ({
    what: `"${f.text}" is one of several streams from a port, and its share is not given`,
    why: 'a market takes whatever comes, and stated shares must cover every branch',
    fix: `write - { "${f.text}": 60 % }`,
  }),
  PRODUCT_PORTS: (f: { operation: string }): Saying => ({
    what: `"${f.operation}" cannot be a product: it must have exactly one port, an in-port`,
    fix: 'choose an operation with one in-port and no out-port (fabroute list operations)',
  }),
  PRODUCT_FROM_MISSING: (f: { operation: string }): Saying => ({
    what: `the product (${f.operation}) does not say where it comes from`,
    fix: 'add "from: step.port"',
  }),
  BASIS_MISSING: (f: { operation: string }): Saying => ({
    what: `"${f.operation}" states no "basis", so there is no functional unit`,
    fix: 'give it a parameter "basis: 1 m^2" or an equation of that name',
  }),
  PLANT_LACKS: (f: { plant: string; names: readonly string[]; readers: readonly string[] }): Saying => ({
    what: `the plant "${f.plant}" has no ${quotedList(f.names, 'and')}`,
    why: `read by ${f.readers.join(', ')}`,
    fix: `add ${f.names.length === 1 ? 'it' : 'them'} to the plant's parameters, or let another plant give what is missing: "based_on: default"`,
  }),
  PLANT_BASIS: (f: { plant: string; made: string; basis: string }): Saying => ({
    what: `the annual output of the plant "${f.plant}" is a figure of ${f.made}, and the product takes one of ${f.basis} per time`,
    why: 'functional units a year are the annual output over the basis of the product',
    fix: 'give the output in the unit of the product per time, like "plant.annual_output=100 t/yr" for kg or "1000000 m^2/yr" for m^2',
  }),
  LINE_ALONE: (f: { name: string; step: string; near: readonly string[] }): Saying => ({
    what: `${f.step} is the only step of the line "${f.name}"`,
    why: 'steps of one line share its speed and its machines',
    fix: didYouMean(f.near),
  }),
  FIGURE_UNREAD: (f: { name: string; near: readonly string[]; certain: boolean }): Saying => ({
    what: f.certain
      ? `nothing reads ${f.name}, so it changes nothing`
      : `${f.name} is new, and spelt nearly like something known`,
    fix: didYouMean(f.near),
  }),
  METHOD_REPLACED: (f: { flow: string; own: string; method: string }): Saying => ({
    what: `${f.flow} is written for the costing method "${f.own}", and "${f.method}" may leave out what its steps state`,
    fix: `look at it without --method, or base ${f.method} on ${f.own}`,
  }),
  SIZE_BOUNDS: (f: { machine: string; smallest: string; largest: string }): Saying => ({
    what: `the largest ${f.machine} that is built, ${f.largest}, is not larger than the smallest, ${f.smallest}`,
    fix: 'state "smallest:" below "largest:", both above 0',
  }),
  GOALS_SETTLED: (f: { first: string; second: string }): Saying => ({
    what: `${f.first} and ${f.second} are both settled, and a run can take the value of one`,
    fix: 'take one "settled: true" out',
  }),
  GOAL_NOT_INPUT: (f: { name: string }): Saying => ({
    what: `${f.name} is no quantity that is given, and a goal solves for one`,
    fix: 'name a parameter, a price or a figure of the plant',
  }),
  BASED_ON_ITSELF: (f: { names: readonly string[] }): Saying => ({
    what: `documents are based on each other in a circle: ${f.names.join(' on ')}`,
    fix: 'take one "based_on:" out',
  }),
  YEAR_UNREADABLE: (f: { text: string }): Saying => ({
    what: `"${f.text}" is not a year`,
    fix: 'write four digits, like 2024',
  }),
  COMPONENT_UNKNOWN: (f: { name: string; near: readonly string[] }): Saying => ({
    what: `there is no material "${f.name}"`,
    fix: didYouMean(f.near) ?? `add it under "materials:" in a price document, with its role`,
  }),
  SLOT_UNKNOWN: (f: {
    step: string
    name: string
    operation: string
    near: readonly string[]
    known: readonly string[]
  }): Saying => ({
    what: `"${f.name}" is neither a key of a step nor a slot of ${f.operation}`,
    why: f.known.length > 0 ? `its slots: ${shortList(f.known)}` : `${f.operation} has no slots`,
    fix: didYouMean(f.near) ?? 'parameters are given under "set:"',
  }),
  SLOT_ROLE: (f: { slot: string; component: string; role: string; wanted: string }): Saying => ({
    what: `${f.component} is ${f.role === 'electrolyte' || f.role === 'additive' ? 'an' : 'a'} ${f.role}, but the slot "${f.slot}" takes: ${f.wanted}`,
  }),
  SLOT_EMPTY: (f: { step: string; slot: string; operation: string; role: string }): Saying => ({
    what: `nothing fills the slot "${f.slot}" of ${f.step}`,
    why: `${f.operation} needs ${f.role === '' ? 'it' : `a component of the role ${f.role} in it`}`,
    fix: `add "${f.slot}: COMPONENT" or "${f.slot}: { COMPONENT: 60 wt%, OTHER: rest }" to the step`,
  }),
  REST_TWICE: (_: Record<never, never>): Saying => ({
    what: 'only one component can be the rest',
    fix: 'give the other fractions as numbers',
  }),
  PARAMETER_UNKNOWN: (f: {
    step: string
    name: string
    operation: string
    near: readonly string[]
    known: readonly string[]
  }): Saying => ({
    what: `${f.operation} has no parameter "${f.name}"`,
    why: `its parameters: ${shortList(f.known)}`,
    fix: didYouMean(f.near),
  }),
  SET_EQUATION: (f: { step: string; name: string; operation: string }): Saying => ({
    what: `"${f.name}" is computed by ${f.operation}, and "set:" gives parameters`,
    fix: 'set the parameters that it is computed from, or use an operation of your own',
  }),
  MACHINE_UNKNOWN: (f: { name: string; near: readonly string[] }): Saying => ({
    what: `there is no machine "${f.name}"`,
    fix: didYouMean(f.near) ?? `add "${f.name}" under "equipment:" in a price document`,
  }),
  MACHINE_WITHOUT_RATE: (f: { step: string; operation: string }): Saying => ({
    what: `${f.operation} has a machine but no "rate:", so nothing says how many are needed`,
    fix: 'add "rate: { of: …, is: … }"',
  }),
  MACHINE_LACKS: (f: {
    machine: string
    name: string
    step: string
    method: string
    near: readonly string[]
  }): Saying => ({
    what: `the machine "${f.machine}" of ${f.step} has no "${f.name}"`,
    why: `the costing method "${f.method}" reads it, and a default would hide what a machine costs`,
    fix: didYouMean(f.near) ?? `add "${f.name}:" to ${f.machine}`,
  }),
  UTILITY_UNKNOWN: (f: { name: string; near: readonly string[]; known: readonly string[] }): Saying => ({
    what: `there is no utility, wage or service "${f.name}"`,
    why: f.known.length > 0 ? `known: ${shortList(f.known)}` : undefined,
    fix: didYouMean(f.near),
  }),
  USE_NOT_COSTED: (f: { name: string; method: string; steps: readonly string[] }): Saying => ({
    what: `no cost line of "${f.method}" takes up the use of ${f.name} in ${f.steps.join(', ')}`,
    why: 'it is used and costs nothing',
    fix: `add ${f.name} to the "of:" of a cost "for: use"`,
  }),
  OUTLET_NOT_COSTED: (f: { kind: string; method: string; ports: readonly string[] }): Saying => ({
    what: `"${f.method}" has no cost "for: ${f.kind}", which ${f.ports.join(', ')} would need`,
    why: f.kind === 'sale' ? 'what is sold earns nothing' : 'what is disposed of costs nothing',
    fix: `add a cost "for: ${f.kind}" to the method`,
  }),
  FEED_NOT_COSTED: (f: { port: string }): Saying => ({
    what: `what is fed at ${f.port} costs nothing: the port is no market`,
    fix: 'where it is bought, feed it at a port with "market: true"',
  }),
  PURCHASE_NOT_COSTED: (f: { name: string; method: string; steps: readonly string[] }): Saying => ({
    what: `no cost line of "${f.method}" takes up the purchase of ${f.name} in ${f.steps.join(', ')}`,
    why: 'it is bought and costs nothing',
    fix: `add ${f.name} or its role to the "of:" of a cost "for: purchase"`,
  }),
  COST_OF_UNKNOWN: (f: { name: string; for: string; near: readonly string[] }): Saying => ({
    what: `"${f.name}" is nothing that a cost "for: ${f.for}" can be of`,
    why: f.for === 'use' ? 'it takes utilities and wages' : 'it takes roles and materials, and for disposal services',
    fix: didYouMean(f.near),
  }),
  AGGREGATE_IN_STEP: (f: { name: string }): Saying => ({
    what: `"${f.name}" runs over all steps, and a step equation of a method is written out for each`,
    why: 'the list of equations would grow with the square of the number of steps',
    fix: 'sum it up once under "totals:" and read totals.NAME here',
  }),
  COST_WITHOUT_ITEM: (f: { for: string }): Saying => ({
    what: `a cost for the ${f.for} needs an "item"`,
    fix: 'name what is paid for',
  }),
  YEARS_COUNT: (f: { from: number; to: number; most: number }): Saying => ({
    what: `the years ${f.from} to ${f.to} cannot be written out`,
    why: `there must be at least one year and at most ${f.most}`,
  }),
  YEARS_NOT_FIXED: (f: { text: string }): Saying => ({
    what: `the number of years is not a whole number known beforehand: ${f.text}`,
    fix: 'use a number or a parameter that is a plain whole number',
  }),
  SUPPLY_UNUSED: (f: { name: string; near: readonly string[] }): Saying => ({
    what: `no step of the route has the component "${f.name}"`,
    fix: didYouMean(f.near),
  }),
  SUPPLY_MAKES_OTHER: (f: { flow: string; component: string; makes: readonly string[] }): Saying => ({
    what: `the flow "${f.flow}" does not make ${f.component}`,
    why: f.makes.length > 0 ? `it makes ${quotedList(f.makes, 'and')}` : undefined,
  }),
}
