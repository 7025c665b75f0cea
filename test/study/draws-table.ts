import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** A file that `--draws` wrote, by columns; headings are without units. */
export class DrawsTable {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]

  constructor(file: string) {
    const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
    this.heads = head.split(',')
    this.rows = lines.map((line) => line.split(','))
    for (const row of this.rows) expect(row).toHaveLength(this.heads.length)
  }

  /** The numbers of a column, an empty cell as NaN; of one flow where it is named. */
  column(name: string, flow?: string): number[] {
    const at = this.heads.findIndex((head) => head.replace(/ \(.*\)$/, '') === name)
    if (at < 0) throw new Error(`no column ${name} among ${this.heads.join()}`)
    return this.rows
      .filter((row) => flow === undefined || row[0] === flow)
      .map((row) => (row[at] === '' ? Number.NaN : Number(row[at])))
  }
}
