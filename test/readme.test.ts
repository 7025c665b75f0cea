import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runFabroute } from './run-fabroute.ts'

const README = 'README.md'
const BLOCK = /```console\n\$ fabroute ([^\n]*)\n([\s\S]*?)```/g

/** Splits a command line as a shell does for the quotes that the README uses. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
}

/** What a command prints, problems first, as a terminal shows it. */
function printed(command: string): string {
  const { stdout, stderr } = runFabroute(words(command))
  return `${stderr}${stdout}`.trimEnd()
}

it('shows what its commands print (UPDATE_README=1 writes it anew)', () => {
  const text = readFileSync(README, 'utf8')
  const current = text.replace(
    BLOCK,
    (_, command: string) => `\`\`\`console\n$ fabroute ${command}\n${printed(command)}\n\`\`\``,
  )
  if (process.env.UPDATE_README === '1') writeFileSync(README, current)
  else expect(text).toBe(current)
})
