/** Where a figure is found among those that were asked for beside the values, to be read anew when inputs have moved. */
export interface FigurePlace {
  readonly place: number
  readonly times: number
}

/** An amount of one component, per functional unit of the route. */
export interface ComponentAmount {
  readonly component: string
  readonly role: string
  /** In kg; null for what is not counted by mass, such as a carrier film in m². */
  readonly mass: number | null
  /** The same in `unit`. */
  readonly amount: number
  readonly unit: string
  /** Kilograms to a unit; null for what is not counted by mass. */
  readonly kilograms: number | null
  readonly figure?: FigurePlace
}

/** What a step takes from outside: bought, made in house, or fed as the flow says. */
export interface Entering extends ComponentAmount {
  readonly kind: 'bought' | 'made' | 'fed'
  /** In the currency of the results; 0 for what is made in house, whose cost stands with its steps. */
  readonly cost: number
}

/** What leaves the route at a step by one port; `tag` is what the port counts as. */
export interface Leaving {
  readonly port: string
  readonly tag: string
  /** The service that disposes of it. */
  readonly disposal: string | undefined
  readonly parts: readonly ComponentAmount[]
}

export interface CostPart {
  readonly category: string
  readonly item: string
  readonly amount: number
}

export interface NetworkStep {
  /** As the output names it: `drying`, `supply.X.milling`. */
  readonly key: string
  readonly name: string
  /** The component that the flow of the step makes; undefined for the route. */
  readonly makes: string | undefined
  /** What the flow calls the step. */
  readonly title: string
  /** What its operation is called. */
  readonly operation: string
  readonly machine: string | undefined
  readonly machines: number | null
  readonly utilization: number | null
  readonly isBottleneck: boolean
  readonly capacity: { readonly perHour: number; readonly unit: string } | undefined
  readonly yield: number | null
  readonly yieldFigure?: FigurePlace
  readonly costs: readonly CostPart[]
  readonly enters: readonly Entering[]
  readonly leaves: readonly Leaving[]
  /** What a reaction in it forms and uses up. */
  readonly formed: readonly ComponentAmount[]
  readonly consumed: readonly ComponentAmount[]
}

export interface NetworkStream {
  readonly key: string
  readonly from: string
  /** A step, or {@link PRODUCT}. */
  readonly to: string
  readonly kind: 'web' | 'bulk' | 'pieces'
  /** Back to a step already passed. */
  readonly isReturn: boolean
  /** Leads from the last step of an upstream flow to where its product is used. */
  readonly isSupply: boolean
  /** What the port that it leaves by counts as. */
  readonly tag: string | undefined
  readonly parts: readonly ComponentAmount[]
  /** In kg, of what is counted by mass. */
  readonly mass: number
  /** In m²; undefined where it is no web. */
  readonly area: number | undefined
  readonly count: number | undefined
  readonly areaFigure?: FigurePlace
  readonly countFigure?: FigurePlace
}

/** The route, or an upstream flow made in house. */
export interface NetworkGroup {
  readonly makes: string | undefined
  readonly flow: string
  readonly title: string
  readonly steps: readonly string[]
  /** What of it the route asks for, and what a unit of it costs; undefined for the route. */
  readonly demand: ComponentAmount | undefined
  readonly unitCost: { readonly amount: number; readonly unit: string; readonly figure?: FigurePlace } | undefined
  /** Costs of the flow as a whole. */
  readonly costs: readonly CostPart[]
}

/** What diagrams draw of a route: plain data, amounts per functional unit of the route. */
export interface Network {
  readonly flow: string
  readonly title: string
  readonly basis: string
  readonly currency: string
  readonly cost: number
  /** Of costs, also those of which there are none, in an order that routes of one method share. */
  readonly categories: readonly string[]
  readonly productTitle: string
  /** Totals of the solvent in kg; null where nothing is known. */
  readonly solvent: Readonly<Record<string, number | null>>
  /** Upstream flows first, each after those it takes from; the route last. */
  readonly groups: readonly NetworkGroup[]
  readonly steps: readonly NetworkStep[]
  readonly streams: readonly NetworkStream[]
}

/** Where the product of the route stands among the ends of streams. */
export const PRODUCT = 'route.product'

/** The mass of amounts, of what is counted by mass. */
export function massOf(parts: readonly ComponentAmount[]): number {
  return parts.reduce((sum, { mass }) => sum + (mass ?? 0), 0)
}

export function stepsByKey({ steps }: Pick<Network, 'steps'>): Map<string, NetworkStep> {
  return new Map(steps.map((step) => [step.key, step]))
}
