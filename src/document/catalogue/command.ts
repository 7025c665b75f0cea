import { branchList, didYouMean, type Saying, shortList } from './saying.ts'

/** What the command line says of itself. */
export const commandSayings = {
  VARIABLE_UNKNOWN: (f: {
    name: string
    near: readonly string[]
    under: string
    branches: readonly string[]
  }): Saying => ({
    what: `there is no variable "${f.name}" in this route`,
    why: f.near.length > 0 ? undefined : branchList(f.under, f.branches),
    fix:
      didYouMean(f.near) ?? 'the parts of a name run from the general to the particular: steps.drying.residence_time',
  }),
  LIST_UNKNOWN: (f: { name: string; known: readonly string[]; near: readonly string[] }): Saying => ({
    what: `there is no list of "${f.name}"`,
    why: `lists: ${f.known.join(', ')}`,
    fix: didYouMean(f.near),
  }),
  VARY_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" does not say what to vary`,
    fix: 'write PATH=LOW..HIGH:POINTS, like "prices.Li2S=50..300 USD/kg:11", or PATH=A,B,C',
  }),
  SET_OF_NOTHING: (f: { name: string; text: string }): Saying => ({
    what: `${f.name} is 0, and "${f.text}" leaves it at 0`,
    why: 'a part of nothing is nothing; what a method solves for also stands at 0 until then',
    fix: `give a value, like "${f.name}=…"`,
  }),
  VARY_CHOICE: (f: { name: string; words?: readonly string[] }): Saying => ({
    what:
      f.words === undefined
        ? `${f.name} is a choice between making and buying, and no quantity`
        : `${f.name} is a choice among words, and no quantity`,
    fix:
      f.words === undefined
        ? `run it both ways, with --set ${f.name}=bought and without`
        : `run it each way, with --set ${f.name}=${f.words[0]} and so on`,
  }),
  VARY_MIXED: (f: { text: string }): Saying => ({
    what: `"${f.text}" has percentages with and without a sign`,
    why: 'with a sign they change the input by a part of it, without one they replace it',
    fix: 'write "-50%..+50%", or both without a sign',
  }),
  VARY_RANGE: (f: { text: string; cause: string; most: number }): Saying => ({
    what: `"${f.text}" is no range`,
    why: noRange[f.cause],
    fix:
      f.cause === 'points'
        ? `take from 2 to ${f.most} points`
        : 'write PATH=LOW..HIGH:POINTS, like "prices.Li2S=50..300 USD/kg:11"',
  }),
  VARY_ENDS: (f: { first: string; last: string }): Saying => ({
    what: `the ends of the range are of unlike kinds: ${f.first} and ${f.last}`,
    fix: 'give both the same kind of unit',
  }),
  SERVER_NOT_STARTED: (f: { host: string; port: number; reason: string }): Saying => ({
    what: `the explorer cannot be served on ${f.host}, port ${f.port}: ${f.reason}`,
    fix: 'take another port with --port, or 0 for any that is free',
  }),
  SET_ELSEWHERE: (f: { flow: string; name: string }): Saying => ({
    what: `${f.flow} has no ${f.name}, and stays as it is`,
  }),
  TEMPERATURES_DIFFER: (f: {
    each: readonly { readonly flow: string; readonly celsius: number | null }[]
  }): Saying => ({
    what: `conductivities of unlike temperatures: ${f.each.map(({ flow, celsius }) => `${flow} ${celsius === null ? 'not stated' : `${celsius} degC`}`).join(', ')}`,
    why: 'conductivity rises with temperature, so that resistances of unlike temperatures do not compare',
    fix: 'compare a route of your own, based on one of them, with a conductivity of the same temperature: --set would change them all',
  }),
  VARY_MISSING: (f: { command: string }): Saying => ({
    what: `${f.command} needs to know what to vary`,
    fix:
      f.command === 'breakeven'
        ? 'add --vary PATH, like --vary prices.Li2S'
        : 'add --vary PATH=LOW..HIGH, like --vary "prices.Li2S=50..300 USD/kg"',
  }),
  VARY_TOO_MANY: (f: { count: number; most: number }): Saying => ({
    what:
      f.most === 1 ? 'only one input can be solved for' : `${f.count} inputs are varied, and at most ${f.most} can be`,
  }),
  VARY_TWICE: (f: { name: string }): Saying => ({ what: `${f.name} is varied twice` }),
  VARY_WITHOUT_RANGE: (f: { name: string }): Saying => ({
    what: `nothing says over which range ${f.name} is varied`,
    fix: `write --vary "${f.name}=LOW..HIGH"`,
  }),
  VARY_POINTS: (f: { points: number; most: number }): Saying => ({
    what: `${f.points} points are more than the ${f.most} that a sweep takes`,
    fix: 'take fewer points of one of the inputs',
  }),
  VARY_WITHOUT_EFFECT: (f: { name: string; flow: string; absent: boolean }): Saying => ({
    what: f.absent
      ? `${f.flow} has no ${f.name}, and stays as it is`
      : `the cost of ${f.flow} does not depend on ${f.name}`,
  }),
  GOAL_MISSING: (_: Record<never, never>): Saying => ({
    what: 'breakeven needs a cost to reach',
    fix: 'add --target "8 USD/m^2", or --against FLOW',
  }),
  GOAL_TWICE: (_: Record<never, never>): Saying => ({
    what: 'breakeven takes --target or --against, and both are given',
  }),
  TARGET_DIMENSION: (f: { text: string; wanted: string }): Saying => ({
    what: `"${f.text}" is no cost of this product`,
    fix: `write it in ${f.wanted}`,
  }),
  BASES_DIFFER: (f: { first: string; second: string; a: string; b: string }): Saying => ({
    what: `${f.first} is costed per ${f.a} and ${f.second} per ${f.b}`,
    why: 'costs of different things cannot be set against each other',
  }),
  EQUAL_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" does not say what to compare at`,
    fix: EQUAL_FORM,
  }),
  EQUAL_FIGURE: (f: { name: string; known: readonly string[]; near: readonly string[] }): Saying => ({
    what: `routes cannot be made equal in "${f.name}"`,
    why: `figures: ${f.known.join(', ')}`,
    fix: didYouMean(f.near) ?? EQUAL_FORM,
  }),
  EQUAL_DIMENSION: (f: { text: string; figure: string; wanted: string }): Saying => ({
    what: `"${f.text}" is no ${f.figure}`,
    fix: `write it in ${f.wanted}`,
  }),
  EQUAL_NOT_POSITIVE: (f: { figure: string; value: string }): Saying => ({
    what: `a membrane cannot have ${/^[aeiou]/.test(f.figure) ? 'an' : 'a'} ${f.figure} of ${f.value}`,
    fix: 'give a value above 0',
  }),
  EQUAL_NO_FIGURE: (f: { flow: string; figure: string }): Saying => ({
    what: `${f.flow} has no ${f.figure}`,
    why: 'its product states no figure that counts as it, as a membrane does',
    fix: 'compare it without --equal',
  }),
  EQUAL_COMPUTED: (f: { flow: string; name: string }): Saying => ({
    what: `the thickness of ${f.flow} is computed (${f.name}) and cannot be set`,
    fix: 'compare it without --equal, and set the inputs behind its thickness (fabroute explain)',
  }),
  EQUAL_AND_SET: (f: { name: string }): Saying => ({
    what: `--equal sets ${f.name}, and --set does so too`,
    fix: 'leave one of them out',
  }),
  EQUAL_UNREACHED: (f: { flow: string; figure: string; value: string }): Saying => ({
    what: `no thickness was found at which ${f.flow} has ${/^[aeiou]/.test(f.figure) ? 'an' : 'a'} ${f.figure} of ${f.value}`,
    why: 'it is sought in proportion and along a straight line; the figure follows the thickness in another way, or not at all',
  }),
  ONE_FLOW: (f: { command: string }): Saying => ({ what: `${f.command} needs at least two flows` }),
  FLOW_TWICE: (f: { name: string }): Saying => ({ what: `${f.name} is given twice` }),
  FILE_EXISTS: (f: { file: string }): Saying => ({
    what: `${f.file} exists already, and is left as it is`,
    fix: 'choose another name, or move it away',
  }),
  DIAGRAM_ENDING: (f: { file: string; endings: readonly string[] }): Saying => ({
    what: `"${f.file}" does not end in ${f.endings.join(' or ')}`,
    why: 'what is written follows from the options, and the ending says what it is',
    fix: `write -o FILE${f.endings[0]}, or -o - for the terminal`,
  }),
  INIT_DOCUMENTS: (f: { from: string; file: string; names: readonly string[] }): Saying => ({
    what: `${f.file} would not find documents that ${f.from} has beside it: ${shortList(f.names)}`,
    fix: `begin it in the folder of ${f.from}, or copy those documents first`,
  }),
  SET_OPTION: (f: { name: string; option: string }): Saying => ({
    what: `${f.name} is set by an option`,
    fix: `write ${f.option}`,
  }),
  FILE_NOT_WRITTEN: (f: { file: string; reason: string }): Saying => ({
    what: `${f.file} cannot be written: ${f.reason}`,
  }),
  INIT_NAME: (f: { name: string; rule: string }): Saying => ({
    what: `"${f.name}" cannot be the name of a flow`,
    why: f.rule,
  }),
  INIT_BUNDLED: (f: { name: string }): Saying => ({
    what: `"${f.name}" is a bundled route`,
    why: 'a route of the same name would be mistaken for it',
    fix: 'choose another name',
  }),
  STRICT: (f: { count: number }): Saying => ({
    what: f.count === 1 ? 'a warning is an error under --strict' : `${f.count} warnings are errors under --strict`,
  }),
}

const EQUAL_FORM =
  'write --equal "thickness=30 um" or --equal "areal_mass=45 g/m^2", or the figure alone for that of the first route'

const noRange: Readonly<Record<string, string>> = {
  list: 'points are given for a range LOW..HIGH; a list has its own',
  ends: 'a range has two ends',
  order: 'its low end is not below its high end',
  points: 'a range has at least two points, and not too many',
  log: 'equal ratios need a low end above 0',
  scale: 'a temperature in degC has no ratios: where its scale starts is a convention',
}
