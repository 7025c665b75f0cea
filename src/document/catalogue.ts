import { commandSayings } from './catalogue/command.ts'
import { diffSayings } from './catalogue/diff.ts'
import { equationSayings } from './catalogue/equation.ts'
import { evaluationSayings } from './catalogue/evaluation.ts'
import { flowSayings } from './catalogue/flow.ts'
import { moneySayings } from './catalogue/money.ts'
import { optimizeSayings } from './catalogue/optimize.ts'
import { quantitySayings } from './catalogue/quantity.ts'
import { reportSayings } from './catalogue/report.ts'
import { ruleSayings } from './catalogue/rules.ts'
import { sensitivitySayings } from './catalogue/sensitivity.ts'
import { settingSayings } from './catalogue/settings.ts'
import { studySayings } from './catalogue/study.ts'
import { yamlSayings } from './catalogue/yaml.ts'

export type { Facts, Saying } from './catalogue/saying.ts'

type Catalogue = typeof yamlSayings &
  typeof quantitySayings &
  typeof equationSayings &
  typeof flowSayings &
  typeof settingSayings &
  typeof evaluationSayings &
  typeof moneySayings &
  typeof ruleSayings &
  typeof commandSayings &
  typeof diffSayings &
  typeof reportSayings &
  typeof studySayings &
  typeof optimizeSayings &
  typeof sensitivitySayings

/** Every sentence a user can meet, by the stable code of its diagnostic. */
export const catalogue: Catalogue = {
  ...yamlSayings,
  ...quantitySayings,
  ...equationSayings,
  ...flowSayings,
  ...settingSayings,
  ...evaluationSayings,
  ...moneySayings,
  ...ruleSayings,
  ...commandSayings,
  ...diffSayings,
  ...reportSayings,
  ...studySayings,
  ...optimizeSayings,
  ...sensitivitySayings,
}

/** The name of one kind of problem. It stays the same from release to release. */
export type Code = keyof Catalogue

/** The facts that the saying of a code puts into words. */
export type FactsOf<C extends Code> = Parameters<Catalogue[C]>[0]
