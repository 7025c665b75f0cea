import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { program } from '../../src/cli/command-line.ts'
import { placeholderOf } from '../../src/cli/complete.ts'
import { isKnown, OWN_VALUES } from '../../src/cli/complete-values.ts'
import { SHELLS } from '../../src/cli/completion.ts'
import { Shelf } from '../../src/cli/shelf.ts'
import { NOWHERE } from '../../src/flow/library.ts'
import { runFabroute, runFabrouteLater } from '../run-fabroute.ts'

const here = dirname(fileURLToPath(import.meta.url))
const before = process.cwd()
let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-completion-')))
  cpSync(join(here, '..', 'bad-input', 'base'), folder, { recursive: true })
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

/** Lines that `fabroute complete` answers. */
async function answer(...words: string[]): Promise<string[]> {
  const { exit, stdout, stderr } = await runFabrouteLater(['complete', '--', ...words])
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  return stdout.split('\n').filter((line) => line !== '')
}
const words = (lines: readonly string[]): string[] =>
  lines.filter((line) => !line.startsWith(':')).map((line) => line.split('\t')[0] as string)
const completed = async (...line: string[]): Promise<string[]> => words(await answer(...line))

describe('what may stand at the cursor', () => {
  it('is every command that the help tells of, and every option of a command', async () => {
    const fabroute = program([])
    const help = fabroute.createHelp()
    expect(await completed('')).toEqual(help.visibleCommands(fabroute).map((command) => command.name()))
    for (const command of fabroute.commands) {
      const flags = help.visibleOptions(command).map(({ long }) => long)
      expect(await completed(command.name(), '-'), command.name()).toEqual(flags)
    }
  })

  it('is told for every value, or is left to the user', () => {
    const unknown = program([]).commands.flatMap((command) =>
      [...command.options.filter((option) => option.required || option.optional), ...command.registeredArguments]
        .filter((of) => of.argChoices === undefined)
        .filter((of) => {
          const placeholder = placeholderOf(of)
          const name = 'long' in of ? (of.long ?? '') : of.name()
          return !isKnown(name, placeholder) && !OWN_VALUES.includes(placeholder)
        })
        .map((of) => `${command.name()} ${of.name()} <${placeholderOf(of)}>`),
    )
    expect(unknown).toEqual([])
  })

  it('is a bundled document of the kind that is meant', async () => {
    const shelf = new Shelf()
    const flows = [...shelf.names('flow', NOWHERE), ...shelf.names('supply', NOWHERE)]
    expect(await completed('run', '')).toEqual(flows)
    expect(await completed('init', 'mine', '--from', '')).toEqual(shelf.names('flow', NOWHERE))
    expect(await answer('run', '')).toContain(':files yaml yml')
    expect(await completed('run', 'x', '--plant', '')).toEqual(shelf.names('plant', NOWHERE))
    expect(await completed('run', 'x', '--prices', '')).toEqual(shelf.names('scenario', NOWHERE))
    const [method = ''] = shelf.names('method', NOWHERE)
    expect(await completed('run', 'x', `--method=${method.slice(0, 2)}`)).toContain(`--method=${method}`)
    expect(await completed('list', 'pl')).toEqual(['plants'])
    expect(await answer('diff', '')).toEqual([':files json'])
    expect(await completed('completion', '')).toEqual([...SHELLS])
    expect(await completed('montecarlo', 'x', '--sampler', 'r')).toEqual(['random'])
  })

  it('is an input of the route on the line', async () => {
    expect(await answer('run', 'route.yaml', '--set', 'prices.Cer')).toEqual([':open', 'prices.Ceramic='])
    expect(await completed('tornado', 'route.yaml', '--vary', 'prices.Cer')).toEqual(['prices.Ceramic'])
    expect(await completed('run', '--json', 'route.yaml', '--set=prices.Cer')).toEqual(['--set=prices.Ceramic='])
    // of several routes all inputs, and none where no route is known
    expect(await completed('run', 'powder.yaml', 'route.yaml', '--set', 'prices.Cer')).toEqual(['prices.Ceramic='])
    expect(await completed('run', '--set', 'prices.')).toEqual([])
    expect(await completed('run', 'nowhere.yaml', '--set', 'prices.')).toEqual([])
    expect(await completed('explain', 'route.yaml', 'prices.Cer')).toContain('prices.Ceramic')
  })

  it('is a finish', async () => {
    expect(await completed('run', 'route.yaml', '--set', 'fin')).toEqual(['finish='])
    const finishes = new Shelf().names('finish', NOWHERE)
    expect(finishes.length).toBeGreaterThan(0)
    expect(await completed('run', 'route.yaml', '--set', 'finish=')).toEqual(finishes.map((name) => `finish=${name}`))
  })

  it('is a name of the output that explain tells of', async () => {
    expect(await completed('explain', 'route.yaml', 'cos')).toEqual(expect.arrayContaining(['cost', 'cost.total']))
    const parts = await completed('explain', 'wet-slurry', 'cos')
    expect(parts.sort()).toEqual(['cost', 'cost.', 'costs.'])
    const [first = ''] = await completed('explain', 'route.yaml', 'cost.by_category.')
    expect(first).toMatch(/^cost\.by_category\.\w+$/)
    for (const name of ['cost.total', first, 'solvent.fresh_kg', 'energy_kwh', 'membrane.thickness_um']) {
      expect(await completed('explain', 'route.yaml', name), name).toContain(name)
      expect(runFabroute(['explain', 'route.yaml', name]).exit, name).toBe(0)
    }
  })

  it('is a part of many names at a time', async () => {
    const first = await completed('explain', 'route.yaml', '')
    expect(first).toContain('steps.')
    expect(first.length).toBeLessThan(60)
    expect(await completed('explain', 'route.yaml', 'steps.oven.resid')).toContain('steps.oven.residence_time')
  })

  it('knows what was typed before', async () => {
    expect(await completed('run', 'x', '--json', '--js')).toEqual([])
    expect(await completed('run', 'x', '--set', 'a=1', '--se')).toEqual(['--set'])
    expect(await completed('run', '--', '--js')).toEqual([])
    expect(await completed('explain', 'route.yaml', 'cost', '')).toContain('--depth')
    expect(await completed('nothing', '')).toEqual([])
    expect(await completed('help', 'expl')).toEqual(['explain'])
  })

  it('is nothing that a shell would run', async () => {
    mkdirSync('operations', { recursive: true })
    writeFileSync('$(touch x).yaml', 'format: 1\n')
    expect((await answer('run', '')).join('\n')).not.toContain('touch')
    writeFileSync('route2.yaml', 'nonsense: [')
    expect(await answer('run', 'route2.yaml', '--set', '')).toEqual([':open'])
  })
})

test.each(SHELLS)('the script for %s asks fabroute and holds no names', async (shell) => {
  const { exit, stdout } = await runFabrouteLater(['completion', shell])
  expect(exit).toBe(0)
  expect(stdout).toContain('complete -- ')
  expect(stdout).not.toMatch(/tornado|--plant|undefined|\\\$\{/)
})

test('no other shell has a script', async () => {
  expect((await runFabrouteLater(['completion', 'tcsh'])).exit).toBe(2)
})

/** Bash with a fabroute that prints an answer and remembers what it was asked. */
async function inBash(
  line: string,
  typed: readonly string[],
  answered: string,
): Promise<{ asked: string; reply: string[] }> {
  const { stdout: script } = await runFabrouteLater(['completion', 'bash'])
  const text = `${script}
fabroute() { printf '<%s>' "$@" > asked; printf '%s' "$ANSWER"; }
COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
COMP_LINE=$LINE COMP_POINT=\${#LINE} COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_fabroute
cat asked; echo
if ((\${#COMPREPLY[@]})); then printf '%s\\n' "\${COMPREPLY[@]}"; fi`
  const out = execFileSync('bash', ['-c', text, 'bash', ...typed], {
    encoding: 'utf8',
    env: { ...process.env, LINE: line, ANSWER: answered },
  })
  const [asked = '', ...reply] = out.trimEnd().split('\n')
  return { asked: asked.replace('<complete><-->', ''), reply: reply.sort() }
}

describe('in bash', () => {
  it('a word is put together again where bash has taken it apart', async () => {
    const line = 'fabroute run wet --set=prices.L'
    const found = await inBash(
      line,
      ['fabroute', 'run', 'wet', '--set', '=', 'prices.L'],
      ':open\n--set=prices.LiCl=\tabout it\n',
    )
    expect(found).toEqual({ asked: '<run><wet><--set=prices.L>', reply: ['prices.LiCl='] })
    const value = 'fabroute run wet --set a=1 --set supply.X='
    expect(
      await inBash(
        value,
        ['fabroute', 'run', 'wet', '--set', 'a', '=', '1', '--set', 'supply.X', '='],
        'supply.X=bought\n',
      ),
    ).toEqual({ asked: '<run><wet><--set><a=1><--set><supply.X=>', reply: ['bought'] })
  })

  it('quotes are taken off, and a new word is empty', async () => {
    const line = 'fabroute run wet --set "a=3 USD/kg"  '
    expect(await inBash(line, ['fabroute', 'run', 'wet', '--set', '"a=3 USD/kg"', ''], '--json\tprint JSON\n')).toEqual(
      {
        asked: '<run><wet><--set><a=3 USD/kg><>',
        reply: ['--json'],
      },
    )
    expect(await inBash('fabroute run w --set "a.b', ['fabroute', 'run', 'w', '--set', '"a.b'], 'a.bc=\n')).toEqual({
      asked: '<run><w><--set><a.b>',
      reply: ['a.bc='],
    })
  })

  it('files are those of the endings that are meant, and folders', async () => {
    const found = await inBash('fabroute run ', ['fabroute', 'run', ''], ':files yaml yml\nwet\n')
    expect(found.reply).toEqual(expect.arrayContaining(['wet', 'route.yaml', 'operations']))
    expect(found.reply).not.toContain('asked')
    expect((await inBash('fabroute x ro', ['fabroute', 'x', 'ro'], ':files\n')).reply).toContain('route.yaml')
  })
})
