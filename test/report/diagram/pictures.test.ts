import { expect, it } from 'vitest'
import { dotText } from '../../../src/report/diagram/dot.ts'
import { flowDiagram } from '../../../src/report/diagram/flow-diagram.ts'
import { layOut } from '../../../src/report/diagram/layout.ts'
import { sankey } from '../../../src/report/diagram/sankey.ts'
import { PAPER } from '../../../src/report/drawing/colours.ts'
import { DRY, FILLED, IN_HOUSE, networkOfText } from './fixture.ts'
import { misplaced } from './text-boxes.ts'

const filled = networkOfText(FILLED)
const inHouse = networkOfText(IN_HOUSE)
const dry = networkOfText(DRY)

/** Pictures of the tests' own documents, line by line, so that a change shows where it is. */
const pictures = {
  'process-flow-with-recycle.svg': flowDiagram(filled, layOut(filled), PAPER),
  'process-flow-with-upstream-flow.svg': flowDiagram(inHouse, layOut(inHouse), PAPER),
  'process-flow-in-two-columns.svg': flowDiagram(filled, layOut(filled, 2), PAPER),
  'sankey-mass.svg': sankey(inHouse, 'mass', PAPER),
  'sankey-cost.svg': sankey(inHouse, 'cost', PAPER),
  'sankey-solvent.svg': sankey(filled, 'solvent', PAPER),
  'sankey-without-solvent.svg': sankey(dry, 'solvent', PAPER),
  'process-flow.dot': dotText(inHouse),
}

it.each(Object.entries(pictures))('draws %s as before', async (name, picture) => {
  await expect(`${picture.replace(/></g, '>\n<')}\n`).toMatchFileSnapshot(`pictures/${name}`)
})

it.each(Object.entries(pictures).filter(([name]) => name.endsWith('.svg')))(
  'writes no text over another in %s',
  (_, picture) => {
    expect(misplaced(picture)).toEqual([])
  },
)

it('says that a route has no solvent', () => {
  expect(sankey(dry, 'solvent', PAPER)).toContain('>This route uses no solvent.</text>')
})
