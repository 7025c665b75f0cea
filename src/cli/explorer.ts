import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Diagnostics, sayingOf } from '../document/diagnostic.ts'
import { renderDiagnostic } from '../document/render.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { resultOf } from '../evaluation/result.ts'
import { readOverrides } from '../flow/overrides.ts'
import { type ExploredRoute, exploredRoute } from '../report/explorer/explored-route.ts'
import { explorerPage, pagePolicy } from '../report/explorer/page.ts'
import type { CatalogueEntry, PageData } from '../report/explorer/page-data.ts'
import { askOfEach, type CostingOptions, checkComparable, compileNamed, costFlow, forEachFlow } from './costing.ts'
import { packageRoot } from './package-root.ts'
import { quoted } from './repeat.ts'
import { basisOf, type Costed } from './studies.ts'
import { version } from './version.ts'

/** Options of a command that a document cannot hold, as words for a shell. */
function optionWords(options: CostingOptions): string {
  const each = (name: string, values: readonly (string | undefined)[]): string[] =>
    values.filter((value) => value !== undefined).flatMap((value) => [`--${name}`, value])
  const words = [
    ...each('plant', options.plant),
    ...each('prices', options.prices),
    ...each('method', [options.method]),
    ...each('currency', [options.currency]),
    ...each('year', [options.year]),
    ...(options.fractional === true ? ['--fractional'] : []),
  ]
  return words.map(quoted).join(' ')
}

function exploredOf(argument: string, options: CostingOptions, { evaluation, warnings }: Costed): ExploredRoute {
  const { finish, inputs } = readOverrides(options.set, new Diagnostics())
  const from = { argument, options: optionWords(options), finish: finish?.finish, set: new Set(inputs.keys()) }
  const told = warnings.map((warning) => sayingOf(warning).what)
  return exploredRoute(evaluation, resultOf(evaluation, warnings), from, told)
}

/** A route for the page that asks for it, or all its problems in words. */
export function exploredNamed(
  name: string,
  options: CostingOptions,
): { readonly route: ExploredRoute } | { readonly problem: string } {
  const diagnostics = new Diagnostics()
  const { model, textOf } = compileNamed(name, options, diagnostics)
  const evaluation = model && evaluate(model, diagnostics)
  const warnings = diagnostics.list.filter(({ severity }) => severity === 'warning')
  const isRefused = diagnostics.failed || (options.strict === true && warnings.length > 0)
  if (model !== undefined && evaluation !== undefined && !isRefused)
    return { route: exploredOf(name, options, { model, evaluation, warnings }) }
  const told =
    isRefused && !diagnostics.failed ? warnings : diagnostics.list.filter(({ severity }) => severity === 'error')
  return { problem: told.map((diagnostic) => renderDiagnostic(diagnostic, textOf)).join('\n\n') }
}

/** The routes named, costed; their problems are told. */
export function explored(flows: readonly string[], options: CostingOptions): ExploredRoute[] {
  const asked = askOfEach(flows, options)
  const costed = forEachFlow(asked, (one) => ({ one, costed: costFlow(one.flow, one.options) }))
  checkComparable(costed.map(({ costed: one }) => ({ name: one.model.route.name, basis: basisOf(one) })))
  return costed.map(({ one, costed: found }) =>
    exploredOf(one.flow, one.options, { ...found, warnings: [...one.warnings, ...found.warnings] }),
  )
}

export const entryOf = (
  route: Pick<ExploredRoute, 'argument' | 'title'>,
  family: string | undefined,
): CatalogueEntry => ({
  name: route.argument,
  title: route.title,
  family: family ?? '',
})

/** The page with the headers that a server sends it with. */
export interface Page {
  readonly html: string
  readonly policy: string
}

/** The page's script is made when the package is built. */
const SCRIPT = join('dist', 'explorer.js')

export function pageOf(data: Omit<PageData, 'version'>): Page {
  // the text of the script must not end the element that holds it
  const script = readFileSync(join(packageRoot(), SCRIPT), 'utf8').trim().replaceAll('</script', '<\\/script')
  const hash = `sha256-${createHash('sha256').update(script).digest('base64')}`
  return { html: explorerPage({ ...data, version: version() }, script, hash), policy: pagePolicy(hash) }
}

/** The page as one file that needs no server. */
export function interactivePage(flows: readonly string[], options: CostingOptions): string {
  const routes = explored(flows, options)
  return pageOf({
    isServed: false,
    catalogue: routes.map((route) => entryOf(route, undefined)),
    shown: routes.map(({ argument }) => argument),
    routes,
  }).html
}
