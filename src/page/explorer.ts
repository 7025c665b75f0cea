import type { ExploredInput, ExploredRoute } from '../report/explorer/explored-route.ts'
import { type PageData, routeAddress } from '../report/explorer/page-data.ts'
import { addressOf, type PageState, stateOf } from '../report/explorer/page-state.ts'
import { type Figures, type Moved, planOf, RouteModel, type TornadoBar } from '../report/explorer/route-model.ts'

/** A route that is shown, with its figures where the sliders stand. */
export interface Shown {
  readonly model: RouteModel
  readonly moved: Moved
  readonly figures: Figures
  /** Inputs that are moved beyond the range that this route states. */
  readonly outside: readonly ExploredInput[]
}

/** An input that some of the routes shown have; its ends are the outermost that any of them states. */
export interface SharedInput {
  readonly input: ExploredInput
  /** Each route that has it, with its own value and range. */
  readonly own: readonly { readonly route: string; readonly input: ExploredInput }[]
}

/** More routes than this beside each other tell nothing. */
export const MOST_ROUTES = 6

/** How far the kernel of the page may lie from the ledger that the page was made with. */
const NEAR = 1e-9

interface CompileApi {
  readonly compile: (bytes: Uint8Array<ArrayBuffer>) => Promise<object>
}

/** What the page knows: routes ready to be evaluated, and the state that its address keeps. */
export class Explorer {
  readonly data: PageData
  readonly #models = new Map<string, RouteModel>()
  readonly #problems = new Map<string, string>()
  #state: PageState
  #leftOut: readonly string[] = []
  /** What follows from the state, until that changes. */
  #shown: readonly Shown[] | undefined
  readonly #ranked = new Map<RouteModel, readonly TornadoBar[]>()

  constructor(data: PageData, address: string) {
    this.data = data
    this.#state = this.#withRoutes(stateOf(address))
  }

  get state(): PageState {
    return this.#state
  }

  get address(): string {
    return addressOf(this.#state)
  }

  /** The routes asked for that the page can show; those it begins with where none is. */
  #withRoutes(state: PageState): PageState {
    const known = new Set(this.data.catalogue.map(({ name }) => name))
    const routes = state.routes.filter((name) => known.has(name))
    const asked = routes.length > 0 ? routes : this.data.shown
    const shown = asked.slice(0, MOST_ROUTES)
    this.#leftOut = [
      ...state.routes.filter((name) => !known.has(name)).map((name) => `no route is called ${name}`),
      ...(asked.length > MOST_ROUTES ? [`of ${asked.length} routes the first ${MOST_ROUTES} are shown`] : []),
      ...state.unread.map((text) => `"${text}" of the address cannot be read`),
    ]
    const focus = shown.includes(state.focus ?? '') ? state.focus : shown[0]
    return { ...state, routes: shown, focus }
  }

  /** Makes the routes shown ready; asks the server for those that the page does not hold. */
  async load(): Promise<void> {
    this.#shown = undefined
    const wanted = this.#state.routes.filter((name) => !this.#models.has(name) && !this.#problems.has(name))
    await Promise.all(
      wanted.map(async (name) => {
        try {
          this.#models.set(name, await this.#modelOf(name))
        } catch (error) {
          this.#problems.set(name, (error as Error).message)
        }
      }),
    )
    this.#shown = undefined
  }

  async #modelOf(name: string): Promise<RouteModel> {
    const route = this.data.routes.find(({ argument }) => argument === name) ?? (await fetched(name))
    const plan = planOf(route.plan)
    // pages may compile large modules only beside their work
    const { compile } = (globalThis as unknown as { WebAssembly: CompileApi }).WebAssembly
    const model = new RouteModel(route, plan, await compile(plan.module))
    const cost = model.figures(new Map()).of('cost')
    if (cost === undefined || Math.abs(cost - route.total) > NEAR * Math.abs(route.total))
      throw new Error(`${name}: the page computes ${cost}, and fabroute ${route.total}: a defect in fabroute`)
    return model
  }

  problems(): string[] {
    return this.#state.routes.flatMap((name) => this.#problems.get(name) ?? [])
  }

  /** What the address asks for and the page leaves out. */
  leftOut(): string[] {
    const models = this.shown().map(({ model }) => model)
    const strange = [...this.#state.moved.keys()].filter((name) => models.every((model) => !model.inputOf(name)))
    return [...this.#leftOut, ...strange.map((name) => `${name} has no slider in these routes, and is left as it is`)]
  }

  /** The routes shown with their figures, in the order in which they were picked. */
  shown(): readonly Shown[] {
    this.#shown ??= this.#evaluated()
    return this.#shown
  }

  #evaluated(): Shown[] {
    return this.#state.routes.flatMap((name) => {
      const model = this.#models.get(name)
      if (model === undefined) return []
      const moved = this.#movedOf(model)
      const outside = [...moved].flatMap(([input, value]) => {
        const own = model.inputOf(input)
        return own?.isStated === true && (value < own.low || value > own.high) ? [own] : []
      })
      return [{ model, moved, figures: this.#figures(model, moved), outside }]
    })
  }

  /** What the inputs of a route do to its cost where it stands, the largest first. */
  ranked(model: RouteModel): readonly TornadoBar[] {
    let bars = this.#ranked.get(model)
    if (bars === undefined) {
      bars = model.tornado(new Map())
      this.#ranked.set(model, bars)
    }
    return bars
  }

  #movedOf(model: RouteModel): Moved {
    return new Map([...this.#state.moved].filter(([name]) => model.inputOf(name) !== undefined))
  }

  /** A kernel holds between the ends of its inputs alone. */
  #figures(model: RouteModel, moved: Moved): Figures {
    const beyond = [...moved].find(([name, value]) => isBeyond(model.inputOf(name), value))
    if (beyond === undefined) return model.figures(moved)
    const [name] = beyond
    const { least, most, unit } = model.inputOf(name) as ExploredInput
    const range = `${least} .. ${most} ${unit.text === '1' ? '' : unit.text}`.trim()
    return { of: () => undefined, refused: `the page knows this route for ${name} of ${range} alone` }
  }

  /** The inputs of the routes shown. */
  inputs(): SharedInput[] {
    const found = new Map<string, { input: ExploredInput; own: { route: string; input: ExploredInput }[] }>()
    for (const { model } of this.shown()) {
      const route = model.route.flow
      for (const input of model.route.inputs) {
        const known = found.get(input.name)
        if (known === undefined) found.set(input.name, { input, own: [{ route, input }] })
        else {
          known.own.push({ route, input })
          known.input = widest(known.input, input)
        }
      }
    }
    return [...found.values()]
  }

  focused(): Shown | undefined {
    const shown = this.shown()
    return shown.find(({ model }) => model.route.argument === this.#state.focus) ?? shown[0]
  }

  #become(state: PageState): void {
    this.#state = state
    this.#shown = undefined
  }

  show(routes: readonly string[]): void {
    this.#become(this.#withRoutes({ ...this.#state, routes: [...routes] }))
  }

  focus(name: string): void {
    this.#become({ ...this.#state, focus: name })
  }

  drawAlong(input: string): void {
    this.#become({ ...this.#state, along: input })
  }

  /** Moves an input; back to where its route has it where nothing is given. */
  move(name: string, value: number | undefined): void {
    const moved = new Map(this.#state.moved)
    if (value === undefined) moved.delete(name)
    else moved.set(name, value)
    this.#become({ ...this.#state, moved })
  }

  reset(): void {
    this.#become({ ...this.#state, moved: new Map() })
  }

  read(address: string): void {
    this.#become(this.#withRoutes(stateOf(address)))
  }
}

export const isBeyond = (input: ExploredInput | undefined, value: number): boolean =>
  input !== undefined && (value < input.least || value > input.most)

async function fetched(name: string): Promise<ExploredRoute> {
  const answer = await fetch(routeAddress(name))
  if (answer.ok) return answer.json() as Promise<ExploredRoute>
  const { problem } = (await answer.json().catch(() => ({}))) as { problem?: string }
  throw new Error(problem ?? `${name} cannot be had: the server answers ${answer.status}`)
}

/** An input of two routes, over the ranges of both. */
const widest = (a: ExploredInput, b: ExploredInput): ExploredInput =>
  a.unit.text !== b.unit.text
    ? a
    : {
        ...a,
        low: Math.min(a.low, b.low),
        high: Math.max(a.high, b.high),
        least: Math.min(a.least, b.least),
        most: Math.max(a.most, b.most),
      }
