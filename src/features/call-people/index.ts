import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import { renderWaitCalled, renderWithdrawn } from './blocks.ts';
import { callAgain } from './call-again.ts';
import { remindPeople } from './remind-people.ts';
import { snoozeCommand } from './snooze-command.ts';

/** What waits for people has an addressee and a clock: the thread calls again, each person is reminded, and a plan without an answer ends. */
export const callPeople = {
  name: 'call-people',
  subcommands: [snoozeCommand],
  messages: { 'wait-called': renderWaitCalled, withdrawn: renderWithdrawn },
  jobs: [
    {
      name: 'call-people',
      everyMs: 15 * MINUTE,
      run: async (coPilot: CoPilot) => {
        // A thread that cannot be called must not keep people from their reminders.
        try {
          await callAgain(coPilot);
        } finally {
          await remindPeople(coPilot);
        }
      },
    },
  ],
} satisfies Feature;
