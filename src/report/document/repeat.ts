import { type Diagnostic, sayingOf } from '../../document/diagnostic.ts'
import type { Repeat } from '../study-head.ts'
import { type Block, columns, paragraph, row, tableOf } from './blocks.ts'
import type { Found, ReportRoute } from './found.ts'
import { capital, prose } from './typography.ts'

/** What repeats the report to the last byte. */
export function repeatBlocks({ repeat }: Found): Block[] {
  return [
    paragraph([
      `fabroute ${repeat.fabroute} and the documents below give the same figures again by `,
      { code: repeat.command },
      '.',
    ]),
    ...tableOf({
      caption: 'Documents that were read',
      columns: [
        { head: 'Document', align: 'left', width: 45 },
        { head: 'SHA-256', align: 'left', width: 55 },
      ],
      isCompact: true,
      rows: Object.entries(repeat.documents).map(([file, hash]) => row([{ code: file }], [{ code: hash }])),
    }),
  ]
}

/** What a route was warned of. */
export function warningBlocks(route: ReportRoute): Block[] {
  const { warnings } = route.result
  if (warnings.length === 0) return [paragraph('None.')]
  return tableOf({
    caption: 'Warnings',
    columns: columns('Code', 'Warning').map(({ head }) => ({
      head,
      align: 'left' as const,
      width: head === 'Code' ? 25 : 75,
    })),
    rows: warnings.map((warning) => row([{ code: warning.code }], prose(sentencesOf(warning)))),
  })
}

/** What a warning says, why, and what to do, in sentences. */
export function sentencesOf(warning: Diagnostic): string {
  const { what, why, fix } = sayingOf(warning)
  return [what, why, fix]
    .filter((text) => text !== undefined)
    .map((text) => `${capital(text)}.`)
    .join(' ')
}

/** A file by the name that the repetition gives it: bundled ones from the package on, wherever that is installed. */
export function documentName({ documents }: Repeat, file: string): string {
  const plain = `/${file.replaceAll('\\', '/')}`
  const isIt = (name: string): boolean => name.startsWith('fabroute/') && plain.endsWith(name.slice('fabroute'.length))
  return Object.hasOwn(documents, file) ? file : (Object.keys(documents).find(isIt) ?? file)
}
