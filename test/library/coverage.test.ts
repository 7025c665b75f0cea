import { describe, expect, test } from 'vitest'
import { type Entry, LIBRARY, MACHINES, MATERIALS, type Named, SYSTEMS } from './coverage.ts'
import { holdBetween, markdownTable } from './tables.ts'

const REVIEWS = ['hong2025', 'kim2022', 'kim2025', 'song2023', 'sung2024']
const { routes, supply, operations, finishes, methods, materials, machines, sources } = LIBRARY
const FLOWS: ReadonlySet<string> = new Set([...routes, ...supply, ...operations, ...finishes])

const missing = (names: readonly string[], known: ReadonlySet<string>): string[] =>
  names.filter((name) => !known.has(name))
const repeated = (names: readonly string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at)

const LISTS: ReadonlySet<string> = new Set(['covered_by', 'named_by'])
const TEXTS: ReadonlySet<string> = new Set(['id', 'entry', 'at', 'name', 'alias_of', 'how', 'outside'])

/** One of `covered_by`, `alias_of` and `outside`, and `how` only beside the first; nothing that a comma cut off. */
function placeProblems(given: Partial<Entry & Named>): string[] {
  const isRead = Object.entries(given).every(([key, value]) =>
    LISTS.has(key) ? Array.isArray(value) : TEXTS.has(key) && typeof value === 'string',
  )
  if (!isRead) return [`reads ${JSON.stringify(given)}`]
  const { covered_by, alias_of, how, outside } = given
  const said = [covered_by, alias_of, outside].filter((place) => place !== undefined)
  if (said.length !== 1) return ['is in more than one place, or in none']
  if (covered_by?.length === 0) return ['is covered by nothing']
  return how !== undefined && covered_by === undefined ? ['says how it is covered, and is not'] : []
}

describe('systems', () => {
  test('are listed for each of the five reviews', () => expect([...SYSTEMS.keys()]).toEqual(REVIEWS))

  test.each([...SYSTEMS])('of %s have each a place', (source, entries) => {
    expect(sources.has(source)).toBe(true)
    expect(repeated(entries.map(({ id }) => id))).toEqual([])
    const problems = entries.flatMap((entry) => {
      const lacking = [entry.id, entry.entry, entry.at].every(Boolean) ? [] : ['lacks its id, its text or where it is']
      const unknown = missing(entry.covered_by ?? [], FLOWS).map((name) => `is covered by ${name}, which is not there`)
      return [...lacking, ...placeProblems(entry), ...unknown].map((problem) => `${entry.id} ${problem}`)
    })
    expect(problems).toEqual([])
  })

  test('name every route, upstream flow and finish of the library', () => {
    const named = new Set([...SYSTEMS.values()].flat().flatMap(({ covered_by }) => covered_by ?? []))
    expect(missing([...routes, ...supply, ...finishes], named).filter((name) => !UNNAMED.has(name))).toEqual([])
  })
})

/** No source names these: nothing is done, or a powder is made in a way that only figures from elsewhere describe. */
const UNNAMED: ReadonlySet<string> = new Set(['none', 'li2s-lioh-h2s', 'li2s-carbonate-h2s'])

test.each([
  ['materials', MATERIALS, materials],
  ['machines', MACHINES, new Set([...machines, ...methods])],
] as const)('%s have each a place', (_, list, known) => {
  expect(repeated(list.map(({ name }) => name))).toEqual([])
  const problems = list.flatMap((each) => {
    const by = each.named_by.length === 0 ? ['is named by no source'] : missing(each.named_by, new Set(REVIEWS))
    const places = [...(each.covered_by ?? []), ...(each.alias_of === undefined ? [] : [each.alias_of])]
    const unknown = missing(places, known).map((name) => `is covered by ${name}, which is not there`)
    return [...by, ...placeProblems(each), ...unknown].map((problem) => `${each.name} ${problem}`)
  })
  expect(problems).toEqual([])
})

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

function placeText({ covered_by, alias_of, how, outside }: Partial<Entry & Named>): string {
  if (outside !== undefined) return `outside: ${outside}`
  if (alias_of !== undefined) return `as \`${alias_of}\``
  return how === undefined ? code(covered_by ?? []) : `${code(covered_by ?? [])}: ${how}`
}

function countsOf(what: string, list: readonly Partial<Entry & Named>[]): string[] {
  const outside = list.filter((named) => named.outside !== undefined).length
  return [what, `${list.length}`, `${list.length - outside}`, `${outside}`]
}

test('stand in the README (UPDATE_LIBRARY=1 writes it anew)', () => {
  const summary = markdownTable(
    ['', 'entries', 'in the library', 'outside'],
    [
      ...[...SYSTEMS].map(([source, entries]) => countsOf(`systems of ${source}`, entries)),
      countsOf('all systems', [...SYSTEMS.values()].flat()),
      countsOf('materials', MATERIALS),
      countsOf('machines', MACHINES),
    ],
    3,
  )
  const systems = [...SYSTEMS].map(([source, entries]) => {
    const rows = entries.map((entry) => [entry.id, entry.entry, entry.at, placeText(entry)])
    return `#### Systems of ${source}\n\n${markdownTable(['', 'named in the source', 'at', 'in the library'], rows)}`
  })
  const lists = [
    ['Materials', MATERIALS],
    ['Machines', MACHINES],
  ] as const
  const named = lists.map(([title, list]) => {
    const rows = list.map((each) => [each.name, each.named_by.join(', '), placeText(each)])
    return `#### ${title}\n\n${markdownTable(['named', 'by', 'in the library'], rows)}`
  })
  holdBetween('coverage', [summary, ...systems, ...named].join('\n\n'))
})
