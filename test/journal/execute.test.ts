import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { firstBrokenLink } from '#domain/commit.ts';
import { createExecute } from '#journal/execute.ts';
import { loadExperiment } from '#journal/load.ts';
import { silentLogger } from '#shared/logger.ts';
import { propose, REQUEST, REQUESTER, START } from '#test/support/experiments.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

const retry = {
  name: 'editRequest',
  request: REQUEST,
  planHash: null,
  message: null,
  actor: REQUESTER,
} as const;

describe('execute', () => {
  it('appends what was decided, projects it and tells that there are effects', async () => {
    const store = await openSqliteStore(':memory:');
    let kicks = 0;
    const execute = createExecute({
      store,
      log: silentLogger,
      onCommitted: () => {
        kicks += 1;
      },
    });
    const result = await execute('gate', propose());
    expect(result).toMatchObject({
      kind: 'ok',
      value: { experiment: { key: 'gate', version: 1, status: 'draft' } },
    });
    expect(await loadExperiment(store, 'gate')).toEqual(
      result.kind === 'ok' ? result.value.experiment : null,
    );
    expect(await store.summaries({ limit: 9 })).toMatchObject([{ key: 'gate', version: 1 }]);
    expect(kicks).toBe(1);
  });

  it('writes nothing if the command is refused', async () => {
    const store = await openSqliteStore(':memory:');
    const execute = createExecute({ store, log: silentLogger });
    const command = { ...retry, at: START };
    expect(await execute('gate', command)).toMatchObject({ kind: 'refused', problem: { code: 'unknown' } });
    expect(await store.experimentKeys(null, 9)).toEqual([]);
    expect(await loadExperiment(store, 'gate')).toBeNull();
  });

  it('decides again for every writer that lost a race, so that all links hold', async () => {
    const store = await openSqliteStore(':memory:');
    const execute = createExecute({ store, log: silentLogger });
    await execute('gate', propose());
    const results = await Promise.all(
      Array.from({ length: 15 }, (_, index) =>
        execute('gate', {
          ...retry,
          request: { ...REQUEST, trafficShare: (index + 1) / 100 },
          at: START + index,
        }),
      ),
    );
    expect(results.every((result) => result.kind === 'ok')).toBe(true);
    const commits = await store.commits('gate');
    expect(commits).toHaveLength(16);
    expect(firstBrokenLink(commits)).toBeNull();
  });

  it('lets one of two racing proposals of the same key be', async () => {
    const store = await openSqliteStore(':memory:');
    const execute = createExecute({ store, log: silentLogger });
    const results = await Promise.all([execute('gate', propose()), execute('gate', propose())]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['ok', 'refused']);
  });

  it('gives up when it can never be first', async () => {
    const store = await openSqliteStore(':memory:');
    const execute = createExecute({ store: { ...store, append: async () => 'conflict' }, log: silentLogger });
    await expect(execute('gate', propose())).rejects.toMatchObject({
      code: 'journal.contended',
      retryable: true,
    });
  });

  it('keeps the commit when the list cannot be written', async () => {
    const store = await openSqliteStore(':memory:');
    const { log, lines } = readableLog();
    const full = () => Promise.reject(new Error('no room'));
    const execute = createExecute({ store: { ...store, putSummary: full }, log });
    expect((await execute('gate', propose())).kind).toBe('ok');
    expect(await store.commits('gate')).toHaveLength(1);
    expect(lines.map(({ level }) => level)).toEqual(['error']);
  });
});
