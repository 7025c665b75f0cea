import { moneyOf } from '../figures.ts'
import { costSankey, resourceBlocks, solventBlocks, yieldBlocks } from './amounts.ts'
import { assumptionBlocks } from './assumptions.ts'
import { basisBlocks, boundaryBlocks, changedBlocks, qualityBlocks } from './basis.ts'
import { Bibliography } from './bibliography.ts'
import { anchor, type Block, type ReportDocument, type Section, sectionOf } from './blocks.ts'
import { comparisonSections } from './comparison.ts'
import { costBlocks, stackFigure } from './cost.ts'
import { crossingBlocks } from './crossing.ts'
import { equationBlocks } from './equations.ts'
import { rateWords } from './exchange.ts'
import type { Found, ReportRoute } from './found.ts'
import { inputBlocks } from './inputs.ts'
import { capacityBlocks, methodBlocks } from './plant.ts'
import { processBlocks } from './process.ts'
import { productBlocks } from './product.ts'
import { documentName, repeatBlocks, warningBlocks } from './repeat.ts'
import { summaryBlocks } from './summary.ts'
import { listed, prose, unitText } from './typography.ts'
import { distributionBlocks, tornadoBlocks } from './uncertainty.ts'

/** The whole report of one route or several, in no format yet. */
export function reportDocument(found: Found): ReportDocument {
  const { routes, repeat } = found
  const bibliography = new Bibliography(routes.map(({ evaluation }) => evaluation))
  const [first] = routes as [ReportRoute]
  const several = routes.length > 1
  const { result } = first
  const rate = rateWords(first.evaluation, bibliography)
  return {
    title: several ? `Comparison of cost: ${listed(routes.map((route) => route.result.flow))}` : prose(result.title),
    subtitle: `Techno-economic report: costs per ${unitText(result.basis)} of good product, in ${moneyOf(result)}`,
    facts: [
      ...routes.map((route): readonly [string, string] => [
        several ? `Route ${route.result.flow}` : 'Route',
        several ? prose(route.result.title) : route.result.flow,
      ]),
      ['Functional unit', unitText(result.basis)],
      ...(rate.length === 0 ? [] : [['Exchange rate', rate] as const]),
      ['Plant', [...new Set(routes.map((route) => route.result.plants.join(' + ')))].join('; ')],
      ['Costing method', [...new Set(routes.map((route) => route.result.method))].join('; ')],
      ['Made with', `fabroute ${repeat.fabroute}`],
      ['Repeated by', [{ code: repeat.command }]],
    ],
    sections: [
      { id: 'summary', title: 'Summary', blocks: [...summaryBlocks(found), ...(several ? stackFigure(routes) : [])] },
      ...(several ? joint(found) : []),
      ...(several
        ? routes.map((route, i) => chapter(found, route, i, bibliography))
        : sectionsOf(found, first, '', bibliography)),
      ...appendices(found, bibliography),
    ],
  }
}

/** What several routes have in common. */
function joint(found: Found): Section[] {
  return [
    ...sectionOf({ id: 'comparison', title: 'Comparison', blocks: [], sections: comparisonSections(found) }),
    { id: 'distributions', title: 'Uncertainty of the comparison', blocks: distributionBlocks(found) },
    ...sectionOf({ id: 'crossing', title: 'Where the routes cross', blocks: crossingBlocks(found) }),
  ]
}

/** One of several routes. */
function chapter(found: Found, route: ReportRoute, at: number, bibliography: Bibliography): Section {
  const id = `route-${at + 1}-${anchor(route.result.flow)}`
  return {
    id,
    title: `Route ${route.result.flow}`,
    blocks: [],
    sections: sectionsOf(found, route, `${id}-`, bibliography),
  }
}

/** What is told of each route; ids begin with what is the route's own. */
function sectionsOf(found: Found, route: ReportRoute, own: string, bibliography: Bibliography): Section[] {
  const isOnly = found.routes.length === 1
  const section = (id: string, title: string, blocks: readonly Block[]): Section => ({ id: own + id, title, blocks })
  return [
    section('basis', 'Functional unit, boundary and data quality', [
      ...basisBlocks(route, bibliography),
      ...changedBlocks(route.result),
      ...boundaryBlocks(route),
      ...qualityBlocks(route, bibliography),
    ]),
    section('process', 'Process', processBlocks(route)),
    section('cost', 'Cost', [...(isOnly ? stackFigure([route]) : []), ...costBlocks([route]), costSankey(route)]),
    ...sectionOf(section('investment', 'Investment and finance', methodBlocks(route))),
    section('capacity', 'Capacity and plant', capacityBlocks(route)),
    section('solvent', 'Solvent', solventBlocks(route)),
    section('yield', 'Yield and materials', yieldBlocks(route)),
    section('resources', 'Energy, labour and greenhouse gases', resourceBlocks(route)),
    ...sectionOf(section('product', 'Product', productBlocks(route))),
    section('sensitivity', 'Sensitivity', tornadoBlocks(route)),
    ...(isOnly ? [section('uncertainty', 'Uncertainty', distributionBlocks(found))] : []),
    ...(isOnly ? sectionOf(section('varied', 'Cost over an input', crossingBlocks(found))) : []),
    section('assumptions', 'Assumptions', assumptionBlocks(route, bibliography)),
    section('warnings', 'Warnings', warningBlocks(route)),
  ]
}

/** Inputs, sources, repetition and equations: for who checks the figures. */
function appendices(found: Found, bibliography: Bibliography): Section[] {
  const { routes, repeat } = found
  const nameOf = (file: string): string => documentName(repeat, file)
  const each = (id: string, title: string, blocks: (route: ReportRoute) => readonly Block[]): Section[] =>
    routes.map((route, i) => ({
      id: routes.length === 1 ? id : `${id}-${i + 1}`,
      title: routes.length === 1 ? title : `${title} of ${route.result.flow}`,
      blocks: blocks(route),
      isAppendix: true,
    }))
  return [
    { id: 'inputs', title: 'Inputs', blocks: inputBlocks(routes, bibliography), isAppendix: true },
    { id: 'bibliography', title: 'Bibliography', blocks: bibliography.blocks(), isAppendix: true },
    { id: 'repetition', title: 'Repetition', blocks: repeatBlocks(found), isAppendix: true },
    ...each('equations', 'Equations', (route) => equationBlocks(route, bibliography, nameOf, routes.length === 1)),
  ]
}
