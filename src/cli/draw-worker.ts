import { workerData } from 'node:worker_threads'
import type { CompiledModule } from '../evaluation/kernel/web-assembly.ts'
import { type DrawJob, DrawRunner } from '../study/draws.ts'
import { DONE, FAILED, takePart } from './take-part.ts'

/** What the thread of a study is handed. */
export interface WorkerTask {
  readonly job: DrawJob
  readonly modules: readonly CompiledModule[]
  readonly control: Int32Array
  /** Where refused samples of all threads are added up, by route and code. */
  readonly refused: readonly Int32Array[]
}

const { job, modules, control, refused } = workerData as WorkerTask
try {
  takePart(new DrawRunner(job, modules), job, control, refused)
} catch (error) {
  // a block that was taken will not be done: nobody should wait for it
  Atomics.store(control, FAILED, 1)
  Atomics.notify(control, DONE)
  throw error
}
