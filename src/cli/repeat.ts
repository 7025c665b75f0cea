import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import type { Repeat } from '../report/study-head.ts'
import { packageRoot } from './package-root.ts'
import type { OpenedScenarios } from './scenarios.ts'
import { version } from './version.ts'

/** Options that change how long a study takes or how it is shown, and not what comes out. */
const WITHOUT_EFFECT = new Set(['--workers'])

/** What is needed to come to the same figures again: the version, the documents by what is in them, the seed and the command. */
export function repeatOf(
  words: readonly string[],
  opened: readonly Pick<OpenedScenarios, 'model'>[],
  seed?: number,
  design?: string,
): Repeat {
  const documents = new Map<string, string>()
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
  for (const { model } of opened) for (const [file, text] of model.model.texts) documents.set(nameOf(file), hash(text))
  // points that are given decide the figures as much as the documents do
  if (design !== undefined) documents.set(design, hash(readFileSync(design, 'utf8')))
  const sorted = [...documents].sort(([a], [b]) => (a < b ? -1 : 1))
  return { fabroute: version(), command: commandOf(words, seed), seed, documents: Object.fromEntries(sorted) }
}

/** Bundled documents are named from the package, wherever that is installed. */
function nameOf(file: string): string {
  const inside = relative(packageRoot(), resolve(file)).replaceAll('\\', '/')
  return /^(?:flows|prices)\//.test(inside) ? `fabroute/${inside}` : file
}

/** The command as a shell takes it, with the seed that was taken. */
function commandOf(words: readonly string[], seed: number | undefined): string {
  const kept: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (WITHOUT_EFFECT.has(word)) i++
    else if (!WITHOUT_EFFECT.has(word.split('=')[0] as string)) kept.push(word)
  }
  const isSeeded = kept.some((word) => word === '--seed' || word.startsWith('--seed='))
  const all = seed === undefined || isSeeded ? kept : [...kept, '--seed', String(seed)]
  return ['fabroute', ...all].map(quoted).join(' ')
}

/** A word as a shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
