import { resolve } from 'node:path'
import { expect } from 'vitest'
import { Shelf } from '../src/cli/shelf.ts'
import { Diagnostics } from '../src/document/diagnostic.ts'
import { renderDiagnostic } from '../src/document/render.ts'
import { evaluate } from '../src/evaluation/evaluate.ts'
import type { Evaluation } from '../src/evaluation/evaluation.ts'
import { Ledger } from '../src/evaluation/ledger.ts'
import { type Result, resultOf } from '../src/evaluation/result.ts'
import { compileFlow, type Model } from '../src/flow/compile-flow.ts'
import type { DocumentText, Library, LibraryKind } from '../src/flow/library.ts'
import { readOverrides } from '../src/flow/overrides.ts'
import { ANY, dimensionText } from '../src/quantity/dimension.ts'
import { fromBase, readUnit } from '../src/quantity/unit.ts'

/** What a costing is asked for besides the documents. */
export interface Asked {
  readonly set?: readonly string[]
  readonly fractional?: boolean
  readonly method?: string
  readonly plant?: string
  /** Plants laid over each other. */
  readonly plants?: readonly string[]
  /** Scenarios or price files that come last. */
  readonly prices?: readonly string[]
  readonly currency?: string
  readonly year?: string
  /** Whether bundled documents stand behind those given. */
  readonly bundled?: boolean
}

const KEYS = {
  finish: 'finishes',
  rules: 'rules',
  operation: 'operations',
  method: 'methods',
  plant: 'prices/plants',
  scenario: 'prices/scenarios',
  flow: 'flows',
} as const

/**
 * Documents held in memory. Each text tells by its first key what it is: the first flow is the route, later ones are upstream flows,
 * and a text without `flow:`, `finish:`, `rules:`, `operation:`, `method:`, `plant:` or `scenario:` is a price document. `format: 1` may be left out.
 */
export class Texts implements Library {
  readonly route: DocumentText
  readonly #found = new Map<string, DocumentText>()
  readonly #prices: DocumentText[] = []
  readonly #behind: Library | undefined

  constructor(texts: readonly string[], bundled = false) {
    this.#behind = bundled ? new Shelf() : undefined
    let route: DocumentText | undefined
    for (const given of texts) {
      const text = /^format:/m.test(given) ? given : `format: 1\n${given}`
      const [, key, name] = /^(flow|finish|rules|operation|method|plant|scenario):[ ]*([\w-]+)[ ]*$/m.exec(text) ?? []
      if (key === undefined) this.#prices.push({ file: `prices/${this.#prices.length + 1}.yaml`, text })
      else {
        const document = { file: `${KEYS[key as keyof typeof KEYS]}/${name}.yaml`, text }
        if (key === 'flow' && route === undefined) route = document
        else this.#found.set(`${key === 'flow' ? 'supply' : key}/${name}`, document)
      }
    }
    if (route === undefined) throw new Error('no text holds a flow')
    this.route = route
  }

  find(kind: LibraryKind, name: string, _beside: string): DocumentText | undefined {
    return this.#found.get(`${kind}/${name}`) ?? this.#behind?.find(kind, name, resolve('flows/x.yaml'))
  }

  names(kind: LibraryKind, _beside: string): readonly string[] {
    const own = [...this.#found.keys()].filter((key) => key.startsWith(`${kind}/`)).map((key) => key.split('/')[1])
    return [...own, ...(this.#behind?.names(kind, resolve('flows/x.yaml')) ?? [])] as string[]
  }

  rules(_beside: string): readonly DocumentText[] {
    const own = [...this.#found].filter(([key]) => key.startsWith('rules/')).map(([, document]) => document)
    return [...(this.#behind?.rules(resolve('flows/x.yaml')) ?? []), ...own]
  }

  bundledPrices(): readonly DocumentText[] {
    return this.#behind?.bundledPrices() ?? []
  }

  ownPrices(_beside: string): readonly DocumentText[] {
    return this.#prices
  }
}

/** How a costing ended: its problems, and the model and evaluation as far as they were reached. */
export interface Outcome {
  readonly diagnostics: Diagnostics
  readonly codes: readonly string[]
  /** The problems as a user reads them. */
  readonly words: string
  readonly model: Model | undefined
  readonly evaluation: Evaluation | undefined
}

/** Compiles and evaluates a document of a library; whatever is wrong is in the outcome. */
export function attempt(given: DocumentText, library: Library, asked: Asked = {}): Outcome {
  const diagnostics = new Diagnostics()
  const overrides = readOverrides(asked.set ?? [], diagnostics)
  const { method, plant, plants = plant === undefined ? [] : [plant], prices, currency, year } = asked
  const money = { currency, year }
  const settings = { overrides, fractional: asked.fractional === true, method, plants, prices, money }
  const model = diagnostics.failed ? undefined : compileFlow(given, library, settings, diagnostics)
  const evaluation = model === undefined ? undefined : evaluate(model, diagnostics)
  const textOf = (file: string): string | undefined => model?.texts.get(file)
  const words = diagnostics.list.map((diagnostic) => renderDiagnostic(diagnostic, textOf)).join('\n\n')
  return { diagnostics, codes: diagnostics.list.map(({ code }) => code), words, model, evaluation }
}

/** Attempts the route among some texts. */
export function attemptTexts(texts: readonly string[], asked: Asked = {}): Outcome {
  const library = new Texts(texts, asked.bundled)
  return attempt(library.route, library, asked)
}

/** A costing that went well. */
export class Costed {
  readonly model: Model
  readonly evaluation: Evaluation
  readonly warnings: readonly string[]
  readonly #diagnostics: Diagnostics
  #result: Result | undefined
  #ledger: Ledger | undefined

  constructor({ model, evaluation, diagnostics, codes, words }: Outcome) {
    if (model === undefined || evaluation === undefined || diagnostics.failed) throw new Error(`refused:\n${words}`)
    this.model = model
    this.evaluation = evaluation
    this.warnings = codes
    this.#diagnostics = diagnostics
  }

  /** What a run reports; worked out when first asked for. */
  get result(): Result {
    this.#result ??= resultOf(this.evaluation, this.#diagnostics.list)
    return this.#result
  }

  get ledger(): Ledger {
    this.#ledger ??= new Ledger(this.evaluation)
    return this.#ledger
  }

  get total(): number {
    return this.ledger.total.toNumber()
  }

  /** Names of all variables. */
  get names(): string[] {
    return [...this.model.compiled.system.names()]
  }

  /** A variable's value in a unit, which must be of its dimension. */
  value(name: string, unit = '1'): number {
    const variable = this.model.compiled.system.find(name)
    const read = readUnit(unit)
    if (variable === undefined) throw new Error(`there is no variable ${name}`)
    if ('problem' in read) throw new Error(`${unit} is no unit`)
    if (variable.dimension !== read.dimension && variable.dimension !== ANY)
      throw new Error(`${name} is ${dimensionText(variable.dimension as number)}, not in ${unit}`)
    return fromBase(this.evaluation.value(variable), read).toNumber()
  }
}

/** Costs the route among some texts; a refusal is thrown with its words. */
export function costText(texts: readonly string[], asked: Asked = {}): Costed {
  return new Costed(attemptTexts(texts, asked))
}

/** Costs a route by its path or bundled name. */
export function costRoute(name: string, asked: Asked = {}): Costed {
  return new Costed(attemptRoute(name, asked))
}

export function attemptRoute(name: string, asked: Asked = {}): Outcome {
  const shelf = new Shelf()
  const given = shelf.route(name)
  if (given === undefined) throw new Error(`there is no route ${name}`)
  return attempt(given, shelf, asked)
}

/** Expects a figure within a relative distance of another; a wanted 0 within that distance of 0. */
export function expectClose(found: number, wanted: number, relative: number, what = ''): void {
  const distance = Math.abs(found - wanted)
  const allowed = relative * (wanted === 0 ? 1 : Math.abs(wanted))
  if (!(distance <= allowed))
    expect.fail(`${what} is ${found}, wanted ${wanted}: off by ${distance / Math.abs(wanted || 1)} relative`)
  expect(distance).toBeLessThanOrEqual(allowed)
}
