import { Diagnostics } from './diagnostic.ts'
import type { PositionedDocument } from './positioned.ts'
import { readYaml } from './read-yaml.ts'
import type { Checked } from './validate.ts'

/**
 * A document whose values were read and checked before: those bundled with the package, when it was built. Its text is
 * read again only when a position is asked for, so that a run without problems starts without reading YAML.
 */
export function checkedBefore<T>(file: string, text: string, data: T): Checked<T> {
  let read: PositionedDocument | undefined
  const positions = (): PositionedDocument => {
    read ??= readYaml(file, text, new Diagnostics())
    if (read === undefined) throw new Error(`${file} was checked before and cannot be read now`)
    return read
  }
  return {
    file,
    text,
    data,
    value: data,
    at: (path, part) => positions().at(path, part),
    within: (path, from, to) => positions().within(path, from, to),
  }
}
