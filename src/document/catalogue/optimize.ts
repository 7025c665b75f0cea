import type { Saying } from './saying.ts'

/** What the search for the best point of ranges says. */
export const optimizeSayings = {
  OPTIMIZE_RANGE: (f: { text: string; cause: 'order' | 'form' }): Saying => ({
    what: `"${f.text}" is no range to search`,
    why:
      f.cause === 'order'
        ? 'its low end is not below its high end'
        : 'optimize looks everywhere between two ends, and not at points or by a distribution',
    fix: 'write PATH=LOW..HIGH, like "product.thickness=20..60 um"',
  }),
  OBJECTIVE_TWICE: (f: { first: string; second: string }): Saying => ({
    what: `${f.first} and ${f.second} are both given, and one figure at a time is made best`,
    fix: 'leave one out, or set two figures against each other, like --pareto "cost,membrane.asr_ohm_cm2"',
  }),
  OBJECTIVE_LEVEL: (f: { flow: string; name: string; value: string }): Saying => ({
    what: `${f.name} of ${f.flow} is ${f.value} at all points of these ranges`,
    why: 'where nothing gets better or worse there is no best point',
    fix: 'vary an input that it depends on: `fabroute tornado` ranks them',
  }),
  CONSTRAINT_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" is no constraint`,
    fix: 'write FIGURE < VALUE (or <=, >, >=), like "membrane.asr_ohm_cm2 < 5 ohm*cm^2", or FIGURE = LOW .. HIGH',
  }),
  CONSTRAINT_EMPTY: (f: { text: string }): Saying => ({
    what: `"${f.text}" leaves no value`,
    why: 'its low end is not below its high end',
  }),
  CONSTRAINT_FIXED: (f: { flow: string; text: string; name: string; value: string }): Saying => ({
    what: `"${f.text}" fails everywhere: ${f.name} of ${f.flow} is ${f.value}`,
    why: 'it depends on nothing that is varied',
    fix: 'vary an input that it depends on, or leave the constraint out',
  }),
  FRONT_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" does not name what is set against what`,
    fix: 'write one figure, which cost is set against, or two different ones; "-" before one makes it great: "cost,-yield.area"',
  }),
  OPTIMUM_OUT_OF_REACH: (f: { flow: string; broken: readonly string[]; at: readonly string[] }): Saying => ({
    what: `no point of these ranges keeps to the constraints on ${f.flow}`,
    why: `the one that comes nearest has ${f.broken.join(' and ')}, at ${f.at.join(', ')}`,
    fix: 'widen the ranges, vary more inputs, or loosen the constraints',
  }),
  OPTIMUM_REFUSED: (f: { flow: string; points: number; reasons: readonly string[] }): Saying => ({
    what: `none of ${f.points} points of these ranges can be: ${f.reasons.join('; ')}`,
    why: `each of them breaks what must hold of ${f.flow}`,
    fix: 'take other ranges, or vary other inputs; of a composition leave one fraction as `rest`',
  }),
}
