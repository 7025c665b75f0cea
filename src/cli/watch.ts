import { type FSWatcher, readFileSync, statSync, watch } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { Diagnostics } from '../document/diagnostic.ts'
import { SIZE_LIMIT } from '../document/read-yaml.ts'
import { renderDiagnostic } from '../document/render.ts'
import type { DocumentText } from '../flow/library.ts'
import { EXIT, refuse } from './costing.ts'
import { reasonOf, Shelf, Unreadable } from './shelf.ts'
import { type Validated, validated } from './validate.ts'

/** Milliseconds without a change after which what has changed is read: an editor writes a file in several goes. */
const SETTLED = 80

/** What a round has found: problems and the note are for stderr. */
export interface Told {
  readonly problems: string
  readonly lines: string
  readonly note: string
}

/** How a watch is ended, and what it tells. */
export interface WatchOptions {
  readonly signal: AbortSignal
  readonly tell: (round: Told) => void
  readonly settled?: number
}

/** `fabroute validate FILE… --watch`: until it is interrupted, which is how it ends well. */
export async function watchCommand(files: readonly string[]): Promise<void> {
  const ended = new AbortController()
  const end = (): void => ended.abort()
  process.once('SIGINT', end)
  let isFirst = true
  try {
    await watchFiles(files, {
      signal: ended.signal,
      tell: ({ problems, lines, note }) => {
        if (!isFirst) process.stdout.write(process.stdout.isTTY ? CLEAR : '\n')
        isFirst = false
        process.stderr.write(problems)
        process.stdout.write(lines)
        process.stderr.write(note)
      },
    })
  } finally {
    process.off('SIGINT', end)
  }
}

const CLEAR = '\u001b[2J\u001b[H'

/** A shelf that remembers what was asked of it. */
class WatchedShelf extends Shelf {
  /** The text of every path that was looked for; undefined where there is none, or none that can be read. */
  readonly texts = new Map<string, string | undefined>()

  override read(path: string): DocumentText | undefined {
    const at = resolve(path)
    this.texts.set(at, undefined)
    const found = super.read(path)
    this.texts.set(at, found?.text)
    return found
  }
}

/** What files came to, and the texts that this rests on. */
interface Round {
  readonly problems: string
  readonly lines: string
  readonly texts: ReadonlyMap<string, string | undefined>
}

/** Validates files, and again whenever they or the documents they are read with change. */
export async function watchFiles(files: readonly string[], options: WatchOptions): Promise<void> {
  const { signal, tell, settled = SETTLED } = options
  const watched = new Folders(signal)
  let before: Round | undefined
  try {
    while (!signal.aborted) {
      const round = read(files)
      const isNew = watched.follow(round.texts.keys())
      if (before === undefined || !isSame(before, round)) {
        const count = [...round.texts.values()].filter((text) => text !== undefined).length
        const note = `watching ${count} ${count === 1 ? 'file' : 'files'}; ctrl-c ends\n`
        tell({ problems: round.problems, lines: round.lines, note })
      }
      before = round
      // what changed before its folder was watched is not told of
      if (isNew && [...round.texts].some(([path, text]) => textAt(path) !== text)) continue
      await watched.changed(settled)
    }
  } finally {
    watched.close()
  }
}

function read(files: readonly string[]): Round {
  const shelf = new WatchedShelf()
  const list = files.map((file) => oneOf(file, shelf))
  // what is not there, or is no file, is asked for before it is read
  for (const file of files)
    if (/\.ya?ml$/.test(file) && !shelf.texts.has(resolve(file))) shelf.texts.set(resolve(file), undefined)
  return {
    problems: list.map(({ problems }) => problems).join(''),
    lines: list.map(({ line }) => line).join(''),
    texts: shelf.texts,
  }
}

function oneOf(file: string, shelf: Shelf): Validated {
  try {
    return validated(file, shelf)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    // it may be mended while it is watched
    const diagnostics = new Diagnostics()
    diagnostics.error('FILE_UNREADABLE', undefined, { file: error.file, reason: error.reason, near: [] })
    const problems = diagnostics.list.map((told) => `${renderDiagnostic(told, () => undefined)}\n\n`).join('')
    return { problems, line: `${file}: document, 1 error\n`, hasErrors: true }
  }
}

function isSame(a: Round, b: Round): boolean {
  if (a.problems !== b.problems || a.lines !== b.lines) return false
  const texts = ({ texts }: Round): [string, string][] =>
    [...texts].filter((entry): entry is [string, string] => entry[1] !== undefined)
  const [before, after] = [texts(a), texts(b)]
  return before.length === after.length && before.every(([path, text]) => b.texts.get(path) === text)
}

function textAt(path: string): string | undefined {
  try {
    const found = statSync(path)
    return found.isFile() && found.size <= SIZE_LIMIT * 4 ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}

/** A folder that is watched, the very one: another of its name is another. */
interface Watched {
  readonly watcher: FSWatcher
  readonly inode: number
  /** Folders beneath that are not there yet. */
  awaited: ReadonlySet<string>
}

/** The folders in which something may change. A file is replaced, removed and made anew in its folder, which stays. */
class Folders {
  readonly #watched = new Map<string, Watched>()
  readonly #signal: AbortSignal
  #isTold = false
  #told: () => void = () => undefined

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.#told())
  }

  /** Watches the folders of paths, and of a folder that is not there the nearest above it; answers whether any is new. */
  follow(paths: Iterable<string>): boolean {
    const wanted = new Map<string, Set<string>>()
    for (const folder of new Set([...paths].map((path) => dirname(path)))) {
      let [there, missing] = [folder, '']
      while (inodeOf(there) === undefined && dirname(there) !== there)
        [there, missing] = [dirname(there), basename(there)]
      const awaited = wanted.get(there) ?? new Set()
      wanted.set(there, missing === '' ? awaited : awaited.add(missing))
    }
    for (const [folder, { watcher, inode }] of this.#watched) {
      if (wanted.has(folder) && inodeOf(folder) === inode) continue
      watcher.close()
      this.#watched.delete(folder)
    }
    let isNew = false
    for (const [folder, awaited] of wanted) {
      const known = this.#watched.get(folder)
      if (known !== undefined) known.awaited = awaited
      else isNew = this.#watch(folder, awaited) || isNew
    }
    return isNew
  }

  #watch(folder: string, awaited: ReadonlySet<string>): boolean {
    const inode = inodeOf(folder)
    if (inode === undefined) return true
    try {
      const watcher = watch(folder, (_, name) => {
        const isAwaited = name !== null && this.#watched.get(folder)?.awaited.has(name) === true
        // a folder that goes tells of itself
        if (name === null || /\.ya?ml$/.test(name) || isAwaited || name === basename(folder)) this.#tell()
      })
      watcher.on('error', () => this.#tell())
      this.#watched.set(folder, { watcher, inode, awaited })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return true
      const reason = code === 'ENOSPC' || code === 'EMFILE' ? 'the system watches no more folders' : reasonOf(error)
      refuse('FILE_UNREADABLE', { file: folder, reason, near: [] }, EXIT.input)
    }
    return true
  }

  #tell(): void {
    this.#isTold = true
    this.#told()
  }

  /** When something has changed and nothing has since, for so many milliseconds; or when the watch has ended. */
  async changed(settled: number): Promise<void> {
    const next = (): Promise<void> =>
      new Promise((done) => {
        this.#told = done
      })
    if (!this.#isTold && !this.#signal.aborted) await next()
    while (this.#isTold && !this.#signal.aborted) {
      this.#isTold = false
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        next(),
        new Promise<void>((done) => {
          timer = setTimeout(done, settled)
        }),
      ])
      clearTimeout(timer)
    }
  }

  close(): void {
    for (const { watcher } of this.#watched.values()) watcher.close()
    this.#watched.clear()
  }
}

function inodeOf(folder: string): number | undefined {
  try {
    const found = statSync(folder)
    return found.isDirectory() ? found.ino : undefined
  } catch {
    return undefined
  }
}
