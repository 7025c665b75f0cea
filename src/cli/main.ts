#!/usr/bin/env node
import { commandLine } from './command-line.ts'

// a reader that has seen enough (`| head`) closes the pipe: no defect, and nothing more to say
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = commandLine(process.argv.slice(2))
