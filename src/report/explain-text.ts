import type { Derivation } from '../evaluation/explain.ts'

/** A derivation as an indented tree: value, definition, place and source of each figure. */
export function explainText(derivation: Derivation): string {
  const lines: string[] = []
  const open: { of: Derivation; indent: string }[] = [{ of: derivation, indent: '' }]
  while (open.length > 0) {
    const { of, indent } = open.pop() as (typeof open)[number]
    lines.push(...told(of).map((line, i) => (i === 0 ? indent : `${indent}    `) + line))
    for (const part of of.parts.toReversed()) open.push({ of: part, indent: `${indent}  ` })
  }
  return lines.join('\n')
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
