import { expect, it } from 'vitest';
import { withAnnotations } from '#app/annotate-changes.ts';
import { fold } from '#domain/commit.ts';
import { designOf } from '#domain/experiment.ts';
import type { Execute } from '#journal/perform.ts';
import type { LinkedExperiment } from '#ports/annotations.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { SETTLED } from '#test/support/example-tampering.ts';

type Example = keyof typeof STORIES;

/** What is noted while the journal of an example is written. */
const STORIES = { ...EXAMPLES, endedByHand: SETTLED.ended };

async function notedIn(name: Example): Promise<readonly string[]> {
  const { key, commits } = STORIES[name];
  const noted: string[] = [];
  const annotations = {
    annotate: (text: string) => void noted.push(text),
    link: () => {},
    close: async () => {},
  };
  for (const commit of commits) {
    const experiment = fold(commits.slice(0, commit.version)) ?? STORIES[name].experiment;
    const outcome = { events: commit.events, effects: commit.effects };
    const execute: Execute = async () => ({ kind: 'ok', value: { experiment, commit, outcome } });
    await withAnnotations(annotations)(execute)(key, commit.command);
  }
  return noted.map((text) => text.replace(/^Experiment ".+" \([\w-]+\): /, ''));
}

const LAUNCH = ['launched as a canary, on for 5 %', 'split as planned, on for 100 %'];
it.each([
  ['running', LAUNCH],
  ['implemented', []],
  ['paused', [...LAUNCH, 'paused, off for all users']],
  [
    'decidedShip',
    ['launched as a canary, on for 5 %', 'split as planned, on for 100 %', 'shipped, on for 100 %'],
  ],
  ['decidedKill', [...LAUNCH, 'ended, off for all users']],
  ['harmed', [...LAUNCH, 'stopped for harm, off for all users']],
  ['endedByHand', [...LAUNCH, 'ended, off for all users']],
] as const)('notes on the charts what users meet: %s', async (name, noted) => {
  expect(await notedIn(name)).toEqual(noted);
});

it('names the experiment', async () => {
  const noted: string[] = [];
  const annotations = {
    annotate: (text: string, at: number) => void noted.push(`${at} ${text}`),
    link: () => {},
    close: async () => {},
  };
  const { key, commits, experiment } = EXAMPLES.running;
  const commit = commits.findLast(({ events }) => events.some(({ type }) => type === 'flagChanged'));
  if (commit === undefined) throw new Error('the flag has changed');
  const execute: Execute = async () => {
    return { kind: 'ok', value: { experiment, commit, outcome: { events: [], effects: [] } } };
  };
  await withAnnotations(annotations)(execute)(key, commit.command);
  expect(noted).toEqual([
    `${commit.command.at} Experiment "First gate at level 40" (move-the-first-gate): split as planned, on for 100 %`,
  ]);
});

it('links the flag once, at the launch', async () => {
  const linked: string[] = [];
  const annotations = {
    annotate: () => {},
    link: ({ flagKey, title }: LinkedExperiment) => void linked.push(`${flagKey}: ${title}`),
    close: async () => {},
  };
  const { key, commits, experiment } = EXAMPLES.decidedShip;
  for (const commit of commits) {
    const then = fold(commits.slice(0, commit.version)) ?? experiment;
    const outcome = { events: commit.events, effects: commit.effects };
    const execute: Execute = async () => ({ kind: 'ok', value: { experiment: then, commit, outcome } });
    await withAnnotations(annotations)(execute)(key, commit.command);
  }
  const { plan } = designOf(experiment);
  expect(linked).toEqual([`${plan.flagKey}: ${plan.title}`]);
});
