import { PAGE_WIDTH } from '../report/table.ts'

/** Data goes to stdout. */
export function printData(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  printData(JSON.stringify(value, undefined, 2))
}

/** Columns that tables may take: those of the terminal, 80 at least; 80 where the output goes to a file or a pipe. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? Math.max(PAGE_WIDTH, process.stdout.columns) : PAGE_WIDTH
}
