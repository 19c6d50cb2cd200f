import { describe, expect, it } from 'vitest';
import { createMemory } from '#memory/create-memory.ts';
import { createRemembered } from '#memory/known.ts';
import { judgeMemory } from '#tools/memory-cases/judge.ts';
import { MEMORY_FLOORS } from '#tools/memory-cases/limits.ts';
import { madeUpHistory } from '#tools/memory-cases/made-up-history.ts';
import { readMemoryCases } from '#tools/memory-cases/read-cases.ts';

const remembered = createRemembered();
const lines = madeUpHistory();
for (const { key, past } of lines) if (past !== null) remembered.put(key, past);
const memory = createMemory({ known: async () => remembered, mayBeNamed: async () => true });

describe('the made-up history of 400 experiments', () => {
  it('holds what the questions name, and of each idea that repeats one a failed experiment', () => {
    expect(lines).toHaveLength(400);
    const outcomes = new Map(lines.map(({ key, past }) => [key, past?.outcome]));
    for (const half of ['tuned', 'held-out'] as const) {
      const { queries, repeats } = readMemoryCases(half);
      for (const key of queries.flatMap(({ right }) => right)) expect(outcomes.has(key), key).toBe(true);
      for (const one of repeats)
        expect(['killed', 'harmful', 'inconclusive'], one.idea).toContain(outcomes.get(one.repeats));
    }
  });

  for (const half of ['tuned', 'held-out'] as const) {
    it(`is searched and compared as well as before (${half} questions)`, async () => {
      const { found, queries, warned, repeats, falsely, others } = await judgeMemory(
        memory,
        readMemoryCases(half),
      );
      expect(found / queries).toBeGreaterThanOrEqual(MEMORY_FLOORS[half].found);
      expect(warned / repeats).toBeGreaterThanOrEqual(MEMORY_FLOORS[half].warned);
      expect(falsely / others).toBeLessThanOrEqual(0.5);
    });
  }

  it('warns of no repeat without a word in common, nor of what was shipped or cancelled', async () => {
    const asked = { channel: 'C', surface: 'checkout', goalMetric: 'orders', limit: 400 };
    expect(await memory.similar('xyzzy', asked)).toEqual([]);
    for (const { past } of lines) {
      if (past === null || (past.outcome !== 'shipped' && past.outcome !== 'cancelled')) continue;
      const found = await memory.similar(past.idea, { ...past, channel: 'C', limit: 400 });
      expect(found.find((one) => one.past.key === past.key)?.isRepeat, past.key).toBe(false);
    }
  });

  it('knows each failed idea again in its own words', async () => {
    for (const { past } of lines) {
      if (past === null || past.outcome === 'shipped' || past.outcome === 'cancelled') continue;
      const found = await memory.similar(past.idea, { ...past, channel: 'C', limit: 400 });
      expect(found.find((one) => one.past.key === past.key)?.isRepeat, past.key).toBe(true);
    }
  });
});
