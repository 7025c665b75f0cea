import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'src')
const rooms = ['document', 'quantity', 'equation', 'flow', 'evaluation', 'study', 'report', 'page', 'cli']
const computing = new Set(rooms.slice(0, rooms.indexOf('report')))

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')
const roomOf = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined)

/** What a file imports: `from '…'`, `import '…'`, `import('…')`. */
function importsOf(path: string): string[] {
  const text = textOf(path)
  return [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g)].map((match) => match[2] as string)
}

it('has only the rooms of the layout', () => {
  const strange = files.filter((path) => path !== 'index.ts' && !rooms.includes(roomOf(path) ?? ''))
  expect(strange).toEqual([])
})

it('imports one way: a room from itself and from the rooms above it', () => {
  const wrong: string[] = []
  for (const path of files) {
    // src/index.ts is the public face: it may take from every room, the command line's shelf of files included
    const level = path === 'index.ts' ? rooms.indexOf('cli') : rooms.indexOf(roomOf(path) ?? '')
    for (const target of importsOf(path)) {
      if (!target.startsWith('.')) continue
      const to = posix.join(posix.dirname(path), target)
      const room = roomOf(to)
      const allowed = room === undefined ? path.startsWith('cli/') : rooms.indexOf(room) <= level
      if (!allowed || to.startsWith('..')) wrong.push(`${path} imports ${target}`)
    }
  }
  expect(wrong).toEqual([])
})

it('keeps Node out of the rooms that compute, so that they run in a page', () => {
  const wrong: string[] = []
  for (const path of files) {
    if (!computing.has(roomOf(path) ?? '')) continue
    for (const target of importsOf(path)) if (isBuiltin(target)) wrong.push(`${path} imports ${target}`)
  }
  expect(wrong).toEqual([])
})

it('keeps every file short enough to read in one sitting', () => {
  const long = files.filter((path) => textOf(path).trimEnd().split('\n').length > 300)
  expect(long).toEqual([])
})
