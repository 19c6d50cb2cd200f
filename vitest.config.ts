import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begins with what takes minutes, so that no worker is left with it at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith('.long.test.ts');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** `npm test` leaves out `*.long.test.ts` and most random draws; `npm run test:all` (`--mode all`) has all of both. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      'test/fixtures/**',
      ...(mode === 'all' ? [] : ['**/*.long.test.ts']),
    ],
    setupFiles: ['test/support/property-seed.ts'],
    env: {
      TZ: 'UTC',
      TEST_ALL: mode === 'all' ? '1' : '0',
      // Processes that tests start need not read all of the source anew.
      NODE_COMPILE_CACHE: join(tmpdir(), 'co-pilot-compile-cache'),
    },
    // Every file with modules of its own costs three times the processor time. No module of the product keeps state.
    isolate: false,
    // Vitest leaves a core to itself, which is one of two.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    // The slowest with no bound of its own takes 50 s on a quiet machine; a loaded one is four times slower.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
}));
