import type { Shown } from './explorer.ts'

/** The step of highest utilization on its own rate, the first of several. */
export function bottleneckOf({ model, figures }: Shown): string | undefined {
  let [found, most]: [string | undefined, number] = [undefined, -1]
  const figure = model.route.isFractional ? 'time_per_unit' : 'utilization'
  for (const step of model.route.rated) {
    const value = figures.of(`throughput.steps.${step}.${figure}`)
    if (value !== undefined && value > most * (1 + 1e-12)) [found, most] = [step, value]
  }
  return found
}
