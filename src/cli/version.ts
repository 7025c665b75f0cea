import { readFileSync } from 'node:fs'

/** The package's version. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        name?: string
        version?: string
      }
      if (found.name === 'fabroute' && found.version !== undefined) return found.version
    } catch {
      // the bundle lies one folder nearer to it than the sources do
    }
  }
  return 'unknown'
}
