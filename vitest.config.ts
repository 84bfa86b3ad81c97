import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts'],
    // Tests start real processes and loopback servers; more workers than cores only makes limits flaky.
    maxWorkers: 2,
    // Limits end what hangs; on a busy machine even a quick test may take its time.
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});

export default config;
