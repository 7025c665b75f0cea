/** What a spreadsheet reads as a cell, a row or a column, in either notation, or as a truth value. */
const NOT_A_NAME = /^(?:[a-z]{1,3}\d+|r\d*(?:c\d*)?|c\d*|true|false)$/i
/** Characters that a name may have. */
const LONGEST = 255
const SUFFIX = 12

/**
 * Names for cells. A name begins with a letter or a line, has letters, digits, dots and lines alone, is told from others without
 * its case, and is no cell's own.
 */
export class CellNames {
  readonly #prefix: string
  readonly #taken: Set<string>

  /** Names of one workbook share what is `taken`. */
  constructor(prefix: string, taken: Set<string>) {
    this.#prefix = prefix
    this.#taken = taken
  }

  take(name: string): string {
    const plain = `${this.#prefix}${name}`.replace(/[^A-Za-z0-9_.]/g, '_').replace(/^(?![A-Za-z_])/, '_')
    const fitting = NOT_A_NAME.test(plain) ? `${plain}_` : plain
    const short = fitting.slice(0, LONGEST - SUFFIX)
    let found = fitting.length > LONGEST ? short : fitting
    for (let again = 2; this.#taken.has(found.toLowerCase()); again++) found = `${short}_${again}`
    this.#taken.add(found.toLowerCase())
    return found
  }
}
