import { UNWRITABLE } from '../drawing/svg.ts'
import { type Network, PRODUCT } from './network-data.ts'
import { type Outside, outsideOf } from './outside.ts'
import { stepWords } from './step-box.ts'
import { brief, componentWordings, flowTexts, readable } from './wording.ts'

/** A text within quotation marks, as Graphviz reads it. */
function quoted(text: string): string {
  const plain = [...text]
    .map((character) => (character < ' ' ? ' ' : character))
    .join('')
    .replace(UNWRITABLE, '\ufffd')
  return `"${plain.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** The process flow as text for Graphviz, whoever wants it laid out otherwise. */
export function dotText(network: Network): string {
  const { flow, title, groups, steps, streams, productTitle, basis, cost, currency } = network
  const product = `${productTitle}, ${readable(basis)}, ${brief(cost, 4)} ${currency}`
  const lines: string[] = [
    `digraph ${quoted(flow)} {`,
    `  label=${quoted(title)}; labelloc=t; rankdir=LR; fontname="Helvetica"`,
    '  node [shape=box, fontname="Helvetica"]; edge [fontname="Helvetica", fontsize=10]',
  ]
  for (const { makes, steps: own } of groups) {
    const members = new Set(own)
    const indent = makes === undefined ? '  ' : '    '
    if (makes !== undefined)
      lines.push(
        `  subgraph ${quoted(`cluster_${makes}`)} {`,
        `    label=${quoted(`${makes} made in house`)}; style=dotted`,
      )
    for (const step of steps.filter(({ key }) => members.has(key))) {
      const marks = step.isBottleneck ? ', penwidth=3' : ''
      const label = step.isBottleneck ? `${step.title} (bottleneck)` : step.title
      lines.push(`${indent}${quoted(step.key)} [label=${quoted(label)}, tooltip=${quoted(stepWords(step))}${marks}]`)
    }
    if (makes !== undefined) lines.push('  }')
  }
  lines.push(`  ${quoted(PRODUCT)} [label=${quoted(product)}, shape=ellipse]`)
  for (const stream of streams) {
    const words = [...flowTexts(stream), ...componentWordings(stream.parts, 2).slice(0, 1)]
      .filter((words) => words !== '')
      .join(', ')
    const style = stream.isReturn ? ', style=dashed, constraint=false' : stream.kind === 'web' ? ', penwidth=2' : ''
    lines.push(`  ${quoted(stream.from)} -> ${quoted(stream.to)} [label=${quoted(words)}${style}]`)
  }
  for (const step of steps) lines.push(...outsideOf(step).flatMap((one, i) => outsideLines(step.key, one, i)))
  return [...lines, '}'].join('\n')
}

/** What enters or leaves at a step: a name without a box, and how much along its arrow. */
function outsideLines(step: string, { side, name, amount }: Outside, i: number): string[] {
  // no step is called so: names have no blanks
  const node = quoted(`${step} ${side} ${i}`)
  const [from, to] = side === 'in' ? [node, quoted(step)] : [quoted(step), node]
  return [`  ${node} [label=${quoted(name)}, shape=plaintext]`, `  ${from} -> ${to} [label=${quoted(amount)}]`]
}
