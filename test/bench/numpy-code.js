// The study as a NumPy program: one call of a ufunc a line, over buffers that a block of scenarios fits in the cache with.
import { constantOf } from './study.js'

const UFUNC = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  min: 'minimum',
  max: 'maximum',
  negate: 'negative',
  sqrt: 'sqrt',
  exp: 'exp',
  log10: 'log10',
  less: 'less',
  lessOrEqual: 'less_equal',
  equal: 'equal',
  notEqual: 'not_equal',
}
const ONE_ARGUMENT = new Set(['negate', 'sqrt', 'exp', 'log10'])
const MASKS = new Set(['less', 'less_equal', 'equal', 'not_equal'])

/** Calls in their order; equal calls are made once. An argument is `{ value }` or the place of a call. */
class Calls {
  list = []
  #known = new Map()

  call(name, ...args) {
    const key = `${name} ${args.map((arg) => (typeof arg === 'number' ? arg : `=${arg.value}`)).join(' ')}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const place = this.list.push({ name, args }) - 1
    this.#known.set(key, place)
    return place
  }

  effect(name, args, facts) {
    this.list.push({ name, args, facts })
  }
}

const number = (value) => ({ value })

/** The rows of the remainder as calls; `isPower` leaves powers to np.power, or else makes them of exp and log. */
export function callsOf({ rest, operations, plan, conditions, job }, isPower) {
  const calls = new Calls()
  const place = []
  const inputOf = new Map(rest.inputs.map((row, input) => [row, input]))
  const argument = (reference) => {
    const value = constantOf(rest, reference)
    if (value !== undefined) return number(value)
    // an input is drawn where it is first read, while the cache has it
    if (place[reference] === undefined) drawn(reference)
    return place[reference]
  }
  const drawn = (row) => {
    place[row] = calls.call('draw', number(job.routes[0].inputs[inputOf.get(row)].dimension))
    checked(row)
  }
  const checked = (row) => {
    for (const condition of conditions) if (condition.row === row) calls.effect('check', [place[row]], condition)
  }
  for (const [row, operation] of rest.operations.entries()) {
    const name = operations.get(operation)
    if (name === 'variable') continue
    const [a, b, c] = [rest.first, rest.second, rest.third].map((of) => of[row])
    if (ONE_ARGUMENT.has(name)) place[row] = calls.call(UFUNC[name], argument(a))
    else if (UFUNC[name] !== undefined) place[row] = calls.call(UFUNC[name], argument(a), argument(b))
    else place[row] = other(calls, name, isPower, argument, a, b, c)
    checked(row)
  }
  for (const [output, reference] of rest.wanted.slice(0, plan.outputs.length).entries())
    calls.effect('store', [argument(reference)], { output })
  return calls.list
}

function other(calls, name, isPower, argument, a, b, c) {
  const call = (...args) => calls.call(...args)
  switch (name) {
    case 'ln':
      return call('log', argument(a))
    case 'power':
      if (isPower) return call('power', argument(a), argument(b))
      return call('exp', call('multiply', call('log', argument(a)), argument(b)))
    case 'annuity': {
      const grown = call('multiply', call('log', call('add', argument(a), number(1))), argument(b))
      return call('divide', argument(a), call('subtract', number(1), call('exp', call('negative', grown))))
    }
    case 'share': {
      const isNone = call('equal', argument(b), number(0))
      return call('select', isNone, number(0), call('divide', argument(a), argument(b)))
    }
    case 'ceil':
    case 'floor': {
      const near = call('floor', call('add', argument(a), number(0.5)))
      const away = call('absolute', call('subtract', argument(a), near))
      const isNear = call('less_equal', away, call('multiply', call('absolute', near), number(1e-9)))
      return call('select', isNear, near, call(name, argument(a)))
    }
    case 'choose': {
      const condition = argument(a)
      const isMask = MASKS.has(calls.list[condition].name)
      const mask = isMask ? condition : call('not_equal', condition, number(0))
      return call('select', mask, argument(b), argument(c))
    }
    default:
      throw new Error(`the benchmark does not write ${name} in NumPy`)
  }
}

/** The calls as lines of Python; `isReused` gives the buffer of what is read no more to what comes next. */
export function linesOf(calls, isReused) {
  const last = new Map()
  for (const [at, { args }] of calls.entries()) for (const arg of args) if (typeof arg === 'number') last.set(arg, at)
  const buffers = { b: [], m: [] }
  const counts = { b: 0, m: 0 }
  const held = []
  const constants = new Map()
  const lines = []
  const kindOf = ({ name }) => (MASKS.has(name) ? 'm' : 'b')
  const take = (kind) => buffers[kind].pop() ?? `${kind}${counts[kind]++}`
  const text = (arg) => {
    if (typeof arg === 'number') return held[arg]
    if (!constants.has(arg.value)) constants.set(arg.value, `k${constants.size}`)
    return constants.get(arg.value)
  }
  const free = (at, kept) => {
    if (!isReused) return
    for (const arg of new Set(calls[at].args))
      if (typeof arg === 'number' && last.get(arg) === at && held[arg] !== kept)
        buffers[kindOf(calls[arg])].push(held[arg])
  }
  for (const [at, call] of calls.entries()) {
    const { name, args, facts } = call
    const given = args.map((arg) => (name === 'draw' ? arg.value : text(arg)))
    if (name === 'check') {
      const { least, most, code } = facts
      const parts = [
        ...(least > Number.NEGATIVE_INFINITY ? [`least(${given[0]}) >= ${least}`] : []),
        ...(most < Number.POSITIVE_INFINITY ? [`most(${given[0]}) <= ${most}`] : []),
      ]
      lines.push(`if not (${parts.join(' and ')}): refuse(${given[0]}, ${bound(least)}, ${bound(most)}, ${code})`)
      free(at)
    } else if (name === 'store') {
      lines.push(`store(${given[0]}, ${facts.output}, start, count)`)
      free(at)
    } else if (name === 'select') {
      const [mask, yes, no] = given
      // over what is taken where the mask does not hold, if that is read no more
      const isOver = isReused && typeof args[2] === 'number' && last.get(args[2]) === at && yes !== no
      held[at] = isOver ? no : take('b')
      if (!isOver) lines.push(`copyto(${held[at]}, ${no})`)
      lines.push(`copyto(${held[at]}, ${yes}, where=${mask})`)
      free(at, held[at])
    } else {
      free(at)
      held[at] = take(kindOf(call))
      // NumPy 2 wants the output of these two by its name
      const into = name === 'minimum' || name === 'maximum' ? `out=${held[at]}` : held[at]
      lines.push(`${name}(${[...given, into].join(', ')})`)
    }
  }
  return { lines, constants, counts }
}

const bound = (value) => (Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf')
