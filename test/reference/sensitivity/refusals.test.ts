import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runFabroute } from '../../run-fabroute.ts'

/** Samples that an estimator must say nothing of: figures made of them would look as good as any. */
const here = dirname(fileURLToPath(import.meta.url))
const [ISHIGAMI, LEVELS] = ['ishigami.yaml', 'levels.yaml'].map((name) => join(here, name)) as [string, string]
const SALTELLI =
  'Sobol indices take a Saltelli sample: for each base point a row of A, rows of A with one input (or group) of B each, and a row of B'
const TRAJECTORIES =
  'elementary effects take trajectories: one row more than there are inputs, each changing one input, each input once'

const before = process.cwd()
let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-refusals-')))
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

/** Words of a refusal, its place left out. */
function refusal(words: readonly string[], points?: readonly (readonly number[])[]): { exit: number; said: string[] } {
  const heads = ['route.x1', 'route.x2', 'route.x3'].slice(0, points?.[0]?.length)
  if (points !== undefined) writeFileSync('points.csv', [heads, ...points].map((row) => `${row.join()}\n`).join(''))
  const ran = runFabroute(['sensitivity', ...words, ...(points === undefined ? [] : ['--design', 'points.csv'])])
  expect(ran.stdout).toBe('')
  const said = ran.stderr.split('\n').filter((line) => /^error|^ +(why|fix):/.test(line))
  return { exit: ran.exit, said: said.map((line) => line.trim()) }
}

describe('Sobol indices', () => {
  /** One point in each of 10 strata of every input. */
  const hypercube = [3, 0, 7, 9, 1, 5, 8, 2, 6, 4].map((stratum, i) => [i - 4.5, stratum - 4.5, ((3 * i) % 10) - 4.5])

  test('are not made of a Latin hypercube, though its rows could be blocks', () => {
    expect(refusal([ISHIGAMI], hypercube)).toEqual({
      exit: 1,
      said: [
        'error[ESTIMATOR_UNFIT]: the estimator sobol says nothing of cost here: row 2 should be one base point with route.x1 taken from the other: route.x1 does not fit',
        `why: ${SALTELLI}`,
      ],
    })
  })

  test('are not made of rows that are no whole number of blocks', () => {
    expect(refusal([ISHIGAMI], hypercube.slice(0, 9))).toEqual({
      exit: 1,
      said: [
        'error[ESTIMATOR_UNFIT]: the estimator sobol says nothing of cost here: 9 rows are no multiple of 5: for 3 inputs or groups there are 5 rows for each base point, or 8 with second order',
        `why: ${SALTELLI}`,
      ],
    })
  })

  test('are not made of trajectories', () => {
    const trajectory = [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
    ]
    const { exit, said } = refusal([LEVELS], trajectory)
    expect(exit).toBe(1)
    expect(said[0]).toContain('the estimator sobol says nothing of cost here: row 2 should be one base point')
  })

  test('are not drawn by a Latin hypercube', () => {
    expect(refusal([ISHIGAMI, '--sampler', 'latin-hypercube'])).toEqual({
      exit: 2,
      said: [
        'error[SAMPLER_UNFIT]: the estimator sobol does not take a sample by --sampler latin-hypercube',
        `why: ${SALTELLI}`,
        'fix: take --sampler sobol or random',
      ],
    })
  })
})

describe('elementary effects', () => {
  const UNFIT = 'error[ESTIMATOR_UNFIT]: the estimator morris says nothing of cost here'
  test.each<[string, number[][], string]>([
    [
      'a step that changes two inputs',
      [
        [0, 0],
        [0.5, 0.5],
        [1, 0.5],
      ],
      'row 2 changes several inputs at once: route.x1, route.x2',
    ],
    [
      'a step that changes nothing',
      [
        [0, 0],
        [0, 0],
        [1, 0],
      ],
      'row 2 changes nothing; each step of a trajectory changes one input',
    ],
    [
      'an input changed twice',
      [
        [0, 0],
        [0.5, 0],
        [1, 0],
      ],
      'row 3 changes route.x1 a second time in one trajectory, after row 2',
    ],
    [
      'a row too few',
      [
        [0, 0],
        [0.5, 0],
      ],
      '2 rows are no multiple of 3: each trajectory has one row more than there are inputs',
    ],
  ])('are not made of %s', (_, points, reason) => {
    const wanted = { exit: 1, said: [`${UNFIT}: ${reason}`, `why: ${TRAJECTORIES}`] }
    expect(refusal([LEVELS, '--estimator', 'morris'], points)).toEqual(wanted)
  })

  test('are drawn in one way only', () => {
    expect(refusal([LEVELS, '--estimator', 'morris', '--sampler', 'random'])).toEqual({
      exit: 2,
      said: [
        'error[SAMPLER_UNFIT]: the estimator morris does not take a sample by --sampler random',
        `why: ${TRAJECTORIES}`,
        'fix: leave --sampler out',
      ],
    })
  })
})

test('rank regression takes any sample, and of one with too few rows it tells Spearman alone', () => {
  writeFileSync('points.csv', 'route.x1,route.x2\n0,0.1\n1,0.4\n')
  const { exit, stdout } = runFabroute([
    'sensitivity',
    LEVELS,
    '--estimator',
    'rank-regression',
    '--design',
    'points.csv',
  ])
  expect(exit).toBe(0)
  expect(stdout).toContain('no regression: 2 scenarios are too few for 2 inputs, which need 4')
})
