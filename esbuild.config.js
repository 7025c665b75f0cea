// The command line as one file and parts that it loads when a command asks for them: a bundle starts in two thirds of the time of
// the modules it holds.
import { chmodSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const node = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outdir: 'dist',
  // yaml and commander are CommonJS and ask for Node's own modules with `require`.
  banner: {
    js: "import{createRequire as $$createRequire}from'node:module';const require=$$createRequire(import.meta.url);",
  },
  logLevel: 'warning',
}

rmSync('dist/parts', { recursive: true, force: true })
await build({
  ...node,
  entryPoints: { fabroute: 'src/cli/main.ts' }, // begins with the `#!` line, which esbuild keeps on top
  splitting: true,
  chunkNames: 'parts/[name]-[hash]',
})
// What a thread of a study runs: the kernel and the draws, and nothing that reads documents.
await build({ ...node, entryPoints: { 'draw-worker': 'src/cli/draw-worker.ts' }, banner: {} })
// What runs in the explorer's page.
await build({
  entryPoints: { explorer: 'src/page/main.ts' },
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  outdir: 'dist',
  logLevel: 'warning',
})
chmodSync('dist/fabroute.js', 0o755)
