import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { Shelf } from '../../src/cli/shelf.ts'
import { decimals, float64 } from '../../src/evaluation/arithmetic.ts'
import { run } from '../../src/evaluation/program.ts'
import { stationsOf } from '../../src/flow/model.ts'
import { Decimal } from '../../src/quantity/decimal.ts'
import { attempt, Costed, costRoute, costText, expectClose } from '../support.ts'
import { type Balance, elementBalances, materialBalances } from './balances.ts'
import { ATOMS, randomRoute, textsOf, WEIGHTS } from './random-route.ts'

const ROUTES: readonly string[] = new Shelf().names('flow', 'x.yaml')
/** Random routes tried in each test; raise it for a longer search. */
const RUNS = { numRuns: 12 }

const standing = new Map<string, Costed>()
/** A bundled route as it stands, costed once for all that is asked of it. */
function costedRoute(route: string): Costed {
  let costed = standing.get(route)
  if (costed === undefined) {
    costed = costRoute(route)
    standing.set(route, costed)
  }
  return costed
}

/** A check that holds for random routes and for every bundled one. */
function holds(what: string, check: (costed: Costed) => void): void {
  describe(what, () => {
    test('of random routes', () => {
      fc.assert(
        fc.property(randomRoute, (route) => check(costText(textsOf(route)))),
        RUNS,
      )
    })
    test.each(ROUTES)('of %s', (route) => check(costedRoute(route)))
  })
}

function expectBalanced(balances: readonly Balance[]): void {
  for (const balance of balances) {
    if (Math.abs(balance.in - balance.out) > 1e-12 * balance.greatest)
      expect.fail(`${balance.what}: ${balance.in} in, ${balance.out} out`)
  }
  expect(balances.some(({ greatest }) => greatest > 0)).toBe(true)
}

holds('every component balances round each step, at each junction and over the flow', ({ evaluation, model }) => {
  for (const flow of [model.route, ...model.supply.values()]) expectBalanced(materialBalances(evaluation, flow))
})

test('every element balances over a reaction', () => {
  fc.assert(
    fc.property(randomRoute, (route) => {
      const { evaluation, model } = costText(textsOf({ ...route, makesElectrolyte: true }))
      expect(model.supply.size).toBe(route.makesSulfide ? 2 : 1)
      for (const flow of model.supply.values()) {
        for (const step of flow.steps.values()) expectBalanced(elementBalances(evaluation, step, ATOMS, WEIGHTS))
      }
    }),
    RUNS,
  )
})

holds('the total is the sum of any grouping of the lines, exactly', ({ ledger }) => {
  const total = ledger.total
  const sum = (amounts: Iterable<Decimal>): Decimal =>
    [...amounts].reduce((all, amount) => all.plus(amount), new Decimal(0))
  for (const key of ['step', 'category', 'item'] as const) expect(sum(ledger.by(key).values()).equals(total)).toBe(true)
  const groups = fc.array(fc.nat(4), { minLength: ledger.lines.length, maxLength: ledger.lines.length })
  const order = fc.shuffledSubarray(
    ledger.lines.map((_, i) => i),
    { minLength: ledger.lines.length },
  )
  fc.assert(
    fc.property(groups, order, (group, lines) => {
      const sums = [0, 1, 2, 3, 4].map((wanted) =>
        sum(lines.filter((i) => group[i] === wanted).map((i) => ledger.lines[i]?.amount as Decimal)),
      )
      expect(sum(sums).equals(total)).toBe(true)
    }),
    { numRuns: 4 },
  )
})

describe('with machines unrounded and exponents of 1, the cost per unit does not depend on the annual output', () => {
  const exponents = (costed: Costed): string[] =>
    costed.model.compiled.system.variables
      .filter(({ kind, name }) => kind === 'input' && /exponent$/.test(name))
      .map(({ name }) => `${name}=1`)
  const check = (costs: readonly Costed[]): void => {
    const [first, ...others] = costs as [Costed, ...Costed[]]
    expect(first.total).not.toBe(0)
    for (const other of others) expectClose(other.total, first.total, 1e-12, 'cost')
  }

  test('of random routes', () => {
    fc.assert(
      fc.property(randomRoute, fc.integer({ min: 1, max: 1_000_000_000 }), (route, output) => {
        const set = ['equipment.press.exponent=1']
        const cost = (kilograms: number): Costed =>
          costText(textsOf(route), { fractional: true, set: [...set, `plant.annual_output=${kilograms} kg/yr`] })
        check([cost(500_000), cost(output)])
      }),
      RUNS,
    )
  })

  test.each(ROUTES)('of %s', (route) => {
    const set = exponents(costedRoute(route))
    check(
      ['*1', '*0.001', '*30'].map((by) =>
        costRoute(route, { fractional: true, set: [...set, `plant.annual_output=${by}`] }),
      ),
    )
  })

  test('which is no matter of course', () => {
    const one = costRoute('wet-slurry', { fractional: true })
    const other = costRoute('wet-slurry', { fractional: true, set: ['plant.annual_output=*3'] })
    expect(Math.abs(one.total - other.total)).toBeGreaterThan(1e-3)
  })
})

holds('float64 agrees with decimals to 1e-9 in every variable', ({ evaluation, model }) => {
  const { program } = evaluation
  const values = run(
    program,
    float64,
    program.constants.map((constant) => constant.toNumber()),
    program.inputs.map((input) => (input.value as Decimal).toNumber()),
    [],
  )
  for (const { variable } of model.ledger) {
    const exact = evaluation.value(variable).toNumber()
    expectClose(values[program.slotOfVariable[variable.id] as number] as number, exact, 1e-9, variable.name)
  }
  // elsewhere a difference of like figures may lose digits, so that amounts are held against the largest of their component
  const largest = new Map<string, number>()
  const amounts = model.compiled.system.variables.filter(({ kind }) => kind === 'amount')
  const component = (name: string): string => name.split('.').at(-1) as string
  for (const { name, id } of amounts) {
    const value = values[program.slotOfVariable[id] as number] as number
    largest.set(component(name), Math.max(largest.get(component(name)) ?? 0, Math.abs(value)))
  }
  for (const variable of amounts) {
    const value = values[program.slotOfVariable[variable.id] as number] as number
    const off = Math.abs(value - evaluation.value(variable).toNumber())
    if (!(off <= 1e-9 * (largest.get(component(variable.name)) as number))) expect.fail(`${variable.name} is ${value}`)
  }
})

holds('the cost is linear in each price', ({ evaluation, model }) => {
  const { program } = evaluation
  const slot = program.slotOfVariable[model.cost.id] as number
  const cost = (index: number, factor: number): Decimal => {
    const inputs = program.inputs.map((input, i) =>
      i === index ? (input.value as Decimal).times(factor) : (input.value as Decimal),
    )
    return run(program, decimals, program.constants, inputs, [])[slot] as Decimal
  }
  const prices = program.inputs.flatMap(({ name }, i) => (/^prices\.|^equipment\.\w+\.price$/.test(name) ? [i] : []))
  expect(prices.length).toBeGreaterThan(3)
  let effects = 0
  // a third of them, another in each route: every price stands in many
  const some = prices.filter((_, k) => (k + model.route.name.length) % 3 === 0)
  for (const i of some) {
    const [none, one, three] = [cost(i, 0), cost(i, 1), cost(i, 3)]
    const slope = one.minus(none)
    if (!slope.isZero()) effects++
    // off by rounding in the last of 40 digits at most
    const off = three.minus(one).minus(slope.times(2)).abs()
    if (off.gt(one.abs().plus(three.abs()).times('1e-30'))) expect.fail(`${program.inputs[i]?.name}: off by ${off}`)
  }
  expect(effects).toBeGreaterThan(0)
})

type Tree = string | Tree[] | { [key: string]: Tree }

/** The same document with keys, streams and relations in another order. */
function reordered(text: string, shuffle: <T>(list: T[]) => T[]): string {
  const turn = (tree: Tree, path: readonly string[]): Tree => {
    if (typeof tree !== 'object' || tree === null) return tree
    if (Array.isArray(tree)) {
      const list = tree.map((each) => turn(each, [...path, '#']))
      return path.length === 1 && ['streams', 'through', 'costs'].includes(path[0] as string) ? shuffle(list) : list
    }
    const pairs = Object.entries(tree).map(([key, value]) => [key, turn(value, [...path, key])] as const)
    return Object.fromEntries(shuffle([...pairs]))
  }
  return stringify(turn(parse(text, { schema: 'failsafe' }) as Tree, []), { schema: 'failsafe', lineWidth: 0 })
}

/** Orders a list by draws from a seed (the minimal standard generator of Park and Miller). */
function shuffler(seed: number): <T>(list: T[]) => T[] {
  let state = (seed % 2147483646) + 1
  const draw = (): number => {
    state = (state * 48271) % 2147483647
    return state
  }
  return (list) =>
    list
      .map((item) => ({ item, by: draw() }))
      .sort((a, b) => a.by - b.by)
      .map(({ item }) => item)
}

/** Every variable and every line alike, but for the last digits. */
function expectSame(found: Costed, wanted: Costed, renamed: (name: string) => string = (name) => name): void {
  const same = (a: Decimal, b: Decimal): boolean => a.minus(b).abs().lte(b.abs().times('1e-30').plus('1e-36'))
  expect(found.names.toSorted()).toEqual(wanted.names.map(renamed).toSorted())
  for (const name of wanted.names) {
    const [a, b] = [found.evaluation.find(renamed(name)) as Decimal, wanted.evaluation.find(name) as Decimal]
    if (!same(a, b) && !(a.isNaN() && b.isNaN())) expect.fail(`${renamed(name)} is ${a}, was ${b}`)
  }
  expect(found.ledger.total.minus(wanted.ledger.total).abs().lte('1e-15')).toBe(true)
  expect(found.ledger.lines).toHaveLength(wanted.ledger.lines.length)
}

describe('the order of keys, streams and relations means nothing', () => {
  test('in random routes', () => {
    fc.assert(
      fc.property(randomRoute, fc.nat(), (route, seed) => {
        const texts = textsOf(route)
        const shuffle = shuffler(seed)
        expectSame(costText(texts.map((text) => reordered(text, shuffle))), costText(texts))
      }),
      RUNS,
    )
  })

  test.each(ROUTES)('in %s', (route) => {
    const shuffle = shuffler(7)
    class Shuffled extends Shelf {
      override read(path: string) {
        const found = super.read(path)
        return found === undefined ? undefined : { file: found.file, text: reordered(found.text, shuffle) }
      }
    }
    const shelf = new Shuffled()
    const given = shelf.route(route)
    if (given === undefined) throw new Error(`there is no route ${route}`)
    expectSame(new Costed(attempt(given, shelf)), costedRoute(route))
  })
})

describe('renaming steps changes nothing but names', () => {
  test('in random routes', () => {
    fc.assert(
      fc.property(randomRoute, (route) => {
        // turned round, so that ties broken by name fall the other way
        const called = (step: string): string => `x${[...step].reverse().join('')}x`
        const wanted = costText(textsOf(route))
        const steps = new Set(wanted.model.route.steps.keys())
        const renamed = (name: string): string =>
          name.startsWith('supply.') || name.startsWith('ledger.supply.')
            ? name
            : name
                .split('.')
                .map((word) => (steps.has(word) ? called(word) : renamedShare(word, steps, called)))
                .join('.')
        const found = costText(textsOf(route, called))
        expectSame(found, wanted, renamed)
        expect([...found.ledger.by('step')].map(([, amount]) => amount.toFixed(15))).toEqual(
          [...wanted.ledger.by('step')].map(([, amount]) => amount.toFixed(15)),
        )
      }),
      RUNS,
    )
  })

  // a route that is based on another names its steps as that one does
  const whole = ROUTES.filter((route) => !/^based_on:/m.test(new Shelf().route(route)?.text ?? ''))
  test.each(whole)('in %s', (route) => {
    const shelf = new Shelf()
    const given = shelf.route(route)
    if (given === undefined) throw new Error(`there is no route ${route}`)
    const wanted = costedRoute(route)
    let text = given.text
    const steps = stationsOf(wanted.model.route).flatMap(({ name }) => (name === 'product' ? [] : [name]))
    for (const step of steps)
      text = text.replace(new RegExp(`(^ {2}|- |-> |"|from: |steps\\.)${step}(?=[.:])`, 'gm'), `$1${step}_again`)
    const found = new Costed(attempt({ file: given.file, text }, shelf))
    expect([...found.model.route.steps.keys()]).toEqual(steps.map((step) => `${step}_again`))
    const lines = (costed: Costed): string[] =>
      costed.ledger.lines.map(({ step, category, item, amount }) =>
        [step.replace('_again', ''), category, item, amount.toFixed(15)].join(' '),
      )
    expect(lines(found)).toEqual(lines(wanted))
  })
})

/** `streams.a_out__b_in_` holds step names inside its last word. */
function renamedShare(word: string, steps: ReadonlySet<string>, called: (step: string) => string): string {
  const ends = /^(\w+?)_(out)__(\w+?)_(in_)$/.exec(word)
  const [, from = '', out, to = '', into] = ends ?? []
  return steps.has(from) && steps.has(to) ? `${called(from)}_${out}__${called(to)}_${into}` : word
}
