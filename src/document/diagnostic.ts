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

/** Found once for each step or component that a text stands for: told for the first, since one correction mends all. */
const ONCE_A_PLACE: ReadonlySet<Code> = new Set<Code>([
  'AMOUNT_NEGATIVE',
  'AMOUNT_NOT_FINITE',
  'BALANCE_OPEN',
  'DETERMINED_TWICE',
  'DIMENSION_DECLARED',
  'DIMENSION_MISMATCH',
  'INPUT_DIMENSION',
  'MACHINE_FIGURE',
  'NAME_UNKNOWN',
  'PORT_AMOUNT_UNKNOWN',
  'PROPERTY_MISSING',
  'RELATION_NOT_LINEAR',
  'VALUE_OUT_OF_RANGE',
])

/** The problems found so far, each once. It is handed down, so that one run reports all of them. */
export class Diagnostics {
  readonly list: Diagnostic[] = []
  readonly #told = new Set<string>()
  #failed = false

  error<C extends Code>(code: C, span: Span | undefined, facts: FactsOf<C>, related: readonly Related[] = []): void {
    this.#failed = true
    this.#tell({ code, severity: 'error', span, facts: facts as Facts, related })
  }

  warn<C extends Code>(code: C, span: Span | undefined, facts: FactsOf<C>, related: readonly Related[] = []): void {
    this.#tell({ code, severity: 'warning', span, facts: facts as Facts, related })
  }

  /** Whether a problem of this very place has been told: what is missing there follows from it. */
  isTold(span: Span): boolean {
    return this.list.some((told) => told.span?.file === span.file && told.span.start === span.start)
  }

  /** Whether an error is in the list. */
  get failed(): boolean {
    return this.#failed
  }

  #tell(diagnostic: Diagnostic): void {
    const { code, span, facts } = diagnostic
    const place = span === undefined ? '' : `${span.file}:${span.start}:${span.end}`
    const key = `${code} ${place} ${place !== '' && ONCE_A_PLACE.has(code) ? '' : JSON.stringify(facts)}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.list.push(diagnostic)
  }
}
