import type { Path } from '../document/positioned.ts'
import { type FlowDocument, roles } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import type { NumberRead } from '../equation/number.ts'
import type { Origin, Variable } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import type { Stream } from './streams.ts'
import type { Port, Template } from './template.ts'

/** What one port of a step carries: an amount for each component, and its area (web) or count (pieces). */
export interface PortAmounts {
  readonly port: Port
  readonly components: readonly string[]
  readonly amounts: ReadonlyMap<string, Variable>
}

/** A step of a flow, or its product: one use of an operation. */
export interface Step {
  readonly name: string
  /** Prefix of its variables: `steps.drying`, `product`, `supply.Li6PS5Cl.steps.milling`. */
  readonly base: string
  readonly template: Template
  readonly line: string
  /** Fractions by slot: what the step puts in it. */
  readonly slots: ReadonlyMap<string, Slot>
  readonly set: ReadonlyMap<string, NumberRead>
  readonly path: Path
  readonly ports: Map<string, PortAmounts>
  readonly origin: Origin
}

/** What fills a slot: components and their fractions, one of which may be `rest`. */
export interface Slot {
  readonly path: Path
  readonly fractions: ReadonlyMap<string, NumberRead | 'whole' | 'rest'>
}

/** A flow as read: steps, what runs between them, and the product. The route itself, or an upstream flow made in house. */
export interface Flow {
  readonly name: string
  /** '' for the route, `supply.Li6PS5Cl.` for an upstream flow. */
  readonly prefix: string
  /** The component an upstream flow makes; undefined for the route. */
  readonly makes: string | undefined
  readonly document: Checked<FlowDocument>
  readonly steps: ReadonlyMap<string, Step>
  readonly product: Step
  readonly streams: readonly Stream[]
  /** Every component of the flow with its role. */
  readonly roles: ReadonlyMap<string, string>
  readonly lines: ReadonlyMap<string, readonly Step[]>
  readonly tables: ReadonlyMap<string, Table>
  readonly supply: ReadonlyMap<string, string>
  /** Choices of the route for components that only its upstream flows have. */
  readonly supplyUpstream: ReadonlyMap<string, string>
}

/** Steps and the product: everything that has ports. */
export function stationsOf(flow: Flow): Step[] {
  return [...flow.steps.values(), flow.product]
}

const ROLE_WORDS: ReadonlySet<string> = new Set([...roles, 'solids'])

/** The roles a component may have, and `solids`: words for collections that may be empty. */
export function isRole(word: string): boolean {
  return ROLE_WORDS.has(word)
}

/** Roles that do not count among the solids of a stream. */
const NOT_SOLID: ReadonlySet<string> = new Set(['solvent', 'carrier'])

/** `solids` is every component except solvent and carrier. */
export function isSolid(role: string | undefined): boolean {
  return role === undefined || !NOT_SOLID.has(role)
}

/** The components of the flow that a name of `carries:` or of a collection stands for: a role, `solids`, or a component itself. */
export function componentsNamed(roles: ReadonlyMap<string, string>, name: string): string[] {
  if (name === 'solids') return [...roles].filter(([, role]) => isSolid(role)).map(([component]) => component)
  const ofRole = [...roles].filter(([, role]) => role === name).map(([component]) => component)
  return ofRole.length === 0 && roles.has(name) ? [name] : ofRole
}
