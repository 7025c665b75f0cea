import { flowDiagram } from '../diagram/flow-diagram.ts'
import { layOut } from '../diagram/layout.ts'
import { networkOf } from '../diagram/network.ts'
import { PAGE } from '../drawing/colours.ts'
import { titled } from './basis.ts'
import { type Block, row, tableOf } from './blocks.ts'
import type { ReportRoute } from './found.ts'
import { capital, printedValue, prose, share, stepName, unitText, withUnit } from './typography.ts'

/** The route as a diagram, and its steps. */
export function processBlocks({ evaluation, result }: ReportRoute): Block[] {
  const { route, supply } = evaluation.model
  const network = networkOf(evaluation, result)
  const layout = layOut(network)
  const flows = [route, ...supply.values()]
  const rows = flows.flatMap((flow) =>
    [...flow.steps.values()].map((step) => {
      const key = flow.makes === undefined ? step.name : `supply.${flow.makes}.${step.name}`
      const { machine, document } = step.template
      const entry = machine === undefined ? undefined : evaluation.model.book.equipment.get(machine)
      const title = entry?.fields.get('title')?.given
      const rated = result.throughput.steps.get(key)
      return row(
        capital(stepName(key)),
        prose(document.value.title ?? step.template.name),
        machine === undefined ? '–' : prose(typeof title === 'string' ? title : machine),
        rated?.rate_per_h == null ? '–' : withUnit(rated.rate_per_h, `${rated.unit}/h`),
        share(result.yields.steps.get(key) ?? null),
      )
    }),
  )
  return [
    ...tableOf({
      caption: 'Steps of the route and of what is made in house',
      columns: [
        { head: 'Step', align: 'left' },
        { head: 'Operation', align: 'left' },
        { head: 'Machine', align: 'left' },
        { head: 'Capacity of all machines', align: 'right' },
        { head: 'Yield', align: 'right' },
      ],
      rows,
    }),
    ...tableOf({
      caption: `Bought per ${unitText(result.basis)} of the product, upstream flows included`,
      columns: [
        { head: 'Component', align: 'left' },
        { head: 'Amount', align: 'right' },
        { head: 'Price', align: 'right' },
      ],
      rows: Object.entries(result.purchases)
        .filter(([, { amount }]) => amount !== 0)
        .map(([component, { amount, unit }]) => {
          const price = evaluation.model.compiled.system.find(`prices.${component}`)
          return row(
            titled(evaluation, component),
            withUnit(amount, unit),
            price === undefined ? '–' : printedValue(price, evaluation.value(price), evaluation.model.money),
          )
        }),
    }),
    {
      kind: 'figure',
      caption: `Process flow of ${result.flow}`,
      isWide: true,
      picture: () => flowDiagram(network, layout, PAGE),
    },
  ]
}
