import { type DrawJob, type DrawRunner, runsOf } from '../study/draws.ts'

/** Places in the memory that threads share: the next part that nobody has taken, how many are done, and whether a thread failed. */
export const NEXT = 0
export const DONE = 1
export const FAILED = 2
export const CONTROLS = 3

/** Takes parts until none is left. Which thread takes which is chance; what a part comes to is not. */
export function takePart(
  runner: DrawRunner,
  job: DrawJob,
  control: Int32Array,
  refused: readonly Int32Array[],
  tell: (done: number) => void = () => undefined,
): void {
  const parts = runsOf(job)
  const told = runner.refused.map((counts) => new Float64Array(counts.length))
  for (let part = Atomics.add(control, NEXT, 1); part < parts; part = Atomics.add(control, NEXT, 1)) {
    runner.run(part)
    for (const [route, counts] of runner.refused.entries()) {
      const before = told[route] as Float64Array
      for (let code = 0; code < counts.length; code++) {
        const more = (counts[code] as number) - (before[code] as number)
        if (more > 0) Atomics.add(refused[route] as Int32Array, code, more)
      }
      before.set(counts)
    }
    // a part counts as done once all it writes is there
    Atomics.add(control, DONE, 1)
    Atomics.notify(control, DONE)
    tell(Atomics.load(control, DONE))
  }
}
