import { describe, expect, it } from 'vitest';
import { createMemory } from '#memory/create-memory.ts';
import { createRemembered } from '#memory/known.ts';
import { judgeMemory } from '#tools/memory-cases/judge.ts';
import { MEASURED } from '#tools/memory-cases/limits.ts';
import { readMemoryFolder } from '#tools/memory-cases/read-folder.ts';

for (const [folder, floors] of Object.entries(MEASURED)) {
  const read = await readMemoryFolder(folder);
  if (read.kind === 'refused') throw new Error(read.problem.join('\n'));
  const { lines, sets } = read.value;
  const remembered = createRemembered();
  for (const { key, past } of lines) if (past !== null) remembered.put(key, past);
  const memory = createMemory({ known: async () => remembered, mayBeNamed: async () => true });

  describe(`the made-up history in ${folder}`, () => {
    it('has 400 experiments, and a floor for each set of questions', () => {
      expect(lines).toHaveLength(400);
      expect([...sets.keys()].sort()).toEqual(Object.keys(floors).sort());
    });

    for (const [name, floor] of Object.entries(floors)) {
      it(`is searched and compared as well as before (${name} questions)`, async () => {
        const cases = sets.get(name);
        if (cases === undefined) throw new Error(`no ${name}`);
        const { found, queries, warned, repeats, falsely, others } = await judgeMemory(memory, cases);
        expect(found / queries).toBeGreaterThanOrEqual(floor.found);
        expect(warned / repeats).toBeGreaterThanOrEqual(floor.warned);
        expect(falsely / others).toBeLessThanOrEqual(floor.falsely);
      });
    }

    it('warns of no repeat without a word like its own, nor of what was shipped or cancelled', async () => {
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
}
