import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createOpenAiModel } from '#adapters/openai/model.ts';
import { loadPrompts } from '#agents/prompt.ts';
import { createRedaction } from '#agents/redaction.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import { createNarrator } from '#features/analyse-experiment/narrate.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { createBench, readableLog } from '#test/support/experiments-bench.ts';

const prompts = loadPrompts(fileURLToPath(new URL('../../../prompts/', import.meta.url)));

describe('the words for the looks of one tick', () => {
  it('are asked for until the model does not answer, and then left out', async () => {
    let asked = 0;
    const send: typeof fetch = async () => {
      asked += 1;
      throw new TypeError('fetch failed');
    };
    const model = createOpenAiModel({
      ...{ apiKey: 'none', model: 'none', structured: 'schema', timeoutMs: 50, prices: {}, fetch: send },
    });
    const { log, lines } = readableLog();
    const { store, clock, execute } = await createBench();
    const { experiment } = EXAMPLES.decisionKill;
    const loadUnseen = async () => experiment;
    const agents = { model, prompts, redaction: createRedaction([]) };
    const narrate = createNarrator({ agents, log, store, clock, execute, loadUnseen });
    const snapshot = latestSnapshot(experiment);
    if (snapshot === null) throw new Error('the example has a look');
    expect(await narrate(experiment, snapshot.analysis, snapshot.verdict)).toBeNull();
    const once = asked;
    expect(once).toBeGreaterThan(0);
    expect(await narrate(experiment, snapshot.analysis, snapshot.verdict)).toBeNull();
    expect(asked).toBe(once);
    expect(lines.map(({ level }) => level)).toEqual(['warn']);
  });
});
