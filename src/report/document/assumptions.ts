import type { Bibliography } from './bibliography.ts'
import { type Block, paragraph, row, tableOf } from './blocks.ts'
import { type ReportRoute, weights } from './found.ts'
import { inputWords, rangeOf, supportWords } from './inputs.ts'
import { counted, printedValue, share } from './typography.ts'

const ROWS = 25

/** Assumptions by how much of the cost rests on them. */
export function assumptionBlocks({ evaluation }: ReportRoute, bibliography: Bibliography): Block[] {
  const { model, value } = evaluation
  const { system } = model.compiled
  const assumed = [...weights(evaluation)]
    .flatMap(([name, weight]) => {
      const variable = system.find(name)
      return variable?.statement?.assumption === undefined || weight === 0 ? [] : [{ variable, weight }]
    })
    .sort((a, b) => b.weight - a.weight || (a.variable.name < b.variable.name ? -1 : 1))
  if (assumed.length === 0) return [paragraph('No assumption moves the cost.')]
  const shown = assumed.slice(0, ROWS)
  const rest = assumed.slice(ROWS)
  let sum = 0
  const rows = shown.map(({ variable, weight }) => {
    sum += weight
    return row(
      inputWords(variable),
      printedValue(variable, value(variable), model.money),
      rangeOf(evaluation, variable),
      share(weight),
      share(sum),
      supportWords(variable, bibliography),
    )
  })
  const others = rest.reduce((all, { weight }) => all + weight, 0)
  return tableOf({
    caption: 'Assumptions, by the share of the cost that rests on them',
    isCompact: true,
    columns: [
      { head: 'Input', align: 'left', width: 27 },
      { head: 'Value', align: 'right', width: 11 },
      { head: 'Range, distribution', align: 'left', width: 13 },
      { head: 'Share', align: 'right', width: 7 },
      { head: 'Sum', align: 'right', width: 7 },
      { head: 'Assumption', align: 'left', width: 35 },
    ],
    rows,
    note:
      rest.length === 0
        ? 'These are all assumptions that move the cost.'
        : `${counted(rest.length, 'more assumption')} ${rest.length === 1 ? 'carries' : 'carry'} ${share(others)} together; they stand among the inputs.`,
  })
}
