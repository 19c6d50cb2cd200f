import type { HealingBotBody, UnwatchedBotBody } from '#domain/healing/commands.ts';
import {
  isChannelClosed,
  isChannelOpen,
  isLostAndDue,
  isPresentCard,
  isUntoldLoss,
  isUnwatched,
  mayBeTriedAgain,
  mayHaveNewCard,
} from '#domain/healing/guards.ts';
import type { Records, Rows } from '#domain/lifecycle-row.ts';

/** What the bot does if no person can follow an experiment. */
export const HEALING_ROWS: Rows<UnwatchedBotBody['name']> = {
  pauseUnwatched: { from: ['verifying', 'running', 'deciding'], to: ['paused'], guards: [isUnwatched] },
};

/** What the chat service lost, at any status. */
export const HEALING_RECORDS: Records<HealingBotBody['name']> = {
  loseCard: { from: 'any', guards: [isPresentCard, mayHaveNewCard] },
  postAnew: { from: 'any', guards: [isLostAndDue] },
  tryLostAgain: { from: 'any', guards: [mayBeTriedAgain] },
  tellLost: { from: 'any', guards: [isUntoldLoss] },
  recordChannelClosed: { from: 'any', guards: [isChannelOpen] },
  recordChannelOpen: { from: 'any', guards: [isChannelClosed] },
};
