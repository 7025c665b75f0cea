import { type Saying, shortList } from './saying.ts'

const CHECK_INPUTS = 'check the inputs that it is computed from (fabroute explain)'

/** Why something is no number: inputs of 0, where those alone make it so. */
function noNumber(zeros: readonly string[]): Pick<Saying, 'why' | 'fix'> {
  if (zeros.length === 0)
    return { why: 'something is divided by 0, or a table read outside its points', fix: CHECK_INPUTS }
  const why =
    zeros.length === 1
      ? `${zeros[0]} is 0, and something is divided by it`
      : `${shortList(zeros, 6)} are 0, and something is divided by one of them`
  return { why, fix: 'give a value above 0' }
}

/** What an evaluation finds: amounts, yields, loops and costs that cannot be. */
export const evaluationSayings = {
  AMOUNT_NEGATIVE: (f: { name: string; value: string; loop: boolean }): Saying => ({
    what: `${f.name} comes out negative: ${f.value}`,
    why: f.loop
      ? 'a loop returns more than it takes in: it reworks everything or more'
      : 'nothing can be carried or used below 0; a rework or a loss of more than everything does this',
    fix: f.loop ? 'rework or recycle less than everything' : CHECK_INPUTS,
  }),
  AMOUNT_NOT_FINITE: (f: { name: string; loop: boolean; zeros: readonly string[] }): Saying => ({
    what: `${f.name} has no finite value`,
    ...(f.loop ? { why: 'nothing leaves its loop', fix: CHECK_INPUTS } : noNumber(f.zeros)),
  }),
  YIELD_IMPOSSIBLE: (f: { name: string; value: string }): Saying => ({
    what: `${f.name} is ${f.value}, and a yield lies above 0 and at most at 100 %`,
    fix: 'check rejects and losses: they cannot exceed what arrives',
  }),
  LOOP_LETS_NOTHING_OUT: (f: { name: string; loop: readonly string[] }): Saying => ({
    what: `nothing leaves the loop through ${f.name}`,
    why: `whatever enters goes round for ever: ${f.loop.slice(0, 6).join(', ')}${f.loop.length > 6 ? ', …' : ''}`,
    fix: 'let a part of the stream out, or rework less than everything',
  }),
  GOAL_NOT_ONE: (f: { name: string; input: string; values: readonly string[]; until: string }): Saying => ({
    what: `${f.name} is not one value: ${f.until} at ${f.input} = ${f.values.join(', ')}`,
    why: 'a run takes the value of a settled goal, and cannot choose among several',
    fix: 'narrow the "range:" of the goal, or leave "settled" out',
  }),
  WEB_DIVIDED: (f: { name: string; machine: string; machines: string }): Saying => ({
    what: `the web of ${f.name} is wider than the largest ${f.machine} that is built, and ${f.machines} stand side by side for one`,
    why: 'a web cannot be divided: edges, trim and yield are counted as of one web',
    fix: 'make the web narrower, or give the machine another "largest:"',
  }),
  GOAL_NOT_REACHED: (f: { name: string; input: string; until: string; range: string }): Saying => ({
    what: `there is no ${f.name}: no ${f.input} from ${f.range} makes ${f.until}`,
    fix: `give ${f.input} yourself with --set, and read what comes of it`,
  }),
  STATEMENT_DOES_NOT_FOOT: (f: { name: string; sum: string; total: string; by: string }): Saying => ({
    what: `the terms of the statement ${f.name} add up to ${f.sum}, and its total is ${f.total}, ${f.by} apart`,
    fix: 'name each term once, and all of them',
  }),
  COST_NOT_FINITE: (f: { name: string; line: readonly string[]; zeros: readonly string[] }): Saying => ({
    what: `${f.name} has no finite value, and the cost of ${f.line.join(', ')} depends on it`,
    ...noNumber(f.zeros),
  }),
  BALANCE_OPEN: (f: { step: string; component: string; entering: string; leaving: string }): Saying => ({
    what: `${f.component} does not balance in ${f.step}: ${f.entering} enters or is formed, ${f.leaving} leaves or is consumed`,
    why: 'what enters a step must leave it somewhere, or mass appears and vanishes',
    fix: 'give what is lost a port of its own (counts_as: scrap, waste, air …), and check the relations of the operation',
  }),
  BRANCHES_DIFFER: (f: { from: string; component: string }): Saying => ({
    what: `the branches from ${f.from} pull different compositions: ${f.component}`,
    why: 'one stream has one composition, whichever branch it takes',
    fix: 'let one branch take what arrives, or separate the stream with an operation',
  }),
  SURPLUS: (f: { name: string; value: string }): Saying => ({
    what: `more arrives than is needed: ${f.name} is ${f.value} per functional unit`,
    why: 'the excess is neither sold nor disposed of in the costs',
  }),
  SOLVENT_NOT_EVAPORATED: (f: { gone: string; evaporated: string }): Saying => ({
    what: `${f.gone} of solvent leaves by ports that count as recovered, emitted or air, but only ${f.evaporated} by ports that count as evaporated`,
    why: 'recovered and emitted solvent are counted as parts of what evaporates, so the solvent figures are off',
    fix: 'let solvent vapour leave its step by a port with "counts_as: evaporated", and go from there to recovery or vent',
  }),
  VAPOUR_LEAVES: (f: { port: string; value: string }): Saying => ({
    what: `${f.value} of solvent per functional unit leaves to the air by ${f.port}, which nothing takes`,
    why: 'it is bought again, and neither its recovery nor its treatment is charged',
    fix: 'lead the vapour to a step that recovers, burns or vents it',
  }),
  CAPACITY_SHORT: (f: { step: string; used: string | undefined }): Saying => ({
    what:
      f.used === undefined
        ? `${f.step} has work to do and no machine`
        : `the machines of ${f.step} would have to run for ${f.used} of their time`,
    why: 'the costing method counts fewer of them than the plant needs',
    fix: 'check how the method counts machines',
  }),
  UTILIZATION_LOW: (f: { name: string; steps: readonly string[]; below: string }): Saying => ({
    what: `in ${f.name} the machines of ${f.steps.length === 1 ? 'one step' : `${f.steps.length} steps`} are used for less than ${f.below} of their capacity: ${f.steps.join(', ')}`,
    why: 'whole machines are bought and staffed, and little output bears their cost',
    fix: 'look at a larger output or at smaller machines; --fractional shows the cost of machines that are not rounded up',
  }),
  MACHINES_MANY: (f: { name: string; machine: string; machines: string; most: string }): Saying => ({
    what: `${f.name} needs ${f.machines} machines, and ${f.machine} stands for at most ${f.most} side by side`,
    why: 'in such numbers its price, its floor and its operators are hardly those of so many single ones',
    fix: 'take a larger machine, or another operation; the count is most_machines of the machine',
  }),
  SUPPLY_IDLE: (f: { component: string }): Saying => ({
    what: `nothing demands ${f.component}, so making it in house has no cost per unit; the bought price stands in its place`,
  }),
}
