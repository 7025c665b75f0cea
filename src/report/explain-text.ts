import type { Derivation } from '../evaluation/explain.ts'
import { PAGE_WIDTH, wrapped } from './table.ts'

/** A figure of one year: `years.5.cash`, `supply.X.years.5.cash`. */
const YEARLY = /^((?:.*\.)?years\.)(-?\d+)\.(.+)$/
/** Years of one figure that are still told one by one. */
const FEW_YEARS = 3

/** A derivation as an indented tree: value, definition, place and source of each figure. */
export function explainText(derivation: Derivation): string {
  const lines: string[] = []
  const open: { of: Derivation; indent: string }[] = [{ of: derivation, indent: '' }]
  while (open.length > 0) {
    const { of, indent } = open.pop() as (typeof open)[number]
    const say = (at: string, said: readonly string[]): void => {
      lines.push(...said.map((line, i) => (i === 0 ? at : `${at}    `) + line))
    }
    say(indent, told(of))
    const { yearly, others } = byYear(of.parts)
    for (const years of yearly) say(`${indent}  `, toldByYear(years, `${indent}      `))
    for (const part of others.toReversed()) open.push({ of: part, indent: `${indent}  ` })
  }
  return lines.join('\n')
}

/** Figures that stand once for each of many years, and what else there is. */
function byYear(parts: readonly Derivation[]): { yearly: Derivation[][]; others: Derivation[] } {
  const figures = new Map<string, Derivation[]>()
  for (const part of parts) {
    const [, head, , figure] = YEARLY.exec(part.name) ?? []
    if (figure !== undefined) figures.set(`${head}${figure}`, [...(figures.get(`${head}${figure}`) ?? []), part])
  }
  const yearly = [...figures.values()].filter((years) => years.length > FEW_YEARS)
  const together = new Set(yearly.flat())
  return { yearly, others: parts.filter((part) => !together.has(part)) }
}

/** The values of all years side by side: their parts are those of one year, which its name tells. */
function toldByYear(years: readonly Derivation[], indent: string): string[] {
  const [first] = years as [Derivation, ...Derivation[]]
  const values = years.map(({ name, value }) => `${YEARLY.exec(name)?.[2]}: ${value}`)
  const [head] = told({
    ...first,
    name: first.name.replace(YEARLY, '$1each.$3'),
    value: '',
    repeated: false,
    cut: false,
  })
  const said = told({ ...first, changed: undefined, repeated: false, cut: false }).slice(1)
  const rows = wrapped(values, ', ', PAGE_WIDTH - indent.length).split('\n')
  return [(head as string).replace(/ = $/, ', by year'), ...said, ...rows, `one by one: explain ${first.name}`]
}

function told(of: Derivation): string[] {
  const lines = [
    `${of.name} = ${of.value}${of.repeated ? '  (told elsewhere in this tree)' : ''}${of.cut ? '  …' : ''}`,
  ]
  if (of.repeated) return lines
  if (of.about !== undefined) lines.push(of.about)
  const place = of.place === undefined ? '' : `  [${of.place}]`
  if (of.text !== undefined && of.kind !== 'input')
    lines.push(`${of.text.includes('=') || of.kind === 'amount' ? '' : '= '}${of.text}${place}`)
  else if (of.text !== undefined) lines.push(`= ${of.text}${place}`)
  else if (place !== '') lines.push(`input${place}`)
  if (of.loop !== undefined) lines.push(`solved together with ${of.loop.filter((name) => name !== of.name).join(', ')}`)
  if (of.changed !== undefined) lines.push(`set: ${of.changed}`)
  if (of.spread !== undefined) lines.push(`range: ${of.spread}`)
  if (of.source !== undefined) lines.push(`source: ${of.source}`)
  if (of.assumption !== undefined) lines.push(`assumption: ${of.assumption}`)
  if (of.note !== undefined) lines.push(`note: ${of.note}`)
  return lines
}
