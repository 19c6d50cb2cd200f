import { describe, expect, it } from 'vitest';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import { readDocument } from '#evaluation/read-document.ts';
import { startServing } from '#test/app/flag-server/serving.ts';
import { askRule } from '#tools/flags/ask-python.ts';
import { experimentKeys, populate } from '#tools/flags/flag-population.ts';
import { askBySdk, askInBulk, askLocally, flagQuestions } from '#tools/flags/questions.ts';
import { correlationsOf, splitFit } from '#tools/flags/split-fit.ts';
import { pythonWith } from '#tools/python.ts';

const KEYS = experimentKeys(26, 7);
const QUESTIONS = flagQuestions(KEYS, 12);

const PYTHON = pythonWith('hashlib');

/** What a server with these experiments and its local evaluator say. */
async function served() {
  const { server, base: origin, stop } = await startServing();
  const key = await populate(server.store, KEYS);
  const json = await (await fetch(`${origin}/flags/v1/document`, { headers: { 'x-api-key': key } })).text();
  const flags = prepareFlags(readDocument(json) ?? expect.fail('no document'));
  return { origin, key, json, stop, local: askLocally(flags, QUESTIONS) };
}

describe('every way to ask for flags gives a unit the same variant', () => {
  it('over HTTP', async () => {
    const { local, stop, ...server } = await served();
    expect(new Set(local)).toEqual(new Set(['control', 'treatment', 'b', 'c', 'd', 'b-dropped', '-']));
    expect(await askBySdk(server, QUESTIONS)).toEqual(local);
    expect(await askInBulk(server, QUESTIONS)).toEqual(local);
    await stop();
  });
  it.skipIf(PYTHON === null)('by the rule in Python (PYTHON names one)', async () => {
    const { local, json, stop } = await served();
    expect(askRule(PYTHON ?? '', json, QUESTIONS)).toEqual(local);
    await stop();
  });
});

describe('what is beyond chance', () => {
  it('is found in a split', () => {
    expect(splitFit([500, 500, 0], [0.5, 0.5, 0])).toEqual({ statistic: 0, df: 1, p: 1 });
    expect(splitFit([600, 400], [0.5, 0.5]).p).toBeLessThan(1e-9);
  });
  it('is found between experiments', () => {
    const half = Uint8Array.from({ length: 400 }, (_, unit) => unit % 2);
    const other = Uint8Array.from({ length: 400 }, (_, unit) => (unit >> 1) % 2);
    expect(correlationsOf([half, other])).toMatchObject({ pairs: 1, mean: 0, largest: 0 });
    expect(correlationsOf([half, half])).toMatchObject({ mean: 20, largest: 1 });
  });
});
