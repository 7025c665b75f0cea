import type { Saying } from './saying.ts'

/** Problems of a report's file. */
export const reportSayings = {
  REPORT_OUTPUT: (f: { endings: readonly string[] }): Saying => ({
    what: 'a report needs a file to go to',
    fix: `add -o FILE, of an ending among ${f.endings.join(', ')}`,
  }),
  REPORT_ENDING: (f: { file: string; ending: string; endings: readonly string[]; isInteractive: boolean }): Saying => ({
    what:
      f.ending === ''
        ? `${f.file} has no ending`
        : `no ${f.isInteractive ? 'interactive ' : ''}report is written as ${f.ending}`,
    why: 'the ending of the file says what is written',
    fix: f.endings.length === 1 ? `let it end in ${f.endings[0]}` : `choose among ${f.endings.join(', ')}`,
  }),
  REPORT_JSON: (_: Record<never, never>): Saying => ({
    what: 'a report goes to a file, not to the output',
    fix: 'leave --json out, and name a file that ends in .json',
  }),
} as const
