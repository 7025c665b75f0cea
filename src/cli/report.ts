import type { Found } from '../report/document/found.ts'
import { reportDocument } from '../report/document/report.ts'
import { htmlReport } from '../report/html/page.ts'
import { markdownReport } from '../report/markdown.ts'
import { reportJson } from '../report/report-json.ts'
import { tidyCsv } from '../report/tidy-csv.ts'
import { type CostingOptions, refuse } from './costing.ts'
import { checkOutput, writeOutput } from './output-file.ts'
import { gather, type ReportAsked, readReportAxes } from './report-studies.ts'

export interface ReportOptions extends CostingOptions {
  readonly output?: string
  readonly interactive?: boolean
  readonly samples: number
  readonly seed: number
  readonly vary: readonly string[]
}

/** What is written, by the ending of the file. */
const WRITERS: Readonly<Record<string, (found: Found) => string | Promise<string | Uint8Array>>> = {
  '.html': (found) => htmlReport(reportDocument(found)),
  '.xlsx': async ({ routes, repeat }) => (await import('../report/workbook/workbook.ts')).workbook(routes, repeat),
  '.md': (found) => markdownReport(reportDocument(found)),
  '.csv': (found) => `${tidyCsv(found)}\n`,
  '.json': (found) => `${JSON.stringify(reportJson(found), undefined, 2)}\n`,
}

/** The ending of a page whose inputs can be moved. */
const INTERACTIVE = '.html'

/** `fabroute report FLOW… -o FILE`: everything that is known of a route, or of several, in one file. */
export async function reportCommand(
  flows: readonly string[],
  options: ReportOptions,
  words: readonly string[],
): Promise<void> {
  const { output } = options
  if (options.json === true) refuse('REPORT_JSON', {})
  if (output === undefined) refuse('REPORT_OUTPUT', { endings: Object.keys(WRITERS) })
  const ending = /\.\w+$/.exec(output)?.[0].toLowerCase() ?? ''
  const write = WRITERS[ending]
  const isInteractive = options.interactive === true
  const endings = isInteractive ? [INTERACTIVE] : Object.keys(WRITERS)
  if (write === undefined || !endings.includes(ending))
    refuse('REPORT_ENDING', { file: output, ending, endings, isInteractive })
  checkOutput(output)
  if (isInteractive) {
    writeOutput(output, (await import('./explorer.ts')).interactivePage(flows, options))
    return
  }
  const asked: ReportAsked = { ...options, axes: readReportAxes(options.vary), isBare: ending === '.xlsx' }
  const found = gather(flows, asked, words)
  writeOutput(output, await write(found))
}
