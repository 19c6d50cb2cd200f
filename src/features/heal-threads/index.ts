import type { Feature } from '#features/feature.ts';
import { HOUR } from '#shared/clock.ts';
import { renderThreadMoved } from './blocks.ts';
import { healThreads } from './heal-threads.ts';

/** What the chat service loses of a thread comes back: the card, and what waits for people. */
export const healThreadsFeature = {
  name: 'heal-threads',
  messages: { 'thread-moved': renderThreadMoved },
  jobs: [{ name: 'heal-threads', everyMs: HOUR, run: (coPilot, bucket) => healThreads(coPilot, bucket) }],
} satisfies Feature;
