import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/document/diagnostic.ts'
import { ALIAS_LIMIT } from '../../src/document/plain-values.ts'
import { readYaml, SIZE_LIMIT } from '../../src/document/read-yaml.ts'
import { placeAt } from '../../src/document/span.ts'
import { read, sound, under } from './support.ts'

describe('values', () => {
  it('keeps the digits of a numeral as they are written', () => {
    const text = 'a: 0.1\nb: 1e-5\nc: 12345678901234567890.10\nd: [1, -2.50]\n'
    expect(sound(text).data).toEqual({ a: '0.1', b: '1e-5', c: '12345678901234567890.10', d: ['1', '-2.50'] })
  })

  it('reads booleans and empty values as such, and everything else as text', () => {
    expect(sound('a: true\nb: no\nc:\nd: "5"\ne: .nan\nf: 2024-01-02\n').data).toEqual({
      a: true,
      b: 'no',
      c: null,
      d: '5',
      e: '.nan',
      f: '2024-01-02',
    })
  })

  it('takes a numeral as the name of a key', () => {
    expect(sound('2024: 1\n1.50: x\n').data).toEqual({ '2024': '1', '1.50': 'x' })
  })

  it('reads CR LF and a byte order mark as if they were not there', () => {
    const document = sound('\uFEFFa: 1\r\nb:\r\n  c: 2 kg\r\n')
    expect(document.data).toEqual({ a: '1', b: { c: '2 kg' } })
    const span = document.at(['b', 'c'])
    expect(document.text.slice(span.start, span.end)).toBe('2 kg')
    expect(placeAt(document.text, span.start)).toEqual({ line: 3, column: 6 })
  })

  it('repeats an anchored value', () => {
    const document = sound('a: &x { b: 1 }\nc: *x\n')
    expect(document.data).toEqual({ a: { b: '1' }, c: { b: '1' } })
    expect(document.text.slice(document.at(['c'], 'key').start, document.at(['c'], 'key').end)).toBe('c')
  })
})

describe('positions', () => {
  const text = 'a:\n  b: { c: 12 kg, d: [1, 2 h] }\n  e:\n# end\n'
  const at = (path: (string | number)[], part?: 'key' | 'value'): string => {
    const span = sound(text).at(path, part)
    return text.slice(span.start, span.end)
  }

  it('gives the extent of a value and of its key', () => {
    expect(at(['a', 'b', 'c'])).toBe('12 kg')
    expect(at(['a', 'b', 'c'], 'key')).toBe('c')
    expect(at(['a', 'b', 'd', 1])).toBe('2 h')
    expect(at(['a', 'b'])).toBe('{ c: 12 kg, d: [1, 2 h] }')
  })

  it('gives the nearest ancestor of a path that does not exist', () => {
    expect(at(['a', 'b', 'x', 'y'])).toBe('b')
    expect(at(['a', 'b', 'd', 7])).toBe('d')
  })

  it('puts a missing value at its key', () => {
    expect(at(['a', 'e'])).toBe('e')
  })

  it.each([
    ['plain', 'a: oven * speeed\n'],
    ['single quotes', "a: 'oven * speeed'\n"],
    ['double quotes', 'a: "oven * speeed"\n'],
    ['a folded plain text', 'a: oven *\n   speeed\n'],
    ['a block text', 'a: |-\n   oven *\n   speeed\n'],
    ['a folded block text', 'a: >-\n   oven *\n   speeed\n'],
    ['a block text with CR LF', 'a: |\r\n   oven *\r\n   speeed\r\n'],
  ])('finds characters inside %s', (_, text) => {
    const document = sound(text)
    const value = (document.data as { a: string }).a
    const from = value.indexOf('speeed')
    const span = document.within(['a'], from, from + 6)
    expect(text.slice(span.start, span.end)).toBe('speeed')
  })

  it('follows a doubled quote', () => {
    const text = "a: 'it''s speeed'\n"
    const span = sound(text).within(['a'], 5, 11)
    expect(text.slice(span.start, span.end)).toBe('speeed')
  })

  it('gives the whole scalar where escapes hide the characters', () => {
    const text = 'a: "\\u00b5m speeed"\n'
    const span = sound(text).within(['a'], 3, 9)
    expect(text.slice(span.start, span.end)).toBe('"\\u00b5m speeed"')
  })
})

describe('problems', () => {
  it.each([
    ['YAML_SYNTAX', 'a: [1, 2\nb: 3\n'],
    ['YAML_SYNTAX', 'a: "open\n'],
    ['FILE_EMPTY', ''],
    ['FILE_EMPTY', '\uFEFF\n# only a comment\n'],
    ['FILE_EMPTY', '---\n'],
    ['NOT_A_MAPPING', '- a\n- b\n'],
    ['NOT_A_MAPPING', 'only text\n'],
    ['SEVERAL_DOCUMENTS', 'a: 1\n---\nb: 2\n'],
    ['KEY_NOT_TEXT', '? [a, b]\n: 1\n'],
  ])('reports %s and gives no document', (code, text) => {
    const outcome = read(text)
    expect(outcome.codes).toEqual([code])
    expect(outcome.document).toBeUndefined()
  })

  it('reads one document between its markers', () => {
    expect(sound('---\na: 1\n...\n').data).toEqual({ a: '1' })
  })

  it('warns of an unknown tag', () => {
    const outcome = read('a: !price 5\n')
    expect(outcome.codes).toEqual(['YAML_WARNING'])
    expect(outcome.diagnostics.failed).toBe(false)
  })

  it('shows both places of a key given twice and keeps the first', () => {
    const text = 'a: 1\nb: 2\na: 3\n'
    const outcome = read(text)
    expect(outcome.diagnostics.list).toMatchObject([
      { code: 'DUPLICATE_KEY', facts: { key: 'a' }, span: { start: 10 }, related: [{ span: { start: 0 } }] },
    ])
    expect(outcome.document?.data).toEqual({ a: '1', b: '2' })
  })

  it('reports every key given twice', () => {
    expect(read('a: 1\na: 2\nb: { c: 1, c: 2 }\n').codes).toEqual(['DUPLICATE_KEY', 'DUPLICATE_KEY'])
  })

  it('refuses names that a value of the language itself holds', () => {
    expect(read('__proto__: { a: 1 }\n').codes).toEqual(['NAME_RESERVED'])
    expect(Object.hasOwn(sound('constructor: 1\n').data as object, 'constructor')).toBe(true)
  })

  it('refuses a merge key', () => {
    expect(read('a: &x { b: 1 }\nc: { <<: *x }\n').codes).toEqual(['MERGE_KEY'])
  })

  it('refuses an alias without anchor, and one inside its own value', () => {
    expect(read('a: *x\n').codes).toEqual(['ALIAS_UNKNOWN'])
    expect(read('a: &x [*x]\n').codes).toEqual(['ALIAS_IN_ITSELF'])
  })

  it('refuses an alias bomb before it unfolds', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let i = 1; i < 30; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      )
    const outcome = read(lines.join('\n'))
    expect(outcome.codes).toEqual(['ALIAS_BOMB'])
    expect(outcome.document).toBeUndefined()
  })

  it('counts aliases over the whole document', () => {
    const list = (count: number): string => `a: &x 1\nb: [${Array(count).fill('*x').join(', ')}]\n`
    expect(read(list(ALIAS_LIMIT)).codes).toEqual([])
    expect(read(list(ALIAS_LIMIT + 1)).codes).toEqual(['ALIAS_BOMB'])
  })

  it('refuses a text that is too long without reading it', () => {
    const diagnostics = new Diagnostics()
    expect(readYaml('x.yaml', `a: ${'x'.repeat(SIZE_LIMIT)}`, diagnostics)).toBeUndefined()
    expect(diagnostics.list).toMatchObject([{ code: 'FILE_TOO_LARGE' }])
  })

  it.each([500, 20_000])('refuses %i levels of nesting', (depth) => {
    expect(read(`a: ${'['.repeat(depth)}${']'.repeat(depth)}\n`).codes).toEqual(['NESTED_TOO_DEEP'])
  })
})

describe('a comma that split a value', () => {
  it('is named where it was meant as a decimal sign', () => {
    const text = 'a: { value: 1,5 kg, source: x }\n'
    const outcome = read(text)
    expect(outcome.diagnostics.list).toMatchObject([
      { code: 'COMMA_SPLIT', facts: { key: 'value', rest: '5 kg', whole: '1,5 kg', decimal: true } },
    ])
    expect(under(text, outcome)).toBe('1,5 kg')
    expect(outcome.document?.data).toEqual({ a: { value: '1.5 kg', source: 'x' } })
  })

  it('is one problem however often it stands in a value', () => {
    const text = 'a: { is: if(x > 1, y, z), unit: kg }\n'
    const outcome = read(text)
    expect(outcome.codes).toEqual(['COMMA_SPLIT'])
    expect(under(text, outcome)).toBe('if(x > 1, y, z)')
  })

  it('is not seen in a quoted value, nor in an entry that is only a name', () => {
    expect(read('a: { value: "min(1, 2)", b: 1 }\n').codes).toEqual([])
    expect(read('a: { toluene, IBIB }\n').codes).toEqual([])
  })
})

it('reads a document of 10 000 steps in linear time', () => {
  const steps = (count: number): string =>
    `steps:\n${Array.from({ length: count }, (_, i) => `  s${i}: { operation: drying, set: { residence_time: { value: 2 min, assumption: typical of the kind } } }\n`).join('')}`
  const time = (text: string): number => {
    const start = performance.now()
    sound(text)
    return performance.now() - start
  }
  time(steps(500))
  expect(time(steps(10_000)) / Math.max(time(steps(1_000)), 1)).toBeLessThan(40)
})
