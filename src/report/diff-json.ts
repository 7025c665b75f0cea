import { csv } from './csv.ts'
import { type AmountChange, type Both, type Difference, type Differences, figureChange, relative } from './diff.ts'
import { type Leaf, SUMS } from './diff-read.ts'
import { printable } from './diff-text.ts'

/** What changed, with all digits; amounts of money as decimal texts. */
export function diffJson(
  { pairs, only, isEqual }: Differences,
  files: { readonly a: string; readonly b: string },
): Record<string, unknown> {
  return {
    difference_of: [files.a, files.b],
    equal: isEqual,
    flows_only_in_a: only.a,
    flows_only_in_b: only.b,
    flows: pairs.map(pairJson),
  }
}

function pairJson(found: Difference): Record<string, unknown> {
  const { a, b, by, only, warnings } = found
  return {
    flow_a: a.flow,
    flow_b: b.flow,
    basis: a.basis,
    currency: a.currency,
    equal: found.isEqual,
    settings: found.settings.map(figureJson),
    inputs_set: found.inputs.map(({ name, a = null, b = null }) => ({ input: name, a, b })),
    cost: amountJson(found.cost),
    ...Object.fromEntries(
      SUMS.map((sum) => [`by_${sum}`, by[sum].map((change) => ({ [sum]: change.name, ...amountJson(change) }))]),
    ),
    lines: by.line.map((change) => ({ variable: change.name, ...amountJson(change) })),
    figures: found.figures.map(figureJson),
    steps_only_in_a: only.step.a,
    steps_only_in_b: only.step.b,
    items_only_in_a: only.item.a,
    items_only_in_b: only.item.b,
    warnings_gone: warnings.gone,
    warnings_new: warnings.came,
  }
}

function amountJson(change: AmountChange): Record<string, unknown> {
  return {
    a: change.a?.toFixed() ?? null,
    b: change.b?.toFixed() ?? null,
    difference: change.difference.toFixed(),
    relative: relative(change) ?? null,
  }
}

function figureJson(both: Both<Leaf>): Record<string, unknown> {
  const change = figureChange(both)
  const isText = typeof both.a === 'object' && typeof both.b === 'object'
  const difference = change === undefined ? null : isText ? change.difference.toFixed() : change.difference.toNumber()
  return {
    name: both.name,
    a: leafJson(both.a),
    b: leafJson(both.b),
    difference,
    relative: (change && relative(change)) ?? null,
  }
}

const leafJson = (leaf: Leaf | undefined): string | number | boolean | null =>
  leaf === undefined || leaf === null ? null : typeof leaf === 'object' ? leaf.toFixed() : leaf

const HEADS = ['flow', 'kind', 'name', 'a', 'b', 'difference', 'relative'] as const
type Row = (string | number | null)[]

/** A row for everything that differs: of settings, inputs, cost, its categories, steps, items and lines, figures and warnings. */
export function diffCsv({ pairs, only }: Differences): string {
  const rows: Row[] = [
    ...pairs.flatMap(pairRows),
    ...only.a.map((flow): Row => [flow, 'flow', flow, flow, null, null, null]),
    ...only.b.map((flow): Row => [flow, 'flow', flow, null, flow, null, null]),
  ]
  return csv(
    HEADS,
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? printable(cell) : cell))),
  )
}

function pairRows(found: Difference): Row[] {
  const { a, b, by, only, warnings } = found
  const flow = b.flow
  const amount = (kind: string, change: AmountChange): Row => {
    const { a, b, difference, relative } = amountJson(change) as Record<string, string | null> & {
      relative: number | null
    }
    return [flow, kind, change.name, a ?? null, b ?? null, difference ?? null, relative]
  }
  const figure = (kind: string, both: Both<Leaf>): Row => {
    const told = figureJson(both) as Record<string, string | number | null>
    return [flow, kind, both.name, told.a ?? null, told.b ?? null, told.difference ?? null, told.relative ?? null]
  }
  const alone = (kind: 'step' | 'item'): Row[] => [
    ...only[kind].a.map((name): Row => [flow, `${kind} only in a`, name, null, null, null, null]),
    ...only[kind].b.map((name): Row => [flow, `${kind} only in b`, name, null, null, null, null]),
  ]
  return [
    ...(a.flow === b.flow ? [] : [[flow, 'setting', 'flow', a.flow, b.flow, null, null] satisfies Row]),
    ...found.settings.map((both) => figure('setting', both)),
    ...found.inputs.map(({ name, a = null, b = null }): Row => [flow, 'input', name, a, b, null, null]),
    ...(found.isEqual ? [] : [amount('cost', found.cost)]),
    ...SUMS.flatMap((sum) => by[sum].map((change) => amount(sum, change))),
    ...by.line.map((change) => amount('line', change)),
    ...found.figures.map((both) => figure('figure', both)),
    ...alone('step'),
    ...alone('item'),
    ...warnings.gone.map((text): Row => [flow, 'warning', text, 'given', null, null, null]),
    ...warnings.came.map((text): Row => [flow, 'warning', text, null, 'given', null, null]),
  ]
}
