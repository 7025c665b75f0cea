import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { Origin } from '../equation/system.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { isReactionProblem, parseReaction } from '../quantity/formula.ts'

/** A component's place in a reaction: how many it consumes or generates per extent. */
export interface Reactant {
  readonly name: string
  readonly coefficient: Decimal
  /** Where it stands in the reaction's text. */
  readonly start: number
  readonly end: number
}

/** `5 Li2S + P2S5 -> …` as read; element balance is checked where the components' formulas are known. */
export interface ReactionRead {
  readonly text: string
  readonly consumed: readonly Reactant[]
  readonly generated: readonly Reactant[]
  /** Where it is written: in the operation, or in the step that states its own. */
  readonly origin: Origin
}

export function readReaction(
  document: PositionedDocument,
  path: Path,
  text: string,
  diagnostics: Diagnostics,
): ReactionRead | undefined {
  const read = parseReaction(text)
  if (isReactionProblem(read)) {
    diagnostics.error('REACTION_SYNTAX', document.within(path, read.start, read.end), { text })
    return undefined
  }
  return { text, consumed: read.left, generated: read.right, origin: { document, path } }
}
