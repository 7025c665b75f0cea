import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { EXIT, refuse } from './costing.ts'
import { reasonOf } from './shelf.ts'

/** Refuses to write over a document: a route is soon named where an output was meant. */
export function checkOutput(file: string): void {
  if (/\.ya?ml$/i.test(file) && existsSync(file)) refuse('FILE_EXISTS', { file }, EXIT.input)
}

/** Writes a file whole or not at all: to one beside it, which is then given its name. */
export function writeOutput(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(temporary, content, { flag: 'wx' })
    renameSync(temporary, file)
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary)
    refuse('FILE_NOT_WRITTEN', { file, reason: reasonOf(error) }, EXIT.input)
  }
}
