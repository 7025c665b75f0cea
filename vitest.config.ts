import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default'],
    // both cores of a small machine; a slow one is no failure
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
})

export default config
