import type { ExploredInput, ExploredRoute } from './explored-route.ts'
import type { Moved } from './route-model.ts'

/** The text of a YAML scalar that stands for itself whatever is in it. */
const quoted = (text: string): string => JSON.stringify(text)

const NAME = /^[\w][\w.-]*$/
const plain = (text: string): string => (NAME.test(text) ? text : quoted(text))

/** A number with its unit, as a document takes it: the shortest text that stands for the same float64. */
export function quantityText(value: number, { unit }: Pick<ExploredInput, 'unit'>): string {
  return unit.text === '1' ? String(value) : `${value} ${unit.text}`
}

/** The name of the flow that holds a what-if of a route. */
export const overlayName = ({ flow }: Pick<ExploredRoute, 'flow'>): string => `${flow}-what-if`

/** The inputs of a route that are not as its document has them: moved, or set by the command that the page was made by. */
export function settingsOf({ inputs }: Pick<ExploredRoute, 'inputs'>, moved: Moved): (readonly [string, string])[] {
  return inputs.flatMap((input) => {
    const value = moved.get(input.name)
    if (value !== undefined && value !== input.value) return [[input.name, quantityText(value, input)] as const]
    return input.isSet ? [[input.name, input.exact] as const] : []
  })
}

/** The command that comes to what the page shows. */
export function commandOf(route: ExploredRoute, moved: Moved): string {
  const set = settingsOf(route, moved).map(([name, text]) => ` --set ${shellWord(`${name}=${text}`)}`)
  const supply = Object.entries(route.supply).map(([made, by]) => ` --set ${shellWord(`supply.${made}=${by}`)}`)
  const finish = route.finish === undefined ? [] : [` --set ${shellWord(`finish=${route.finish}`)}`]
  return `fabroute run ${shellWord(route.argument)}${[...supply, ...finish, ...set].join('')}${optionsOf(route)}`
}

const optionsOf = ({ options }: ExploredRoute): string => (options === '' ? '' : ` ${options}`)

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** A line of its own, which no text in it ends. */
const comment = (text: string): string => `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`

/** A what-if as a flow of its own, laid over the route: every command takes it in the place of a route. */
export function overlayOf(route: ExploredRoute, moved: Moved): string {
  const name = overlayName(route)
  const set = settingsOf(route, moved)
  const supply = Object.entries(route.supply)
  const lines = [
    ...[
      `A what-if on ${route.flow}, from the explorer's page:`,
      `  fabroute run ${name}.yaml${optionsOf(route)}`,
      `  fabroute compare ${shellWord(route.argument)} ${name}.yaml${optionsOf(route)}`,
    ].map(comment),
    ...(NAME.test(route.argument)
      ? []
      : [comment('It is for the folder in which that page was made: based_on is a path from there.')]),
    'format: 1',
    `flow: ${plain(name)}`,
    `title: ${quoted(`${route.title}, what-if`)}`,
    `based_on: ${plain(route.argument)}`,
    'assumption: a what-if, moved on the explorer page',
    ...(route.finish === undefined ? [] : [`finish: ${plain(route.finish)}`]),
    ...(supply.length === 0 ? [] : ['supply:', ...supply.map(([made, by]) => `  ${plain(made)}: ${plain(by)}`)]),
    ...(set.length === 0 ? [] : ['set:', ...set.map(([input, text]) => `  ${plain(input)}: ${quantityScalar(text)}`)]),
  ]
  return `${lines.join('\n')}\n`
}

/** `12 USD/kg`, `1e-7 m^2/s`: none of them is anything else in YAML. */
const quantityScalar = (text: string): string => (/^[\w][\w .^*/()%µ-]*$/.test(text) ? text : quoted(text))
