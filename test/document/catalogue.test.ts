import { expect, it } from 'vitest'
import { quotedList, shortList } from '../../src/document/catalogue/saying.ts'
import { catalogue } from '../../src/document/catalogue.ts'
import { Diagnostics, sayingOf } from '../../src/document/diagnostic.ts'

it('names each problem in capitals', () => {
  expect(Object.keys(catalogue).filter((code) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code))).toEqual([])
})

it('finds the words of a diagnostic by its code', () => {
  const diagnostics = new Diagnostics()
  diagnostics.warn('FORMAT_UNSUPPORTED', undefined, { found: '2', supported: 1 })
  expect(diagnostics.failed).toBe(false)
  diagnostics.error('FORMAT_UNSUPPORTED', undefined, { found: '2', supported: 1 })
  expect(diagnostics.failed).toBe(true)
  expect(diagnostics.list.map(sayingOf)[0]).toEqual(catalogue.FORMAT_UNSUPPORTED({ found: '2', supported: 1 }))
})

it('joins names as a sentence does', () => {
  expect(quotedList(['a'])).toBe('"a"')
  expect(quotedList(['a', 'b', 'c'])).toBe('"a", "b" or "c"')
  expect(shortList(['a', 'b', 'c'], 2)).toBe('a, b, … (3 in all)')
})
