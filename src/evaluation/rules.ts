import type { Diagnostics } from '../document/diagnostic.ts'
import { spanOf } from '../equation/system.ts'
import type { RuleCase } from '../flow/rules.ts'
import type { Evaluation } from './evaluation.ts'
import { shown } from './shown.ts'

/** Amounts below this, in kg, are none. */
const NEGLIGIBLE = 1e-12

/** Tells of every rule that the flow breaks, with its reason and who says so. */
export function checkRules(evaluation: Evaluation, diagnostics: Diagnostics): void {
  // what does not depend on the step is told for the first in which it meets
  const told = new Set<string>()
  for (const one of evaluation.model.rules) {
    // a port that could carry a component need not
    const isThere = one.amounts.every((amounts) => amounts.some((amount) => evaluation.value(amount).gt(NEGLIGIBLE)))
    if (!isThere) continue
    const meeting = one.broken === undefined ? `${one.rule} ${one.about.join(' ')}` : undefined
    if (meeting !== undefined && told.has(meeting)) continue
    if (meeting !== undefined) told.add(meeting)
    const value = one.broken === undefined ? undefined : evaluation.value(one.broken)
    if (value !== undefined && !value.eq(1)) continue
    const span = spanOf(one.origin)
    const facts = {
      rule: one.rule,
      title: one.entry.title ?? one.rule,
      about: one.about,
      step: one.step,
      figures: one.reads.map((variable) => `${variable.name} = ${shown(variable, evaluation.value(variable), 4)}`),
      because: one.entry.because,
      fix: one.entry.fix,
      source: sourceOf(one, evaluation),
    }
    if (one.accepted !== undefined) {
      // a warning that is accepted has been read
      if (one.severity === 'refuse') diagnostics.warn('RULE_ACCEPTED', span, { ...facts, accepted: one.accepted })
    } else if (one.severity === 'refuse') diagnostics.error('RULE_REFUSES', span, facts)
    else diagnostics.warn('RULE_WARNS', span, facts)
  }
}

/** Who says so: the work and the place in it, and that it is an assumption where it is one. */
function sourceOf({ entry, document }: RuleCase, { model }: Evaluation): string {
  const { source, at, assumption } = entry.source || entry.assumption ? entry : document.value
  const work = source === undefined ? undefined : model.book.sources.get(source)
  const first = work?.authors?.split(/[;,]/)[0]?.trim()
  const cited = [first ?? work?.title, work?.year].filter((part) => part !== undefined).join(' ')
  const words = [source === undefined ? undefined : `${source}${cited === '' ? '' : ` (${cited})`}`, at]
  const said = words.filter((word) => word !== undefined).join(', ')
  return [said, assumption === undefined ? '' : `assumption: ${assumption}`].filter((word) => word !== '').join('; ')
}
