import { type Code, catalogue, type Facts, type FactsOf, type Saying } from './catalogue.ts'
import type { Span } from './span.ts'

export type Severity = 'error' | 'warning'

/** A second place that a problem is about, such as the earlier of two definitions. */
export interface Related {
  readonly span: Span
  readonly note: string
}

/** One problem as a value: which kind, where, and the facts. Its words are in the catalogue. */
export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly span: Span | undefined
  readonly facts: Facts
  readonly related: readonly Related[]
}

/** The words for a problem. */
export function sayingOf(diagnostic: Diagnostic): Saying {
  const say = catalogue[diagnostic.code] as (facts: Facts) => Saying
  return say(diagnostic.facts)
}

/** The problems found so far. It is handed down, so that one run reports all of them. */
export class Diagnostics {
  readonly list: Diagnostic[] = []
  #failed = false

  error<C extends Code>(code: C, span: Span | undefined, facts: FactsOf<C>, related: readonly Related[] = []): void {
    this.#failed = true
    this.list.push({ code, severity: 'error', span, facts: facts as Facts, related })
  }

  warn<C extends Code>(code: C, span: Span | undefined, facts: FactsOf<C>, related: readonly Related[] = []): void {
    this.list.push({ code, severity: 'warning', span, facts: facts as Facts, related })
  }

  /** Whether an error is in the list. */
  get failed(): boolean {
    return this.#failed
  }
}
