import { didYouMean, quotedList, type Saying, shortList } from './saying.ts'

interface Broken {
  readonly rule: string
  readonly title: string
  readonly about: readonly string[]
  readonly step: string | undefined
  readonly figures: readonly string[]
  readonly because: string
  readonly fix: string | undefined
  readonly source: string
}

/** `NMP and Li6PS5Cl in mixing`: what meets, and where. */
const place = ({ about, step }: Broken): string =>
  [about.join(' and '), step === undefined ? '' : `in ${step}`].filter((words) => words !== '').join(' ')

function broken(f: Broken): string {
  const where = place(f)
  const figures = f.figures.length === 0 ? '' : ` (${f.figures.join(', ')})`
  return `${f.title}${where === '' ? '' : `: ${where}`}${figures}`
}

const reason = (f: Broken): string => `${f.because}${f.source === '' ? '' : ` [${f.source}]`}`

/** Finishes, and rules of process knowledge that a flow breaks. */
export const ruleSayings = {
  FINISH_NONE_STATED: (f: { flow: string }): Saying => ({
    what: `${f.flow} states no finish, so that none can take its place`,
    why: 'the film before finishing is known only where a route is written for a finish',
    fix: 'state "finish: none" in the route, and use in its steps the parameters that finishes give',
  }),
  SUPPLY_LEFT: (f: { name: string; flow: string }): Saying => ({
    what: `${f.flow} has no ${f.name}, which the flow that it is based on makes or buys`,
    why: 'what takes its place is bought, unless "supply:" makes it',
    fix: `state "supply: { ${f.name}: ~ }", and a flow for what takes its place`,
  }),
  REMOVED_NOTHING: (f: { path: string; base: string; near: readonly string[] }): Saying => ({
    what: `${f.base} has no ${f.path} to remove`,
    why: 'an entry without a value removes that of the flow beneath; steps of a finish go with the finish',
    fix: didYouMean(f.near),
  }),
  CONDUCTIVITY_OF_ANOTHER: (f: { flow: string; name: string; from: string }): Saying => ({
    what: `the composition is that of ${f.flow}, and product.${f.name} still that of another, in ${f.from}`,
    why: 'another composition conducts otherwise, and its resistance with it',
    fix: `state "product: { set: { ${f.name}: … } }", and the porosity where it changes`,
  }),
  FINISHED_COVERS: (f: { name: string }): Saying => ({
    what: `product.set.${f.name} is what the film is like before finishing, and finished.${f.name} of the flow beneath stands for the product`,
    fix: `state "finished: { ${f.name}: … }", or remove that one by "~"`,
  }),
  FINISHED_WITHOUT_FINISH: (f: { finish: string }): Saying => ({
    what: `"finished:" holds for the finish that the flow states, and ${f.finish} does nothing`,
    fix: 'state the figures under "product: set:", or a finish',
  }),
  FINISH_FORM: (f: { finish: string; form: string; forms: readonly string[] }): Saying => ({
    what: `the finish ${f.finish} takes ${quotedList(f.forms)} products, and this one is ${f.form}`,
    why: 'what holds the product would go through its machines as well',
    fix: 'take "finish: none", or finish the film before it is joined',
  }),
  FINISH_STEP_TAKEN: (f: { name: string; finish: string }): Saying => ({
    what: `the route has a step "${f.name}", as has the finish ${f.finish}`,
    why: 'two steps of one name would be one',
    fix: 'give the step of the route another name',
  }),
  RULE_REFUSES: (f: Broken): Saying => ({
    what: broken(f),
    why: reason(f),
    fix: f.fix ?? `change it, or state why it is meant: accepts: { ${f.rule}: "…" }`,
  }),
  RULE_WARNS: (f: Broken): Saying => ({
    what: broken(f),
    why: reason(f),
    fix: f.fix,
  }),
  RULE_ACCEPTED: (f: Broken & { accepted: string }): Saying => ({
    what: broken(f),
    why: `${reason(f)}; the route accepts it: ${f.accepted}`,
  }),
  ACCEPTS_WITHOUT_WHY: (f: { name: string }): Saying => ({
    what: `the flow accepts ${f.name} without saying why`,
    fix: `write accepts: { ${f.name}: "why it is meant" }`,
  }),
  RULE_UNKNOWN: (f: { name: string; near: readonly string[]; known: readonly string[] }): Saying => ({
    what: `there is no rule "${f.name}" to accept`,
    why: f.known.length > 0 ? `rules: ${shortList(f.known)}` : undefined,
    fix: didYouMean(f.near),
  }),
}
