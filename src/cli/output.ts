import { PAGE_WIDTH } from '../report/table.ts'

/** Characters that steer a terminal or turn the direction of its text, but for the ends of lines and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Data goes to stdout; what steers a terminal is told as `\u001b`, which JSON reads as the same text. */
export function printData(text: string): void {
  const safe = text.replaceAll(STEERING, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  process.stdout.write(`${safe}\n`)
}

export function printJson(value: unknown): void {
  printData(JSON.stringify(value, undefined, 2))
}

/** Columns that tables may take: those of the terminal, 80 at least; 80 where the output goes to a file or a pipe. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? Math.max(PAGE_WIDTH, process.stdout.columns) : PAGE_WIDTH
}
