/** One observation: which figure of what, its value and unit, and where an input's value comes from. */
export interface Observation {
  readonly group: string
  readonly step?: string | undefined
  readonly category?: string | undefined
  readonly item?: string | undefined
  readonly name: string
  readonly value: string | number | null
  readonly unit: string
  readonly source?: string | undefined
}
