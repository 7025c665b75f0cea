import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import { type FlowDocument, roles as ROLES } from '../document/schema.ts'
import type { Span } from '../document/span.ts'
import type { Checked } from '../document/validate.ts'
import { isRole, type Step } from './model.ts'
import { type PriceBook, textField } from './price-book.ts'
import type { ReactionRead } from './reaction.ts'

/** Every component of the flow with its role: what slots, ports, reactions and feeds name, and what is declared. */
export function rolesOf(
  document: Checked<FlowDocument>,
  stations: readonly Step[],
  book: PriceBook,
  diagnostics: Diagnostics,
): Map<string, string> {
  const roles = new Map<string, string>()
  const unknown = new Set<string>()
  const add = (component: string, span: () => Span, words: readonly string[] = []): void => {
    if (roles.has(component) || unknown.has(component)) return
    const entry = book.materials.get(component)
    if (entry === undefined) {
      unknown.add(component)
      diagnostics.error('COMPONENT_UNKNOWN', span(), {
        name: component,
        near: nearest(component, [...book.materials.keys(), ...words]),
      })
      return
    }
    roles.set(component, textField(entry, 'role') ?? 'additive')
  }
  for (const step of stations) {
    for (const slot of step.slots.values()) {
      const single = [...slot.fractions.values()][0] === 'whole'
      for (const component of slot.fractions.keys())
        add(component, () => (single ? document.at(slot.path) : document.at([...slot.path, component], 'key')))
    }
    const { reaction } = step.template
    for (const { name, start, end } of [...(reaction?.consumed ?? []), ...(reaction?.generated ?? [])])
      add(name, () =>
        (reaction as ReactionRead).origin.document.within((reaction as ReactionRead).origin.path, start, end),
      )
  }
  for (const [i, component] of (document.value.components ?? []).entries())
    add(component, () => document.at(['components', i]))
  for (const [key, amounts] of Object.entries(document.value.feeds ?? {})) {
    for (const component of Object.keys(amounts)) {
      if (component !== 'area' && component !== 'count')
        add(component, () => document.at(['feeds', key, component], 'key'))
    }
  }
  for (const step of stations) {
    // an amount that an operation defines by name is of a component that is there
    for (const { target, path } of step.template.balance) {
      const component = target.path[1] ?? ''
      if (book.materials.has(component) && step.template.ports.has(target.path[0] ?? ''))
        add(component, () => step.template.document.at(path, 'key'))
    }
    for (const port of step.template.ports.values()) {
      const { template } = step
      for (const [i, carried] of (port.carries ?? []).entries()) {
        if (isRole(carried) || template.slots.has(carried) || roles.has(carried)) continue
        const path = [...port.path, 'carries', i]
        add(carried, () => template.document.at(path), [...ROLES, 'solids', ...template.slots.keys()])
      }
    }
  }
  checkSlotRoles(document, stations, roles, diagnostics)
  return roles
}

function checkSlotRoles(
  document: Checked<FlowDocument>,
  stations: readonly Step[],
  roles: ReadonlyMap<string, string>,
  diagnostics: Diagnostics,
): void {
  for (const step of stations) {
    for (const [name, slot] of step.slots) {
      const wanted = step.template.slots.get(name)?.roles
      for (const component of slot.fractions.keys()) {
        const role = roles.get(component)
        if (wanted === undefined || role === undefined || wanted.includes(role)) continue
        const single = slot.fractions.get(component) === 'whole'
        const span = single ? document.at(slot.path) : document.at([...slot.path, component], 'key')
        diagnostics.error('SLOT_ROLE', span, {
          slot: name,
          component,
          role,
          wanted: wanted.join(', '),
        })
      }
    }
  }
}
