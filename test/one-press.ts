/** A flow of one step that presses one component into a thing of 1 kg, at a plant of its own and by the method `simple`. */
export const onePress = (plant: string, component: string): string => `flow: thing
assumption: test
method: simple
plant: ${plant}
product: { operation: goods, from: pressing.out, composition: { ${component}: 100 % } }
steps: { pressing: { operation: press } }`

/** Its product operation. */
export const GOODS = `operation: goods
materials: { composition: {} }
ports: { goods: { in: bulk, carries: [solids] } }
parameters: { basis: { value: 1 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`

/** A press that buys what it presses and loses nothing. */
export const PRESS = `operation: press
ports: { in_: { in: bulk, carries: [solids], market: true }, out: { out: bulk, carries: [solids] } }
through: [ out.each = in_.each ]`
