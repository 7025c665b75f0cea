import { commandLine } from '../src/cli/command-line.ts'

export interface Ran {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** Catches what a command line prints in this process. */
function catching<T>(run: (caught: { stdout: string; stderr: string }) => T, then: (undo: () => void) => void): T {
  const caught = { stdout: '', stderr: '' }
  const before = { stdout: process.stdout.write, stderr: process.stderr.write }
  const keep = (stream: 'stdout' | 'stderr') => (text: string | Uint8Array) => {
    caught[stream] += String(text)
    return true
  }
  process.stdout.write = keep('stdout') as typeof process.stdout.write
  process.stderr.write = keep('stderr') as typeof process.stderr.write
  then(() => {
    process.stdout.write = before.stdout
    process.stderr.write = before.stderr
  })
  return run(caught)
}

/** Runs a command line in this process and catches what it prints. */
export function runFabroute(words: readonly string[]): Ran {
  let undo = (): void => undefined
  try {
    return catching(
      (caught) => {
        const exit = commandLine(words)
        if (typeof exit !== 'number') throw new Error(`${words[0]} is not done at once: use runFabrouteLater`)
        return { exit, ...caught }
      },
      (restore) => {
        undo = restore
      },
    )
  } finally {
    undo()
  }
}

/** The same for a command that loads its code, or waits. */
export async function runFabrouteLater(words: readonly string[]): Promise<Ran> {
  let undo = (): void => undefined
  try {
    return await catching(
      async (caught) => {
        const exit = await commandLine(words)
        return { exit, ...caught }
      },
      (restore) => {
        undo = restore
      },
    )
  } finally {
    undo()
  }
}
