import * as z from 'zod/mini'
import { called, format, maybe, note, text } from './describe.ts'
import { documentName, named } from './names.ts'
import { headed, type Provenance, type Words } from './number.ts'
import { type Role, roleSchema } from './operation.ts'

/** What a rule says of a component, a step or the product that it is about; all of it must hold. */
export interface RuleMatch {
  role?: Role | Role[]
  traits?: string[]
  lacks?: string[]
  is?: string[]
  operation?: string[]
  facing?: string[]
  form?: string[]
}

/** One piece of process knowledge: what meets, when that is a problem, why, and who says so. */
export interface RuleEntry extends Words, Provenance {
  with: Record<string, RuleMatch>
  without?: Record<string, RuleMatch>
  when?: string
  because: string
  fix?: string
}

export interface RulesDocument extends Words, Provenance {
  format: string
  rules: string
  refuse?: Record<string, RuleEntry>
  warn?: Record<string, RuleEntry>
}

const words = (description: string) => maybe(z.array(text('A word')), description)

const match = called(
  z.strictObject({
    role: maybe(
      called(z.union([roleSchema, z.array(roleSchema)]), 'a role or a list of roles'),
      'Role that the component has',
    ),
    traits: words('Traits that the component or the operation has, all of them'),
    lacks: words('Traits that it has none of'),
    is: words('Names of components, one of which it is'),
    operation: words('Operations, one of which the step uses'),
    facing: words('What the product faces, one of them'),
    form: words('Forms of the product, one of them'),
  }),
  'what a rule is about',
  'A component by role, traits or name; under `step`, a step by its operation; under `product`, the product',
)

const rule = called(
  z.strictObject({
    ...headed,
    with: called(named(match), 'a mapping from names to what they stand for', 'What the rule is about'),
    without: maybe(named(match), 'Components that are not in the flow'),
    when: note('Condition; names are those of `with`, of the product and of the route'),
    because: text('Why it is a problem'),
    fix: note('How to mend it'),
  }),
  'a rule',
  'What must not meet, when, why, and who says so',
)

export const rulesSchema: z.ZodMiniType<RulesDocument> = called(
  z.strictObject({
    format,
    rules: documentName('Name of the rules, the same as that of their file'),
    ...headed,
    refuse: maybe(named(rule), 'Rules whose breach is an error'),
    warn: maybe(named(rule), 'Rules whose breach is a warning'),
  }),
  'a document of rules',
  'Process knowledge: what must not meet, and why',
) as unknown as z.ZodMiniType<RulesDocument>
