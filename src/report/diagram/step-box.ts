import type { Colours } from '../drawing/colours.ts'
import { element, escaped, type Markup } from '../drawing/svg.ts'
import type { Box } from './flow-layout.ts'
import type { NetworkStep } from './network-data.ts'
import { brief, broken, line, percentText, readable } from './wording.ts'

const PAD = 8
const ROW = 15
const TITLE = 13
const TEXT = 12
/** Rows of text above that of utilization and yield. */
const ROWS = 6

/** A step: what it is called, what it does, on which machines, how much of them it uses and what it yields. */
export function stepBox(step: NetworkStep, box: Box, colours: Colours): Markup {
  const { x, y, width, height } = box
  const { isBottleneck } = step
  const room = width - 2 * PAD
  const rows = rowsOf(step, room)
  const first = y + (isBottleneck ? ROW : 0) + 18
  const mark = isBottleneck
    ? [
        element('rect', { x, y, width, height: 18, fill: colours.mark }),
        line(x + width / 2, y + 13.5, 'BOTTLENECK', room, {
          size: TEXT,
          fill: colours.background,
          bold: true,
          anchor: 'middle',
        }),
      ]
    : []
  return element(
    'g',
    {},
    element('title', {}, escaped(stepWords(step))),
    element('rect', {
      x,
      y,
      width,
      height,
      rx: isBottleneck ? 0 : 3,
      fill: colours.surface,
      stroke: isBottleneck ? colours.mark : colours.ink,
      'stroke-width': isBottleneck ? 3.5 : 1,
    }),
    ...mark,
    ...rows.map(({ text, isTitle }, i) =>
      line(x + PAD, first + ROW * i, text, room, {
        size: isTitle ? TITLE : TEXT,
        fill: isTitle ? colours.ink : colours.muted,
        bold: isTitle,
      }),
    ),
    ...use(step, box, colours),
  )
}

interface Row {
  readonly text: string
  readonly isTitle: boolean
}

function rowsOf({ title, operation, machine, machines, isBottleneck }: NetworkStep, room: number): Row[] {
  const most = ROWS - (isBottleneck ? 1 : 0)
  const count = machines === null ? '' : `${brief(machines, 3)} × `
  const titles = broken(title, TITLE, room, 2, true)
  const isSame = operation.toLowerCase() === title.toLowerCase()
  const lines = (text: string): readonly string[] => broken(text, TEXT, room, 3)
  let doing = isSame ? 0 : lines(operation).length
  const running = machine === undefined ? '' : `${count}${machine}`
  let on = lines(running).length
  while (titles.length + doing + on > most) {
    if (doing > on) doing--
    else on--
  }
  return [
    ...titles.map((text) => ({ text, isTitle: true })),
    ...[...broken(operation, TEXT, room, doing), ...broken(running, TEXT, room, on)].map((text) => ({
      text,
      isTitle: false,
    })),
  ]
}

const BAR = { width: 36, height: 8 }

/** How much of its capacity the step uses, as a bar and a number, and its yield. */
function use({ utilization, yield: part }: NetworkStep, box: Box, colours: Colours): Markup[] {
  const y = box.y + box.height - 9
  const x = box.x + PAD
  const lettering = { size: TEXT, fill: colours.ink }
  const yields =
    part === null
      ? []
      : [line(box.x + box.width - PAD, y, `yield ${percentText(part)}`, 78, { ...lettering, anchor: 'end' })]
  if (utilization === null) return yields
  const filled = Math.max(0, Math.min(1, utilization)) * BAR.width
  return [
    element('rect', { x, y: y - BAR.height, width: filled, height: BAR.height, fill: colours.muted }),
    element('rect', { x, y: y - BAR.height, ...BAR, fill: 'none', stroke: colours.ink, 'stroke-width': 0.8 }),
    line(x + BAR.width + 4, y, percentOf(utilization), 44, lettering),
    ...yields,
  ]
}

const percentOf = (fraction: number): string => `${brief(fraction * 100, 2)} %`

/** All that a box says, and what it has no room for. */
export function stepWords(step: NetworkStep): string {
  const { key, title, operation, machine, machines, utilization, capacity, isBottleneck } = step
  const parts = [
    `${key}: ${title}`,
    ...(operation === title ? [] : [operation]),
    ...(machine === undefined ? [] : [machines === null ? machine : `${brief(machines, 4)} × ${machine}`]),
    ...(capacity === undefined
      ? []
      : [`capacity ${brief(capacity.perHour, 4)} ${capacity.unit === '1' ? '' : readable(capacity.unit)}/h`]),
    ...(utilization === null ? [] : [`${percentText(utilization)} of capacity used`]),
    ...(step.yield === null ? [] : [`yield ${percentText(step.yield)}`]),
    ...(isBottleneck ? ['the bottleneck'] : []),
  ]
  return parts.join('; ')
}
