import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts'],
    // Tests start real processes and loopback servers; more workers than cores only makes limits flaky.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});

export default config;
