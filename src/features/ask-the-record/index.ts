import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { hear } from './hear.ts';

/** Questions to the bot, in a thread or directly, are answered from the record. */
export const askTheRecordFeature = {
  name: 'ask-the-record',
  actions: Object.values(actions),
  hears: hear,
  stops: ({ chat }, { channel, threadTs, answers }) =>
    chat.stopped({ channel, threadTs }, answers, 'Stopped. Nothing was changed. Ask again when you like.'),
} satisfies Feature;
