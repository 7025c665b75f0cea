/** What a user reads of one problem: what is wrong, why it matters, how to mend it. */
export interface Saying {
  readonly what: string
  readonly why?: string
  readonly fix?: string
}

/** Values that a saying puts into words, and that JSON output prints as they are. */
export type Facts = Readonly<Record<string, unknown>>

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
export function quotedList(names: readonly string[], joint = 'or'): string {
  const quoted = names.map((name) => `"${name}"`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${joint} ${quoted[quoted.length - 1]}`
}

/** A question after the nearest names, or nothing where none is near. */
export function didYouMean(near: readonly string[]): string | undefined {
  return near.length === 0 ? undefined : `did you mean ${quotedList(near)}?`
}

/** The first names of a long list. */
export function shortList(names: readonly string[], most = 24): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown}, … (${names.length} in all)` : shown
}

/** What a path of names could have gone on with. */
export function branchList(under: string, branches: readonly string[]): string {
  return `${under === '' ? 'names begin with' : `${under} has`}: ${shortList(branches)}`
}
