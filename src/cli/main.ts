#!/usr/bin/env node
import { commandLine } from './command-line.ts'

process.exitCode = commandLine(process.argv.slice(2))
