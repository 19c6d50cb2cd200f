import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { compareThreads } from '#tools/chaos/compare-threads.ts';

const traces = mkdtempSync(join(tmpdir(), 'chaos-'));
afterAll(() => rmSync(traces, { recursive: true }));

it('schedules go the same way on one thread and on four', { timeout: 600_000 }, async () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(await compareThreads({ seeds, uri: null, storeFails: true, traces }, [1, 4])).toEqual({
    verdicts: [],
    traces: [],
  });
});
