import { Decimal } from './decimal.ts'

/** One component in a reaction; what it is made of is said where the component is declared. */
export interface ReactionTerm {
  readonly coefficient: Decimal
  readonly name: string
  /** Character offsets of the term into the text. */
  readonly start: number
  readonly end: number
}

/** A stoichiometric equation between components. */
export interface Reaction {
  readonly left: readonly ReactionTerm[]
  readonly right: readonly ReactionTerm[]
}

/** Why a text is no reaction, with the offending part of it. */
export interface ReactionProblem {
  /** `arrow`: not exactly one `->`; `coefficient`: 0; `repeated`: a component twice on one side; `syntax`: anything else. */
  readonly problem: 'arrow' | 'coefficient' | 'repeated' | 'syntax'
  readonly symbol: string
  /** Character offsets into the text. */
  readonly start: number
  readonly end: number
}

/** Whether reading gave a problem instead of a reaction. */
export function isReactionProblem(read: Reaction | ReactionProblem): read is ReactionProblem {
  return 'problem' in read
}

const TERM = /^(\s*)(?:(\d+(?:\.\d+)?)\s*)?([A-Za-z]\w*)\s*$/

/** Reads `5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl`: names of components with decimal coefficients. */
export function parseReaction(text: string): Reaction | ReactionProblem {
  const arrows = [...text.matchAll(/->|→/g)]
  const arrow = arrows[0]
  if (arrow === undefined) return { problem: 'arrow', symbol: text, start: 0, end: text.length }
  const second = arrows[1]
  if (second !== undefined) {
    return { problem: 'arrow', symbol: second[0], start: second.index, end: second.index + second[0].length }
  }
  const left = side(text, 0, arrow.index)
  if ('problem' in left) return left
  const right = side(text, arrow.index + arrow[0].length, text.length)
  return 'problem' in right ? right : { left, right }
}

function side(text: string, from: number, to: number): ReactionTerm[] | ReactionProblem {
  const terms: ReactionTerm[] = []
  const names = new Set<string>()
  let at = from
  for (const part of text.slice(from, to).split('+')) {
    const match = TERM.exec(part)
    const start = at + (match?.[1]?.length ?? 0)
    const end = at + (match === null ? part.length : part.trimEnd().length)
    const [, , digits = '1', name] = match ?? []
    const problem = (kind: ReactionProblem['problem']): ReactionProblem => {
      return { problem: kind, symbol: text.slice(start, end), start, end }
    }
    if (name === undefined) return problem('syntax')
    const coefficient = new Decimal(digits)
    if (coefficient.isZero()) return problem('coefficient')
    if (names.has(name)) return problem('repeated')
    names.add(name)
    terms.push({ coefficient, name, start, end })
    at += part.length + 1
  }
  return terms
}
