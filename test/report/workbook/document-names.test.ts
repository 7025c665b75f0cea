import { expect, it } from 'vitest'
import { documentNames } from '../../../src/report/workbook/document-names.ts'

const BUNDLED = '/opt/fabroute/flows/operations/drying.yaml'
const repeat = {
  fabroute: '0',
  command: '',
  seed: undefined,
  documents: { 'fabroute/flows/operations/drying.yaml': '', '/somewhere/study/route.yaml': '', 'mine/route.yaml': '' },
}

it('names bundled documents from the package, and others without the folders of the machine', () => {
  const nameOf = documentNames([BUNDLED, '/somewhere/study/route.yaml', 'mine/prices.yaml'], repeat)
  expect(nameOf(BUNDLED)).toBe('fabroute/flows/operations/drying.yaml')
  expect(nameOf('/somewhere/study/route.yaml')).toBe('route.yaml')
  expect(nameOf('C:\\study\\route.yaml')).not.toContain('C:')
  expect(nameOf('mine/prices.yaml')).toBe('mine/prices.yaml')
  expect(nameOf('default')).toBe('default')
})

it('tells documents of one name from each other', () => {
  const nameOf = documentNames(['/somewhere/study/route.yaml', '/somewhere/other/route.yaml'], repeat)
  expect(nameOf('/somewhere/study/route.yaml')).toBe('study/route.yaml')
  expect(nameOf('/somewhere/other/route.yaml')).toBe('other/route.yaml')
})
