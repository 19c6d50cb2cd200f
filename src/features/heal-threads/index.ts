import type { Feature } from '#features/feature.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { renderMessageLost, renderThreadMoved } from './blocks.ts';
import { renderChannelClosed, renderChannelOpen, renderUnwatchedPaused } from './closed-blocks.ts';
import { healThreads } from './heal-threads.ts';
import { watchChannels } from './watch-channels.ts';

/** What the chat service loses of a thread comes back: the card, what waits for people, and the channel itself. */
export const healThreadsFeature = {
  name: 'heal-threads',
  messages: {
    'thread-moved': renderThreadMoved,
    'channel-closed': renderChannelClosed,
    'channel-open': renderChannelOpen,
    'unwatched-paused': renderUnwatchedPaused,
    'message-lost': renderMessageLost,
  },
  jobs: [
    { name: 'heal-threads', everyMs: HOUR, run: (coPilot, bucket) => healThreads(coPilot, bucket) },
    { name: 'watch-channels', everyMs: 15 * MINUTE, run: (coPilot) => watchChannels(coPilot) },
  ],
} satisfies Feature;
