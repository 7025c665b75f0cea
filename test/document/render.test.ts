import { expect, it } from 'vitest'
import { Diagnostics } from '../../src/document/diagnostic.ts'
import { renderDiagnostic } from '../../src/document/render.ts'
import { flowSchema } from '../../src/document/schema.ts'
import { validate } from '../../src/document/validate.ts'
import { read, rendered } from './support.ts'

it('shows the line, a caret under the key, why and the nearest name', () => {
  const text = 'format: 1\nflow: x\nproduct: { operation: m, fron: a.b }\nsteps: {}\n'
  const { document, diagnostics } = read(text)
  if (document) validate(document, flowSchema, diagnostics)
  expect(rendered(text, diagnostics)).toBe(`error[KEY_UNKNOWN]: "fron" is not a key of the product
  --> x.yaml:3:26
   |
 3 | product: { operation: m, fron: a.b }
   |                          ^^^^
   why: keys here: operation, from, form, facing, set, composition, title, about, source, at, assumption, year, basis, note
   fix: did you mean "from"?`)
})

it('shows a second place with its note, and numbers lines in one column', () => {
  const text = `${'# a line\n'.repeat(8)}a: 1\nb: 2\na: 3\n`
  const { diagnostics } = read(text)
  expect(rendered(text, diagnostics)).toBe(`error[DUPLICATE_KEY]: "a" is given twice
   --> x.yaml:11:1
    |
 11 | a: 3
    | ^
   --> x.yaml:9:1
    |
  9 | a: 1
    | ^ it is given here first
    why: only one of the two could hold, and nothing says which
    fix: take one of them out`)
})

it('shows how to write a value that a comma split', () => {
  const text = 'a: { value: 1,5 kg }\n'
  expect(rendered(text, read(text).diagnostics)).toContain('fix: write the decimal sign as a point: "value: 1.5 kg"')
  const quoted = 'a: { is: min(x, y) }\n'
  expect(rendered(quoted, read(quoted).diagnostics)).toContain('fix: quote the value: is: "min(x, y)"')
  const thousands = 'a: { value: 1,500 USD }\n'
  expect(rendered(thousands, read(thousands).diagnostics)).toContain('where it parts thousands')
})

const at = (text: string, start: number, end: number): string[] => {
  const diagnostics = new Diagnostics()
  diagnostics.error('YAML_WARNING', { file: 'x.yaml', start, end }, { rule: '', message: 'a' })
  return rendered(text, diagnostics).split('\n').slice(3)
}

it('underlines the first line of a span over several lines', () => {
  expect(at('a:\n  b: 1\n', 0, 10)).toEqual([' 1 | a:', '   | ^^'])
})

it('puts a caret where a span is empty, also at the end of the text', () => {
  expect(at('', 0, 0)).toEqual([' 1 |', '   | ^'])
  expect(at('ab', 2, 2)).toEqual([' 1 | ab', '   |   ^'])
})

it('keeps the caret in place after tabs, CR LF and a byte order mark', () => {
  expect(at('a:\tbc\r\n', 3, 5)).toEqual([' 1 | a:  bc', '   |     ^^'])
  expect(at('\uFEFFa: bc', 4, 6)).toEqual([' 1 | a: bc', '   |    ^^'])
  expect(at('🧪: bc', 4, 6)).toEqual([' 1 | 🧪: bc', '   |    ^^'])
})

it('shows a stretch of a long line', () => {
  const text = `${'x'.repeat(300)}bad${'y'.repeat(300)}`
  const [source = '', caret = ''] = at(text, 300, 303)
  expect(source.length).toBeLessThan(120)
  expect(source.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('bad')
})

it('lets no control character through', () => {
  const [source = ''] = at('a: \u001b[31mred', 3, 4)
  expect(source).toBe(' 1 | a: \u{fffd}[31mred')
})

it('names the file where its text is not at hand, and nothing where there is no place', () => {
  const diagnostics = new Diagnostics()
  diagnostics.error(
    'FILE_UNREADABLE',
    { file: 'x.yaml', start: 0, end: 0 },
    { file: 'x.yaml', near: [], reason: 'no such file' },
  )
  diagnostics.warn('YAML_WARNING', undefined, { rule: 'X', message: 'odd' })
  const [first, second] = diagnostics.list.map((d) => renderDiagnostic(d, () => undefined))
  expect(first).toBe('error[FILE_UNREADABLE]: x.yaml cannot be read: no such file\n  --> x.yaml')
  expect(second).toBe('warning[YAML_WARNING]: YAML reads this in an unexpected way: odd')
})

it('hands each part to the style', () => {
  const { diagnostics } = read('a: 1\na: 2\n')
  const parts = new Set<string>()
  for (const d of diagnostics.list) {
    renderDiagnostic(
      d,
      () => 'a: 1\na: 2\n',
      (text, part) => {
        parts.add(part)
        return text
      },
    )
  }
  expect([...parts].sort()).toEqual(['caret', 'error', 'gutter', 'label', 'place'])
})
