import { commandLine } from '../src/cli/command-line.ts'

export interface Ran {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line in this process and catches what it prints. */
export function runFabroute(words: readonly string[]): Ran {
  const caught = { stdout: '', stderr: '' }
  const before = { stdout: process.stdout.write, stderr: process.stderr.write }
  const keep = (stream: 'stdout' | 'stderr') => (text: string | Uint8Array) => {
    caught[stream] += String(text)
    return true
  }
  process.stdout.write = keep('stdout') as typeof process.stdout.write
  process.stderr.write = keep('stderr') as typeof process.stderr.write
  try {
    return { exit: commandLine(words), ...caughtIn(caught) }
  } finally {
    process.stdout.write = before.stdout
    process.stderr.write = before.stderr
  }
}

// read only after the command has run
function caughtIn(caught: { stdout: string; stderr: string }): { stdout: string; stderr: string } {
  return { stdout: caught.stdout, stderr: caught.stderr }
}
