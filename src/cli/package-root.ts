import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's root: the nearest folder above this file that holds `flows` and `prices`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!(existsSync(join(folder, 'flows')) && existsSync(join(folder, 'prices')))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('the bundled flows and prices are missing from the package')
    folder = above
  }
  return folder
}
