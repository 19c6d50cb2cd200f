import { describe, expect, it } from 'vitest';
import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { createMemory } from '#memory/create-memory.ts';
import { createRemembered } from '#memory/known.ts';
import { past } from './example-pasts.ts';

function memoryOf(
  pasts: readonly PastExperiment[],
  isPublic: (channel: string | null) => boolean = () => true,
) {
  const remembered = createRemembered();
  for (const one of pasts) remembered.put(one.key, one);
  return createMemory({
    known: async () => remembered,
    mayBeNamed: async (own, other) => own === other || isPublic(other),
  });
}

const BUTTON = past({ key: 'green-button', idea: 'Paint the checkout button green', surface: 'checkout' });
const BANNER = past({ key: 'sale-banner', idea: 'Announce the sale in a banner', surface: 'home' });

describe('memory', () => {
  it('finds what is like an idea, in other forms of its words', async () => {
    const memory = memoryOf([BUTTON, BANNER]);
    const found = await memory.similar('green buttons in the checkout', { channel: 'C1', limit: 5 });
    expect(found.map(({ past: { key } }) => key)).toEqual(['green-button']);
    expect(found[0]?.score).toBeGreaterThan(0);
    expect(found[0]?.score).toBeLessThanOrEqual(1);
  });

  it('names nothing of a channel that may not be named here, nor counts it', async () => {
    const hidden = { ...BUTTON, channel: 'C_PRIVATE', effect: { relative: 0.1, low: 0.05, high: 0.15 } };
    const memory = memoryOf([hidden], (channel) => channel !== 'C_PRIVATE');
    const idea = 'green buttons in the checkout';
    expect(await memory.similar(idea, { channel: 'C1', limit: 5 })).toEqual([]);
    expect(await memory.similar(idea, { channel: 'C_PRIVATE', limit: 5 })).toHaveLength(1);
    const of = { goalMetric: hidden.goalMetric };
    expect((await memory.effectsOf(of, { channel: 'C1' })).count).toBe(0);
    expect((await memory.effectsOf(of, { channel: 'C_PRIVATE' })).count).toBe(1);
    expect(await memory.search('green', { sees: async () => false, limit: 5 })).toEqual([]);
  });

  it('names imported ones only if the place may name them', async () => {
    const memory = memoryOf([BUTTON], (channel) => channel !== null);
    expect(await memory.similar('green button', { channel: 'C_SHARED', limit: 5 })).toEqual([]);
  });

  it('takes a channel that the chat service does not tell of for one that may not be named', async () => {
    const memory = memoryOf([{ ...BUTTON, channel: 'C2' }]);
    const sees = () => Promise.reject(new Error('no answer'));
    expect(await memory.search('green', { sees, limit: 5 })).toEqual([]);
  });

  it('says which experiments support it and which contradict it', async () => {
    const effect = (low: number, high: number) => ({ relative: (low + high) / 2, low, high });
    const memory = memoryOf([
      { ...BUTTON, effect: effect(0.01, 0.05) },
      { ...BUTTON, key: 'up-too', idea: 'Bigger pay field', effect: effect(0.02, 0.03) },
      { ...BUTTON, key: 'down', idea: 'Smaller pay field', effect: effect(-0.04, -0.01) },
      { ...BUTTON, key: 'not-proven', idea: 'Other pay field', effect: effect(-0.04, 0.01) },
      { ...BUTTON, key: 'elsewhere', surface: 'home', effect: effect(-0.04, -0.01) },
    ]);
    const [found] = await memory.search('green-button', { sees: async () => true, limit: 1 });
    expect(found).toMatchObject({ supportedBy: ['up-too'], contradictedBy: ['down'] });
  });
});
