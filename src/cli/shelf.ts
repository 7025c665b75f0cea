import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { DocumentText, Library, LibraryKind } from '../flow/library.ts'
import { packageRoot } from './package-root.ts'

/** Where each kind of document lies, below a route's folder and below the bundled root. */
const BESIDE: Readonly<Record<LibraryKind, readonly string[]>> = {
  flow: ['.'],
  supply: ['supply', '.'],
  finish: ['finishes', '.'],
  operation: ['operations', '.'],
  method: ['methods', '.'],
  plant: ['prices/plants', 'plants', '.'],
  scenario: ['prices/scenarios', 'scenarios', '.'],
}
const BUNDLED: Readonly<Record<LibraryKind, string>> = {
  flow: 'flows',
  supply: 'flows/supply',
  finish: 'flows/finishes',
  operation: 'flows/operations',
  method: 'flows/methods',
  plant: 'prices/plants',
  scenario: 'prices/scenarios',
}
const ENDING = /\.ya?ml$/

/** Where the build leaves the values of the bundled documents, below the root. */
export const SNAPSHOTS = 'dist/documents'

/** A bundled document's text and values. */
export interface Snapshot {
  readonly text: string
  readonly data: unknown
}

/** Each in a file of its own, so that a run reads those that it asks for; none in a checkout that has not been built. */
function readSnapshot(file: string): Snapshot | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Snapshot) : undefined
}

/** A document that is there and cannot be read: it is told, and never passed over. */
export class Unreadable extends Error {
  readonly file: string
  readonly reason: string
  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`)
    this.file = file
    this.reason = reason
  }
}

/** Why the system refuses a file, in words. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  return REASONS[code ?? ''] ?? `the system answers ${code ?? String(error)}`
}

/** Why the system does not write a file, in words: a file need not be there, its folder must. */
export function reasonUnwritten(error: unknown, file: string): string {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' ? `there is no folder ${dirname(file)}` : reasonOf(error)
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  EROFS: 'the disk takes no writing',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
}

/** Documents from the file system: beside a route, below its folder, and those bundled with the package. */
export class Shelf implements Library {
  readonly #root: string = packageRoot()
  readonly #snapshots = new Map<string, Snapshot | undefined>()

  find(kind: LibraryKind, name: string, beside: string): DocumentText | undefined {
    if (ENDING.test(name) || name.includes('/') || name.includes('\\'))
      return this.read(resolve(folderOf(beside), name)) ?? this.read(resolve(name))
    for (const folder of this.#folders(kind, beside)) {
      for (const ending of ['.yaml', '.yml']) {
        const found = this.read(join(folder, name + ending))
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  /** The path of a document in the folders of the working folder, where it has one of that name. */
  here(kind: LibraryKind, name: string): string | undefined {
    const paths = BESIDE[kind].flatMap((sub) => ['.yaml', '.yml'].map((ending) => join(sub, name + ending)))
    return paths.find((path) => existsSync(path) && resolve(path) !== join(this.#root, path))
  }

  /** A route by path or bundled name, or an upstream flow by its name. */
  route(name: string): DocumentText | undefined {
    const path = resolve(name)
    const isFile = ENDING.test(name) || name.includes('/') || name.includes('\\')
    if (isFile) return this.read(path)
    const bundled = ['flows', 'flows/supply'].map((folder) => join(this.#root, folder, `${name}.yaml`))
    const [route, supply] = bundled as [string, string]
    return this.read(route) ?? this.read(`${path}.yaml`) ?? this.read(supply)
  }

  names(kind: LibraryKind, beside: string): readonly string[] {
    // a route's own folder holds documents of every kind; one called `plants` holds plants
    const own = folderOf(beside)
    const isMixed =
      BESIDE[kind].length > 1 && !BESIDE[kind].some((sub) => sub !== '.' && basename(sub) === basename(own))
    const folders = this.#folders(kind, beside).filter((folder) => existsSync(folder) && !(isMixed && folder === own))
    const names = folders.flatMap((folder) => listed(folder))
    return [...new Set(names.map((file) => file.replace(ENDING, '')))].sort()
  }

  rules(beside: string): readonly DocumentText[] {
    const bundled = join(this.#root, 'flows', 'rules')
    const own = join(folderOf(beside), 'rules')
    const folders = resolve(own) === bundled ? [bundled] : [bundled, own]
    return folders.filter((folder) => existsSync(folder)).flatMap((folder) => this.#documentsOf(folder))
  }

  bundledPrices(): readonly DocumentText[] {
    return this.#documentsOf(join(this.#root, 'prices'))
  }

  ownPrices(beside: string): readonly DocumentText[] {
    const beneath = folderOf(beside)
    const own = join(basename(beneath) === 'supply' ? dirname(beneath) : beneath, 'prices')
    return existsSync(own) && resolve(own) !== join(this.#root, 'prices') ? this.#documentsOf(own) : []
  }

  #documentsOf(folder: string): DocumentText[] {
    return documentsIn(folder).map((file) => {
      const path = join(folder, file)
      const document = this.read(path)
      // it is in the folder: a link to nothing
      if (document === undefined) throw new Unreadable(this.shownAs(path), reasonOf({ code: 'ENOENT' }))
      return document
    })
  }

  /** A document by its path; undefined where there is none. Throws {@link Unreadable} where there is one that cannot be read. */
  read(path: string): DocumentText | undefined {
    const text = this.#textOf(path)
    if (text === undefined) return undefined
    const near = relative(this.#root, path)
    const isBundled = !near.startsWith('..') && !isAbsolute(near)
    const before = isBundled ? this.#before(near) : undefined
    // values checked when the package was built hold only for the very text they were read from
    return { file: this.shownAs(path), text, checked: before?.text === text ? before.data : undefined, isBundled }
  }

  #textOf(path: string): string | undefined {
    try {
      const found = statSync(path)
      if (!found.isFile())
        throw new Unreadable(this.shownAs(path), found.isDirectory() ? 'it is a folder' : 'it is not a file')
      return readFileSync(path, 'utf8')
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
      throw error instanceof Unreadable ? error : new Unreadable(this.shownAs(path), reasonOf(error))
    }
  }

  /** The bundled documents, by path below the root. */
  bundled(): string[] {
    const folders = [
      'flows',
      'flows/operations',
      'flows/methods',
      'flows/supply',
      'flows/finishes',
      'flows/rules',
      'prices',
      'prices/plants',
      'prices/scenarios',
    ]
    return folders.flatMap((folder) => {
      const path = join(this.#root, folder)
      return existsSync(path) ? documentsIn(path).map((file) => join(folder, file)) : []
    })
  }

  get root(): string {
    return this.#root
  }

  #before(near: string): Snapshot | undefined {
    if (!this.#snapshots.has(near)) this.#snapshots.set(near, readSnapshot(join(this.#root, SNAPSHOTS, `${near}.json`)))
    return this.#snapshots.get(near)
  }

  /** Relative where that is shorter to read, absolute elsewhere. */
  shownAs(path: string): string {
    const near = relative(process.cwd(), path)
    return near.startsWith('..') || isAbsolute(near) ? path : near
  }

  #folders(kind: LibraryKind, beside: string): string[] {
    const folder = folderOf(beside)
    // an upstream flow in a folder `supply` shares the operations of the route above it
    const shares = basename(folder) === 'supply' ? dirname(folder) : undefined
    // a plant in prices/plants shares the scenarios beside it
    const isPlants = basename(folder) === 'plants' && basename(dirname(folder)) === 'prices'
    const above = isPlants ? dirname(dirname(folder)) : shares
    const near = above === undefined ? [folder] : [folder, above]
    const places = near.flatMap((place) => {
      // the folder above plants holds routes and whatever else
      const subs = isPlants && place === above ? BESIDE[kind].filter((sub) => sub !== '.') : BESIDE[kind]
      return subs.map((sub) => join(place, sub))
    })
    return [...places, join(this.#root, BUNDLED[kind])]
  }
}

function folderOf(file: string): string {
  return dirname(resolve(file))
}

function documentsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => ENDING.test(file))
      .sort()
  } catch (error) {
    throw new Unreadable(folder, reasonOf(error))
  }
}

/** Names for suggestions: a folder that cannot be read has none. */
function listed(folder: string): string[] {
  try {
    return documentsIn(folder)
  } catch {
    return []
  }
}
