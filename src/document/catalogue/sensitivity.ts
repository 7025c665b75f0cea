import { didYouMean, type Saying, shortList } from './saying.ts'

type Reason = Readonly<Record<string, unknown>> & { readonly kind: string }

/** What is wrong with a sample or its figures, by what the statistics found. Rows are counted from 1, without the heading. */
function reasonWords(estimator: string, reason: Reason, names: readonly string[], inputs: readonly string[]): string {
  const at = (key: string): number => Number(reason[key])
  const name = (key: string): string => inputs[at(key)] ?? String(reason[key])
  const row = (key: string): number => at(key) + 1
  switch (reason.kind) {
    case 'rows':
      return 'block' in reason
        ? `${at('rows')} rows are no multiple of ${at('block')}: for ${at('groups')} inputs or groups there are ${at('block')} rows for each base point, or ${2 * at('groups') + 2} with second order`
        : `${at('rows')} rows are no multiple of ${at('dimensions') + 1}: each trajectory has one row more than there are inputs`
    case 'structure':
      return `row ${row('row')} should be one base point with ${names[at('group')] ?? ''} taken from the other: ${name('factor')} does not fit`
    case 'no change':
      return `row ${row('row')} changes nothing; each step of a trajectory changes one input`
    case 'several changes':
      return `row ${row('row')} changes several inputs at once: ${shortList(
        (reason.factors as readonly number[]).map((i) => inputs[i] ?? ''),
        6,
      )}`
    case 'changed twice':
      return `row ${row('row')} changes ${name('factor')} a second time in one trajectory, after row ${row('before')}`
    case 'constant':
    case 'constant output':
      return 'the figure is the same in all scenarios, so that there is no variance to share out'
    case 'too few':
      return estimator === 'sobol'
        ? `${at('count')} base points have a value in all their scenarios, and ${at('refused')} have not`
        : `${at('count')} scenarios have a value, and at least ${at('needed')} are needed`
    default:
      return 'its figures are too large or too far apart to reckon with'
  }
}

const SAMPLES: Readonly<Record<string, string>> = {
  sobol:
    'Sobol indices take a Saltelli sample: for each base point a row of A, rows of A with one input (or group) of B each, and a row of B',
  morris:
    'elementary effects take trajectories: one row more than there are inputs, each changing one input, each input once',
  'rank-regression': 'rank regression takes any sample with more rows than inputs',
}

const EMPTY: Readonly<Record<string, string>> = {
  taken: 'groups before it have all that it names: an input belongs to the first group that has it',
  idle: 'the figure does not depend on those that it names',
}

/** What a sensitivity study says. */
export const sensitivitySayings = {
  NOTHING_MOVES: (f: { flow: string; output: string }): Saying => ({
    what: `nothing that varies moves ${f.output} of ${f.flow}`,
    why: 'within their ranges it does not depend on any of the inputs',
    fix: 'vary other inputs, or wider ranges, or ask for another --output',
  }),
  SAMPLER_UNFIT: (f: { estimator: string; sampler: string; fits: readonly string[] }): Saying => ({
    what: `the estimator ${f.estimator} does not take a sample by --sampler ${f.sampler}`,
    why: SAMPLES[f.estimator],
    fix: f.fits.length === 0 ? 'leave --sampler out' : `take --sampler ${f.fits.join(' or ')}`,
  }),
  OPTION_UNFIT: (f: { option: string; estimator: string }): Saying => ({
    what: `${f.option} belongs to the estimator sobol, and ${f.estimator} is asked for`,
  }),
  OPTIONS_APART: (f: { first: string; second: string }): Saying => ({
    what: `${f.first} says how points are drawn, and ${f.second} gives them`,
    fix: 'leave one of them out',
  }),
  GROUP_EMPTY: (f: { text: string; why: string; near: readonly string[] }): Saying => ({
    what: `no input that varies is in the group "${f.text}"`,
    why: EMPTY[f.why],
    fix: didYouMean(f.near) ?? 'write --group "NAME=PATTERN", where * stands for anything: "prices=prices.*"',
  }),
  ROWS_TOO_MANY: (f: { rows: number; most: number; samples: number; fit: number }): Saying => ({
    what: `${f.rows} scenarios are more than the ${f.most} that one study takes`,
    fix: `take --samples ${f.fit} or fewer, or vary fewer inputs, or put them in groups`,
  }),
  DESIGN_WITHOUT_INPUT: (f: { file: string; heads: readonly string[] }): Saying => ({
    what: `${f.file} has no column of an input that varies`,
    why: `its heading: ${shortList(f.heads, 8)}`,
    fix: 'name the columns by the inputs, as --draws writes them, and give each a range in the document or by --vary',
  }),
  DESIGN_TOO_SHORT: (f: { file: string; rows: number }): Saying => ({
    what: `${f.file} has ${f.rows === 0 ? 'no point' : 'one point'} below its heading`,
  }),
  DESIGN_ROW: (f: { file: string; row: number; cells: number; heads: number }): Saying => ({
    what: `row ${f.row} of ${f.file} has ${f.cells} cells, and its heading ${f.heads}`,
    fix: 'separate cells by commas, and write decimals with a point',
  }),
  DESIGN_CELL: (f: { file: string; row: number; name: string; cell: string }): Saying => ({
    what: `row ${f.row} of ${f.file} has no number for ${f.name}: "${f.cell}"`,
  }),
  ESTIMATOR_UNFIT: (f: {
    estimator: string
    output: string
    reason: Reason
    names: readonly string[]
    inputs: readonly string[]
  }): Saying => ({
    what: `the estimator ${f.estimator} says nothing of ${f.output} here: ${reasonWords(f.estimator, f.reason, f.names, f.inputs)}`,
    why: /constant|overflow/.test(f.reason.kind) ? undefined : SAMPLES[f.estimator],
    fix: /constant/.test(f.reason.kind) ? 'vary inputs that the figure depends on' : undefined,
  }),
}
