// The command line as one file: a bundle starts in two thirds of the time of the modules it holds.
import { chmodSync } from 'node:fs'
import { build } from 'esbuild'

await build({
  entryPoints: ['src/cli/main.ts'], // begins with the `#!` line, which esbuild keeps on top
  outfile: 'dist/fabroute.js',
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // yaml and commander are CommonJS and ask for Node's own modules with `require`.
  banner: {
    js: "import{createRequire as $$createRequire}from'node:module';const require=$$createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})
// What a thread of a study runs: the kernel and the draws, and nothing that reads documents.
await build({
  entryPoints: ['src/cli/draw-worker.ts'],
  outfile: 'dist/draw-worker.js',
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
})
chmodSync('dist/fabroute.js', 0o755)
