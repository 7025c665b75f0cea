/** Milliseconds between two lines. */
const EVERY = 250
const ERASE = '\r\u001b[K'

/** Tells on stderr how much of a long study is done, where a person watches. */
export function progress(what: string): { readonly at: (part: number) => void; readonly end: () => void } {
  if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined }
  let last = Date.now()
  let isShown = false
  return {
    at: (part) => {
      const now = Date.now()
      if (now - last < EVERY) return
      last = now
      isShown = true
      process.stderr.write(`${ERASE}${what}: ${Math.floor(part * 100)} %`)
    },
    end: () => {
      if (isShown) process.stderr.write(ERASE)
    },
  }
}
