#!/usr/bin/env node
import { commandLine } from './command-line.ts'

// a reader that has seen enough (`| head`) closes the pipe: no defect, and nothing more to say
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`fabroute: the output cannot be written: ${error.message}\n`)
  process.exit(error.code === 'EPIPE' ? process.exitCode : 1)
})

process.exitCode = await commandLine(process.argv.slice(2))
