import { didYouMean, type Saying } from './saying.ts'

const OBSTACLES: Readonly<Record<string, string>> = {
  unknown: 'the route has no such input, or only computes it',
  fixed: 'its value decides how many equations there are, and scenarios share theirs',
  choice: 'it is a choice among words',
  'without spread': 'no document states a range for it',
  outside: 'its value lies outside its own range',
  lognormal: 'a lognormal distribution has no value of 0 or below, and its low end is one',
  'cut off': 'its "range:" leaves nothing of its distribution',
}
const MENDED: Readonly<Record<string, string>> = {
  fixed: 'run it with --set, once for each value',
  choice: 'run it with --set, once for each word',
  'without spread':
    'give one, like --vary "PATH=LOW..HIGH", with uniform, triangular, pert, normal or lognormal behind it',
  outside: 'give a range that holds its value, or --set a value within it',
  lognormal: 'give a low end above 0, or another distribution',
  'cut off': 'give a range that lies within it',
}

/** What studies of many scenarios say. */
export const studySayings = {
  SPREAD_FORM: (f: { text: string; distributions: readonly string[] }): Saying => ({
    what: `"${f.text}" is no spread`,
    why: 'a study of many scenarios takes a range, and draws from all of it',
    fix: `write PATH, or PATH=LOW..HIGH, with one of ${f.distributions.join(', ')} behind it where it is not uniform`,
  }),
  NOT_VARIED: (f: { flow: string; name: string; obstacle: string }): Saying => ({
    what: `${f.name} of ${f.flow} cannot be varied`,
    why: OBSTACLES[f.obstacle],
    fix: MENDED[f.obstacle],
  }),
  NOTHING_VARIES: (f: { flow: string }): Saying => ({
    what: `nothing varies in ${f.flow}: none of its inputs has a range`,
    why: 'an input that --set gives a value is a point',
    fix: 'give one, like --vary "prices.Li2S=50..300 USD/kg"',
  }),
  OUTPUT_TWICE: (f: { count: number }): Saying => ({
    what: `${f.count} outputs are asked for, and inputs are ranked for one`,
    fix: 'ask for one --output at a time',
  }),
  SAMPLES_TOO_MANY: (f: { samples: number; most: number; figures: number }): Saying => ({
    what: `${f.samples} scenarios are more than the ${f.most} that are kept in memory with ${f.figures} figures each`,
    why: 'the error of a mean falls with the root of their number: a hundred times as many bring one digit more',
    fix: `take at most ${f.most}, or fewer figures with --output`,
  }),
  SOBOL_DIMENSIONS: (f: { inputs: number; most: number }): Saying => ({
    what: `${f.inputs} inputs vary, and there are Sobol points of ${f.most} dimensions`,
    fix: 'take --sampler latin-hypercube or random, or vary fewer inputs',
  }),
  CORRELATION_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" is no correlation`,
    fix: 'write --correlate "PATH,PATH=0.6", a rank correlation between -1 and 1',
  }),
  CORRELATION_REFUSED: (f: { first: string; second: string; given: string; cause: string }): Saying => ({
    what:
      f.cause === 'itself'
        ? `${f.first} cannot be correlated with itself`
        : f.cause === 'twice'
          ? `the correlation of ${f.first} and ${f.second} is given twice`
          : `${f.given} is no rank correlation of ${f.first} and ${f.second}`,
    why: f.cause === 'bounds' ? 'a rank correlation lies between -1 and 1, and is neither' : undefined,
    fix:
      f.cause === 'bounds'
        ? 'inputs that always move together are one input: make one an expression of the other'
        : undefined,
  }),
  CORRELATION_UNVARIED: (f: { name: string; near: readonly string[] }): Saying => ({
    what: `${f.name} is correlated, and does not vary`,
    fix: didYouMean(f.near) ?? 'give it a range with --vary, or leave the correlation out',
  }),
  CORRELATIONS_IMPOSSIBLE: (f: { inputs: readonly string[] }): Saying => ({
    what: `no inputs have these correlations: ${f.inputs.join(', ')}`,
    why: 'the matrix of the correlations is not positive definite: what goes with one thing cannot go against what goes with it',
    fix: 'give weaker correlations, or the missing ones between these inputs',
  }),
  NO_SCENARIO: (f: { flow: string; reasons: readonly string[] }): Saying => ({
    what: `no scenario of ${f.flow} can be: ${f.reasons.join('; ')}`,
    why: 'every draw breaks what must hold of the route',
    fix: 'narrow the ranges, or vary fewer inputs with --vary; of a composition leave one fraction as `rest`',
  }),
  DRAWS_TOO_MANY: (f: { samples: number; most: number }): Saying => ({
    what: `${f.samples} scenarios are more than the ${f.most} that are written to a file`,
    fix: 'take fewer samples where every draw is wanted',
  }),
  IN_USE_AGAINST: (_: Record<never, never>): Saying => ({
    what: '--over and --output ask what an input may be worth for a target, and --against gives a route in its place',
    fix: 'give a --target, or leave --over and --output out',
  }),
}
