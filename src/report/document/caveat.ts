import type { Result } from '../../evaluation/result.ts'
import { unlike } from '../figures.ts'
import { prose } from './typography.ts'

/** Said wherever costs of routes are set against each other: membranes of unlike thickness, unless that is what is varied; '' where they are alike. */
export function thicknessCaveat(results: readonly Result[], varied: readonly string[] = []): string {
  return unlike(results, varied, 'their costs differ for that too, and not for their route alone')
    .map((text) => ` The membranes are ${prose(text)}.`)
    .join('')
}
