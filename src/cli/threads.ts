import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { webAssembly } from '../evaluation/kernel/web-assembly.ts'
import { type DrawJob, DrawRunner, runsOf } from '../study/draws.ts'
import { codesOf } from '../study/scenario-model.ts'
import type { WorkerTask } from './draw-worker.ts'
import { packageRoot } from './package-root.ts'
import { CONTROLS, DONE, FAILED, takePart } from './take-part.ts'

/** Threads that a study takes where nothing is said: a shared machine has other work. */
const USUAL_THREADS = 8
/** Threads that a study takes at most. */
export const MOST_THREADS = 64
/** Smaller studies are done before a second thread has started. */
const LEAST_FOR_THREADS = 20_000
/** Milliseconds between looks at the other threads. */
const LOOKED_AT = 200

export const usualThreads = (): number => Math.min(USUAL_THREADS, availableParallelism())

/** A column that threads can share. */
export function sharedColumn(count: number): Float64Array<ArrayBufferLike> {
  return new Float64Array(new SharedArrayBuffer(count * 8))
}

/**
 * Runs a study on this thread and others, and answers how many samples cannot be, by route and code. The bytes of its columns do
 * not depend on the number of threads. `tell` is called with the part that is done, from 0 to 1.
 */
export function runDraws(job: DrawJob, threads: number, tell: (part: number) => void): readonly Int32Array[] {
  const control = new Int32Array(new SharedArrayBuffer(CONTROLS * 4))
  const refused = job.routes.map(({ plan }) => new Int32Array(new SharedArrayBuffer(codesOf(plan) * 4)))
  const modules = job.routes.map(({ plan }) => new webAssembly.Module(plan.module))
  const file = join(packageRoot(), 'dist', 'draw-worker.js')
  const others = job.samples < LEAST_FOR_THREADS || !existsSync(file) ? 0 : threads - 1
  const task: WorkerTask = { job, modules, control, refused }
  const workers = Array.from({ length: others }, () => new Worker(file, { workerData: task }))
  for (const worker of workers) {
    worker.unref()
    // what one thread cannot do, the others have taken already
    worker.on('error', () => undefined)
  }
  const parts = runsOf(job)
  takePart(new DrawRunner(job, modules), job, control, refused, (done) => tell(done / parts))
  for (let done = Atomics.load(control, DONE); done < parts; done = Atomics.load(control, DONE)) {
    if (Atomics.load(control, FAILED) !== 0) throw new Error('a thread of the study has failed')
    Atomics.wait(control, DONE, done, LOOKED_AT)
    tell(done / parts)
  }
  return refused
}
