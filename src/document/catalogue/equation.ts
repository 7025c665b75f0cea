import { didYouMean, quotedList, type Saying, shortList } from './saying.ts'

/** Expressions, relations, dimensions, loops. */
export const equationSayings = {
  NAME_IS_UNIT: (f: { name: string }): Saying => ({
    what: `"${f.name}" is a unit and cannot be a name`,
    why: `after a number it would be read as the unit: 3 ${f.name}`,
    fix: 'choose a longer name',
  }),
  EXPRESSION_SYNTAX: (f: { text: string; detail: string }): Saying => ({
    what: `this is not an expression: ${f.detail}`,
  }),
  EXPRESSION_TOO_LONG: (f: { length: string; most: string }): Saying => ({
    what: `the expression is ${f.length} characters long; at most ${f.most} are read`,
    fix: 'divide it into named equations',
  }),
  FUNCTION_UNKNOWN: (f: { name: string; known: readonly string[]; near: readonly string[] }): Saying => ({
    what: `"${f.name}" is not a function`,
    why: `functions: ${shortList(f.known)}`,
    fix: didYouMean(f.near),
  }),
  FUNCTION_ARGUMENTS: (f: { name: string; wanted: string; given: string }): Saying => ({
    what: `${f.name} takes ${f.wanted} ${f.wanted === '1' ? 'argument' : 'arguments'}, and ${f.given} ${f.given === '1' ? 'is' : 'are'} given`,
  }),
  CHOICE_UNKNOWN: (f: { name: string; word: string; known: readonly string[]; near: readonly string[] }): Saying => ({
    what: `"${f.word}" is not among the choices of ${f.name}`,
    why: `choices: ${shortList(f.known)}`,
    fix: didYouMean(f.near),
  }),
  CHOICE_NOT_ONE: (f: { name: string }): Saying => ({
    what: `${f.name === '' ? 'this' : `"${f.name}"`} is no choice among words`,
    why: 'is(name, word) asks for the word of a parameter that states "choices:"',
  }),
  GIVEN_NOT_A_PROPERTY: (f: { text: string }): Saying => ({
    what: `"${f.text}" is no property of a component`,
    why: 'given(property, otherwise) takes a property where the component states it, else what follows',
    fix: 'write it like "given(solids.each.heat_capacity, 0)"',
  }),
  CHOICE_AS_NUMBER: (f: { name: string }): Saying => ({
    what: `"${f.name}" is a choice among words, and no number`,
    fix: `ask for one of them, like "if(is(${f.name}, word), 2, 1)"`,
  }),
  CHOICE_CHANGED: (f: { name: string; text: string }): Saying => ({
    what: `${f.name} is a choice among words, and "${f.text}" is arithmetic`,
    fix: `write it like "${f.name}=WORD"`,
  }),
  RELATION_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" is not a relation`,
    fix: 'write two sides with one "=", like "pressed.each = film.each * yield"',
  }),
  BALANCE_TARGET: (f: { text: string }): Saying => ({
    what: `"${f.text}" is not an amount of a port`,
    why: 'a balance line defines what a port carries',
    fix: 'write it like "vapour.solvent.each" or "film.area"',
  }),
  BALANCE_NOT_DIVIDED: (f: { text: string; components: readonly string[] }): Saying => ({
    what: `"${f.text}" says how much, not how it divides among ${quotedList(f.components, 'and')}`,
    fix: `write "${f.text}.each" and an expression for each component`,
  }),
  NAME_UNKNOWN: (f: { name: string; near: readonly string[]; unit?: boolean; apart?: boolean }): Saying => ({
    what: f.unit ? `"${f.name}" is neither a unit nor a name here` : `nothing here is called "${f.name}"`,
    fix: f.apart ? 'a unit holds no spaces: "m^2/yr", "kJ/(kg*K)"' : didYouMean(f.near),
  }),
  PORT_AMOUNT_UNKNOWN: (f: { step: string; port: string; name: string; near: readonly string[] }): Saying => ({
    what:
      f.name === ''
        ? `"${f.port}" is a port; say which of its amounts is meant`
        : `the port "${f.port}" of ${f.step} has no "${f.name}"`,
    why: 'a port has components, roles, "solids", "mass", "each", and "area" (web) or "count" (pieces)',
    fix: didYouMean(f.near) ?? `write it like "${f.port}.solids"`,
  }),
  EACH_UNBOUND: (f: { name: string }): Saying => ({
    what: `"${f.name}" does not say which: "each" stands for one member of a collection`,
    fix: 'use it inside sum(…), min(…) or max(…), or on the left side of the line as well',
  }),
  AGGREGATE_WITHOUT_EACH: (f: { function: string }): Saying => ({
    what: `${f.function}(…) of one argument runs over a collection, and none is named in it`,
    fix: `name one with "each", like ${f.function}(film.solids.each)`,
  }),
  NOTHING_HAS: (f: { names: readonly string[]; kind: string; near: readonly string[] }): Saying => ({
    what: `no ${f.kind} has ${quotedList(f.names, 'or')}`,
    why: 'a sum over nothing is most likely a misspelt name',
    fix: didYouMean(f.near),
  }),
  FIGURE_ABSENT: (f: { text: string }): Saying => ({
    what: `a step here has no such figure: ${f.text}`,
  }),
  MACHINE_FIGURE: (f: { step: string; machine: string; name: string; near: readonly string[] }): Saying => ({
    what:
      f.machine === ''
        ? `${f.step} has no machine, so "machine.${f.name}" means nothing`
        : `the machine "${f.machine}" has no "${f.name}"`,
    fix:
      didYouMean(f.near) ??
      (f.machine === '' ? 'add "equipment:" to the operation' : `add "${f.name}:" to ${f.machine} among the equipment`),
  }),
  DIMENSION_MISMATCH: (f: {
    text: string
    left: string
    leftDimension: string
    right: string
    rightDimension: string
  }): Saying => ({
    what: `${f.left} is ${f.leftDimension}, but ${f.right} is ${f.rightDimension}`,
    why: `they cannot be added, compared or chosen between in "${f.text}"`,
  }),
  TEMPERATURE_POINT: (f: { text: string }): Saying => ({
    what: `"${f.text}" calculates with a temperature in degC`,
    why: 'degC is a point on a scale: two points may be subtracted, or a difference in K added to one',
    fix: 'write differences in K',
  }),
  EXPONENT_NOT_FIXED: (f: { text: string; base: string; dimension: string }): Saying => ({
    what: `${f.base} is ${f.dimension}, so its exponent must be a number written out`,
    why: 'the dimension of the result would depend on a value',
    fix: 'divide by a reference quantity first, so that the base is a plain number',
  }),
  NOT_PLAIN: (f: { text: string; dimension: string }): Saying => ({
    what: `${f.text} is ${f.dimension}, and a plain number is wanted here`,
    fix: 'divide it by a quantity of the same dimension',
  }),
  DIMENSION_DECLARED: (f: { name: string; declared: string; found: string; text: string }): Saying => ({
    what: `${f.name} is ${f.declared}, but what defines it is ${f.found}`,
    why: f.text === '' ? undefined : `it is defined as: ${f.text}`,
  }),
  DIMENSION_UNKNOWN: (f: { name: string; loop: readonly string[] }): Saying => ({
    what: `${f.name} is defined by itself: ${f.loop.join(' ← ')}`,
    why: 'neither its value nor its dimension is known',
    fix: 'give one of them as a quantity; where a loop is meant, give it a "unit:"',
  }),
  USE_DIMENSION: (f: { text: string; found: string; wanted: string; rate: string }): Saying => ({
    what: `"${f.text}" is ${f.found}, but its price is for ${f.wanted}`,
    why: `a use is ${f.wanted} per functional unit, or ${f.rate} per running machine`,
  }),
  USE_WITHOUT_RATE: (f: { text: string }): Saying => ({
    what: `"${f.text}" is a use per running machine, but nothing on this line has a rate`,
    why: 'without a rate nothing says how long a machine runs',
    fix: 'add "rate:" to the operation, or give the use per functional unit',
  }),
  NOTHING_DETERMINES: (f: { name: string; others: readonly string[]; more: number }): Saying => ({
    what: `nothing determines ${f.name}`,
    why:
      f.others.length === 0
        ? 'one degree of freedom is left'
        : `one degree of freedom is left among it and ${f.others.join(', ')}${f.more > 0 ? ` and ${f.more} more` : ''}`,
    fix: `add a relation, a balance line, a feed or a share that fixes one of them${entersLater(f.name)}`,
  }),
  DETERMINED_TWICE: (f: { name: string; relation: string }): Saying => ({
    what: `${f.name} is determined twice`,
    why: 'two statements fix it, and they need not agree',
    fix: 'take one of them out, or make one follow from the other',
  }),
  RELATION_NOT_LINEAR: (f: { name: string; relation: string }): Saying => ({
    what: `"${f.relation}" would have to be solved for ${f.name}, in which it is not linear`,
    why: 'only linear relations are turned round',
    fix: 'write a balance line that gives the amount directly',
  }),
  LOOP_NOT_LINEAR: (f: { name: string; loop: readonly string[]; text: string }): Saying => ({
    what: `${f.name} depends on itself, and not linearly: ${f.loop.join(' ← ')}`,
    why: 'loops are solved exactly when compiled, which only linear ones allow',
    fix: 'base one of these on something outside the loop, such as the good output',
  }),
  LOOP_EMPTY: (f: { name: string; loop: readonly string[]; text: string }): Saying => ({
    what: `${f.name} rests on itself alone: ${f.loop.join(' ← ')}`,
    why: 'any multiple of its value would do as well',
    fix: 'base one of these on something outside the loop; --set "PATH*1.2" changes an input by a part of its own value',
  }),
  LOOP_CLOSED: (f: { name: string; loop: readonly string[]; text: string }): Saying => ({
    what: `nothing leaves the loop ${f.loop.join(' ← ')}`,
    why: 'whatever enters it would go round for ever',
    fix: 'let a part of the stream out, or rework less than everything',
  }),
}

/** Of a component at a port: a new one of a later step is carried by every port that carries its role. */
function entersLater(name: string): string {
  const [, component] = /(?:^|\.)steps\.\w+\.\w+\.(\w+)$/.exec(name) ?? []
  if (component === undefined || component === 'area' || component === 'count') return ''
  return `; where ${component} enters only later on, feed none before: "feeds: { STEP.PORT: { ${component}: 0 kg } }"`
}
