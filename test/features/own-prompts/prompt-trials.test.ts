import { describe, expect, it } from 'vitest';
import type { Prompt } from '#agents/prompt.ts';
import type { Flag } from '#evaluation/flag-document.ts';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import { createPromptTrials, type PromptTrialNeeds } from '#features/own-prompts/prompt-trials.ts';
import { silentLogger } from '#shared/logger.ts';
import { prompts } from '#test/agents/examples.ts';
import { documentOf, flagOf } from '#test/evaluation/flags.ts';
import { GATE_REQUEST } from '#test/support/example-plans.ts';
import { answered, inReview } from './stories.ts';

const VARIANT = 'prompts/designer.treatment.md';
const SHORTER: Prompt = { ...prompts.designer, text: 'Design.', hash: 'd'.repeat(64) };

/** The prompts of threads, with an experiment on the designer's prompt that is launched; with what is given changed. */
function promptsOf(
  changed: Partial<PromptTrialNeeds> & { flag?: Partial<Flag>; file?: string; place?: string } = {},
) {
  const { flag, file = 'prompts/designer.md', place = 'acme/co-pilot', ...needs } = changed;
  const flags = prepareFlags(documentOf([flagOf('shorter', flag)]));
  const { experiment } = inReview('shorter', { ...GATE_REQUEST, file, repository: place });
  let reads = 0;
  const promptsFor = createPromptTrials({
    ...{ repository: 'Acme/Co-Pilot', flags: () => flags, prompts, log: silentLogger },
    variants: new Map([[VARIANT, SHORTER]]),
    loadUnseen: async (key) => {
      reads += 1;
      return key === 'shorter' ? experiment : null;
    },
    ...needs,
  });
  return { promptsFor, reads: () => reads };
}

/** A thread in which no model was asked yet. */
const began = (key: string) => ({ key, runs: [] });
const THREADS = Array.from({ length: 200 }, (_, index) => `thread-${index}`);

describe('the prompts of a thread', () => {
  it('are those of its variant, the same each time, and the others stay as they are', async () => {
    const { promptsFor, reads } = promptsOf();
    const counts = { control: 0, treatment: 0 };
    for (const thread of THREADS) {
      const { designer, ...others } = await promptsFor(began(thread));
      const { designer: _, ...usual } = prompts;
      expect(others).toEqual(usual);
      const variant = designer.trial?.variant === 'treatment' ? 'treatment' : 'control';
      counts[variant] += 1;
      const text = variant === 'treatment' ? SHORTER : prompts.designer;
      expect(designer).toEqual({ ...text, trial: { experiment: 'shorter', variant } });
      expect((await promptsFor(began(thread))).designer).toEqual(designer);
    }
    expect(counts.control).toBeGreaterThan(70);
    expect(counts.treatment).toBeGreaterThan(70);
    // The journal is read once for the flag, and by no evaluation.
    expect(reads()).toBe(1);
  });

  it.each([
    ['a process was built without the variant', { variants: new Map() }],
    ['the flag is off', { flag: { active: false } }],
    ['the flag lets nobody in', { flag: { rollout: 0 } }],
    ['the experiment varies a file of another repository', { place: 'acme/shop' }],
    ['the experiment varies another file', { file: 'prompts/support.md' }],
    ['the experiment varies a prompt that judges', { file: 'prompts/policy.md' }],
    ['the flag is of no experiment', { loadUnseen: async () => null }],
  ])('are the usual ones if %s', async (_why, changed) => {
    const { promptsFor } = promptsOf(changed);
    for (const thread of THREADS) expect(await promptsFor(began(thread))).toBe(prompts);
  });

  it('are the usual ones in the thread of the experiment itself', async () => {
    const { promptsFor } = promptsOf({ flag: { split: [0, 10_000] } });
    expect((await promptsFor(began('any'))).designer.text).toBe('Design.');
    expect(await promptsFor(began('shorter'))).toBe(prompts);
  });

  it('stay those with which the thread was asked first, also if the flag lets it in later', async () => {
    const { promptsFor } = promptsOf({ flag: { split: [0, 10_000] } });
    const runs = [answered(1_000)];
    expect(await promptsFor({ key: 'thread', runs })).toBe(prompts);
    const supervised = [answered(1_000, { prompt: 'supervisor@3' })];
    expect((await promptsFor({ key: 'thread', runs: supervised })).designer.text).toBe('Design.');
    const trial = { experiment: 'shorter', variant: 'treatment' };
    const treated = [answered(1_000, { trial })];
    expect((await promptsFor({ key: 'thread', runs: treated })).designer).toEqual({ ...SHORTER, trial });
    const elsewhere = [answered(1_000, { trial: { ...trial, experiment: 'longer' } })];
    expect(await promptsFor({ key: 'thread', runs: elsewhere })).toBe(prompts);
  });

  it('are the usual ones after a fault, and the log says so', async () => {
    const lines: unknown[] = [];
    const log = {
      ...silentLogger,
      warn: (message: string, fields?: object) => lines.push([message, fields]),
    };
    const loadUnseen = () => Promise.reject(new Error('the store does not answer'));
    const { promptsFor } = promptsOf({ loadUnseen, log });
    expect(await promptsFor(began('any'))).toBe(prompts);
    expect(lines).toMatchObject([[expect.stringContaining('takes no part'), { experiment: 'any' }]]);
  });
});
