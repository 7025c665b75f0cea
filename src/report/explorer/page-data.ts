import type { ExploredRoute } from './explored-route.ts'

/** A route that the page can show. */
export interface CatalogueEntry {
  readonly name: string
  readonly title: string
  readonly family: string
}

/** What the page is given. */
export interface PageData {
  readonly version: string
  /** Whether routes are asked of the server that sent the page: otherwise it holds all it shows. */
  readonly isServed: boolean
  readonly catalogue: readonly CatalogueEntry[]
  /** Routes that are shown where the address says nothing. */
  readonly shown: readonly string[]
  readonly routes: readonly ExploredRoute[]
}

/** Where a served page finds a route. */
export const routeAddress = (name: string): string => `routes/${encodeURIComponent(name)}.json`

/** The name of a figure that the process flow shows, by its place in the list of them. */
export const drawnFigure = (place: number): string => `network.${place}`
