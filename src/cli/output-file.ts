import {
  chmodSync,
  existsSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { EXIT, refuse } from './costing.ts'
import { reasonUnwritten } from './shelf.ts'

/** Refuses to write over a document: a route is soon named where an output was meant. */
export function checkOutput(file: string): void {
  if (/\.ya?ml$/i.test(file) && existsSync(file)) refuse('FILE_EXISTS', { file }, EXIT.input)
}

/**
 * Writes a file whole or not at all: to one beside it, which is then given its name. One that is there keeps its permissions, and
 * a link still leads to it; what is no file, such as a device, is written to as it is.
 */
export function writeOutput(file: string, content: string | Uint8Array): void {
  let temporary: string | undefined
  try {
    const target = linkedFrom(file)
    const known = statSync(target, { throwIfNoEntry: false })
    if (known !== undefined && !known.isFile()) {
      writeFileSync(target, content)
      return
    }
    const beside = `${target}.${process.pid}.tmp`
    writeFileSync(beside, content, { flag: 'wx' })
    temporary = beside
    if (known !== undefined) chmodSync(beside, known.mode & 0o7777)
    renameSync(beside, target)
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true })
    refuse('FILE_NOT_WRITTEN', { file, reason: reasonUnwritten(error, file) }, EXIT.input)
  }
}

/** The file that a name stands for, also where it is a link to one that is not there yet. */
function linkedFrom(file: string): string {
  if (existsSync(file)) return realpathSync(file)
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
  return isLink ? resolve(dirname(file), readlinkSync(file)) : file
}
