import { documentName } from '../document/repeat.ts'
import type { Repeat } from '../study-head.ts'

const ABSOLUTE = /^(?:[A-Za-z]:)?[\\/]/

/**
 * What documents are called in a workbook, which says the same on every machine: bundled ones as the repetition of a study names
 * them, others as they were given, and of a path from the root no more than tells it from the others.
 */
export function documentNames(files: Iterable<string>, repeat: Repeat | undefined): (file: string) => string {
  const all = [...new Set(files)].map((file) => partsOf(file))
  return (file) => {
    const known = repeat === undefined ? file : documentName(repeat, file)
    return ABSOLUTE.test(known) ? tail(partsOf(known), all) : known
  }
}

const partsOf = (file: string): string[] => file.split(/[\\/]/)

/** The last names of a path, as many as only it ends with. */
function tail(parts: readonly string[], all: readonly (readonly string[])[]): string {
  for (let count = 1; count < parts.length; count++) {
    const last = parts.slice(-count).join('/')
    if (all.filter((other) => other.slice(-count).join('/') === last).length <= 1) return last
  }
  return parts.filter((part) => part !== '').join('/')
}
