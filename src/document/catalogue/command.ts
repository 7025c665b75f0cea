import { didYouMean, type Saying } from './saying.ts'

/** What the command line says of itself. */
export const commandSayings = {
  VARIABLE_UNKNOWN: (f: { name: string; near: readonly string[] }): Saying => ({
    what: `there is no variable "${f.name}" in this route`,
    fix:
      didYouMean(f.near) ?? 'the parts of a name run from the general to the particular: steps.drying.residence_time',
  }),
  LIST_UNKNOWN: (f: { name: string; known: readonly string[]; near: readonly string[] }): Saying => ({
    what: `there is no list of "${f.name}"`,
    why: `lists: ${f.known.join(', ')}`,
    fix: didYouMean(f.near),
  }),
  STRICT: (f: { count: number }): Saying => ({
    what: f.count === 1 ? 'a warning is an error under --strict' : `${f.count} warnings are errors under --strict`,
  }),
}
