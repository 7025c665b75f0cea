import { compareJson } from './compare-json.ts'
import type { Found, ReportRoute } from './document/found.ts'
import { monteCarloJson } from './montecarlo-json.ts'
import { runJson } from './run-json.ts'
import { sweepJson } from './sweep-json.ts'
import { tornadoJson } from './tornado-text.ts'

/**
 * What `run --json` prints, of one route an object and of several an array, with the studies under keys of their own; those of
 * several routes together stand with the first.
 */
export function reportJson(found: Found): unknown {
  const { routes, monteCarlo, comparison, sweeps, repeat } = found
  const together = {
    montecarlo: monteCarlo === undefined ? null : monteCarloJson(monteCarlo, repeat),
    ...(comparison === undefined ? {} : { comparison: { ...compareJson(comparison), flows: undefined } }),
    sweeps: sweeps.map(({ sweep }) => sweepJson(sweep)),
    repeat,
  }
  const each = routes.map((route, i) => ({ ...routeJson(route, found), ...(i === 0 ? together : {}) }))
  return each.length === 1 ? each[0] : each
}

function routeJson({ result, tornado, output }: ReportRoute, { repeat }: Found): Record<string, unknown> {
  return { ...runJson(result), tornado: tornado === undefined ? null : tornadoJson(tornado, output, result, repeat) }
}
