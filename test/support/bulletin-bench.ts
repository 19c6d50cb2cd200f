import { performersOf } from '#app/performers.ts';
import { section, slackImage } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import type { Bulletin } from '#domain/bulletin/bulletin.ts';
import type { BulletinKind } from '#features/bulletin.ts';
import { sayBulletin } from '#features/bulletin.ts';
import { bulletinWork } from '#features/bulletin-work.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { loadBulletin } from '#journal/bulletins.ts';
import { createWorker, type Worker } from '#journal/worker.ts';
import { SANDBOX_CHANNEL, SANDBOX_START } from '#sandbox/run-sandbox.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import {
  type LogLine,
  type ManualClock,
  manualClock,
  readableLog,
  vendorOfPort,
} from './experiments-bench.ts';
import type { Journey } from './journey.ts';

export const LEASE = 60_000;
export const NAME = 'test/weekly/2026-W48';

/** What the bulletins of these tests say. */
export type Words = { readonly words: string; readonly hasPicture?: boolean };

/** A kind of bulletin for tests. */
export const KIND: BulletinKind<Words> = {
  topic: 'test-words',
  render: ({ words }, { pictures }) =>
    message({
      text: words,
      blocks: [section(words), ...Object.values(pictures).map((id) => slackImage(id, 'a line', 'Line'))],
    }),
  draw: ({ hasPicture = false }) =>
    hasPicture
      ? [
          {
            ...{ name: 'line', title: 'Line', alt: 'a line' },
            svg: () =>
              '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0L40 20" stroke="#000"/></svg>',
          },
        ]
      : [],
};

/** Bulletins over the Slack of a journey, by workers whose clock moves only when told. */
export interface BulletinBench {
  readonly coPilot: CoPilot;
  readonly clock: ManualClock;
  readonly channel: string;
  readonly lines: readonly LogLine[];
  say(words: string, more?: Partial<Words>): Promise<'said' | 'unchanged'>;
  load(): Promise<Bulletin | null>;
  worker(name: string, change?: Partial<CoPilot>): Worker;
  /** Messages in the channel that carry these words. */
  posted(words: string): readonly SlackMessage[];
}

/** Sets up a bench over the bot and the Slack of a journey; the bot's own worker rests. */
export function bulletinBench({ running }: Journey): BulletinBench {
  const { slack } = running.sandbox;
  const clock = manualClock(SANDBOX_START + LEASE);
  const { log, lines } = readableLog();
  const coPilot = { ...running.bot.coPilot, clock, log };
  const channel =
    Object.values(slack.snapshot().channels).find(({ name }) => name === SANDBOX_CHANNEL)?.id ?? '';
  return {
    ...{ coPilot, clock, channel, lines },
    say: (words, more = {}) => sayBulletin(coPilot, KIND, { name: NAME, channel, facts: { words, ...more } }),
    load: () => loadBulletin(coPilot.store, NAME),
    worker: (name, change = {}) => {
      const whole = { ...coPilot, ...change };
      return createWorker({
        ...{ ...whole, worker: name, leaseMs: LEASE, random: () => 0.5, vendorOf: vendorOfPort },
        performers: performersOf(whole),
        streams: [bulletinWork(whole, [KIND])],
      });
    },
    posted: (words) => slack.messages(SANDBOX_CHANNEL).filter(({ text }) => text === words),
  };
}
