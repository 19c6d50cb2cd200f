import { type Deciders, outcome, post } from '#domain/decider.ts';
import type { LookBotBody } from '#domain/looks/commands.ts';
import { withFound } from '#domain/looks/escalate.ts';
import { isTimeToTell, openReadingFault } from '#domain/looks/reading-faults.ts';
import { recordLook } from '#domain/looks/record-look.ts';

/** What the bot finds in the data, and what becomes of a reading that fails. */
export const lookDeciders: Deciders<LookBotBody['name']> = {
  recordLook: (experiment, { snapshot, found }) =>
    withFound(experiment, found, recordLook(experiment, snapshot, found)),

  // The card changes only with what the thread hears.
  recordReadingFault: (experiment, command) => {
    const { task, code, detail, mayPass, rarely } = command;
    const told = isTimeToTell(experiment, command);
    const event = {
      type: 'readingFailed',
      task,
      code,
      detail,
      mayPass,
      told,
      ...(rarely === undefined ? {} : { rarely }),
    } as const;
    return outcome([event], told ? [post('reading-failed'), CARD] : []);
  },

  recordReadingRecovery: (experiment, { task }) => {
    const isTold = openReadingFault(experiment, task)?.toldAt != null;
    return outcome([{ type: 'readingRecovered', task }], isTold ? [post('reading-recovered'), CARD] : []);
  },
};

const CARD = { kind: 'card' } as const;
