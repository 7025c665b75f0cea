import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SOFFICE = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
].find((path) => existsSync(path))

/** Whether LibreOffice is there to recalculate workbooks; where it is not, those who ask are told. */
export const hasOffice: boolean = SOFFICE !== undefined
if (!hasOffice) console.warn('LibreOffice is not installed: workbooks are not recalculated here')

const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

/** Workbooks as LibreOffice saves them after it has recalculated every formula; all in one process. */
export function recalculated(workbooks: readonly Uint8Array[], seconds: number): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'fabroute-office-'))
  try {
    const [profile, out] = [join(folder, 'profile'), join(folder, 'out')]
    mkdirSync(join(profile, 'user'), { recursive: true })
    writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), ALWAYS_RECALCULATE)
    const names = workbooks.map((bytes, i) => {
      writeFileSync(join(folder, `${i}.xlsx`), bytes)
      return `${i}.xlsx`
    })
    const words = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'xlsx', '--outdir', out]
    execFileSync(SOFFICE as string, [...words, ...names], { cwd: folder, timeout: seconds * 1000, stdio: 'pipe' })
    return names.map((name) => new Uint8Array(readFileSync(join(out, name))))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
