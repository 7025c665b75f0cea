import { quotedList, type Saying, shortList } from './saying.ts'

const HOW = 'write one with: fabroute run FLOW --json > FILE'

/** What is wrong with printed results that are to be set against each other. */
export const diffSayings = {
  RESULT_NOT_JSON: (f: { file: string; found: 'nothing' | 'document' | 'other' }): Saying => ({
    what: f.found === 'nothing' ? `${f.file} is empty` : `${f.file} is not JSON`,
    why:
      f.found === 'document'
        ? 'it reads like a document of fabroute; what is compared here is what a run of it printed'
        : f.found === 'nothing'
          ? 'a run that was refused leaves nothing behind'
          : undefined,
    fix: HOW,
  }),
  RESULT_UNLIKE: (f: { file: string; found: string }): Saying => ({
    what: `${f.file} is not what "fabroute run --json" prints: it is ${f.found}`,
    fix: HOW,
  }),
  RESULT_FIELD: (f: { file: string; path: string; found: string; wanted: string }): Saying => ({
    what: `${f.path} in ${f.file} is ${f.found}, and ${f.wanted} is wanted`,
    why: 'it is read as "fabroute run --json" prints it',
    fix: HOW,
  }),
  RESULT_SUM: (f: { file: string; path: string; sum: string; total: string }): Saying => ({
    what: `${f.path} in ${f.file} adds up to ${f.sum}, and cost.total is ${f.total}`,
    why: 'the lines of a ledger add up exactly; this file has been changed since it was written',
    fix: HOW,
  }),
  RESULT_FLOW_TWICE: (f: { file: string; name: string }): Saying => ({
    what: `${f.file} has two results of ${f.name}`,
    why: 'results of several flows are matched by name',
    fix: 'compare the two as files of their own',
  }),
  RESULTS_APART: (f: { a: readonly string[]; b: readonly string[] }): Saying => ({
    what: 'the two files have no flow in common',
    why: `A has ${quotedList(f.a.slice(0, 1))}${f.a.length > 1 ? ` and others: ${shortList(f.a.slice(1))}` : ''}; B has ${shortList(f.b)}`,
    fix: 'results of several flows are matched by name; give one result in each file to compare flows of unlike names',
  }),
  CURRENCIES_DIFFER: (f: { first: string; second: string; a: string; b: string }): Saying => ({
    what: `${f.first} is in ${f.a} and ${f.second} in ${f.b}`,
    why: 'amounts of unlike currencies cannot be subtracted',
    fix: `run one of them again with --currency ${f.a}`,
  }),
}
