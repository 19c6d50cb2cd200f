import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { callDueAt, nextCallAt, type WaitClock, withdrawnAt } from '#domain/waits/next-call.ts';
import type { WaitState } from '#domain/waits/state.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'choices' | 'clock' | 'log'>;

/** Calls again in the threads of experiments that wait for people, and withdraws the plans that no person answers. */
export async function callAgain(needs: Needs): Promise<void> {
  await walkUnfinished(needs, {
    job: 'call-people',
    isDue: ({ waiting }) => waiting !== null && mayBeDue(waiting, needs.choices.waits, needs.clock.now()),
    work: async ({ key }) => {
      const experiment = await needs.load(key);
      if (experiment !== null) await goOn(needs, experiment);
    },
  });
}

/** Whether the time of a call or of the end has come, by the line alone; lines from before waits were kept do not say. */
function mayBeDue(waiting: WaitState | undefined, waits: WaitClock, now: number): boolean {
  if (waiting === undefined) return true;
  const moments = [withdrawnAt({ waiting }, waits.withdrawAfterDays), callDueAt(waiting, waits)];
  return moments.some((moment) => moment !== null && now >= moment);
}

async function goOn({ execute, choices, clock }: Needs, experiment: Experiment): Promise<void> {
  const { key, waiting } = experiment;
  if (waiting === undefined) return;
  const by = { actor: BOT, at: clock.now() };
  const { withdrawAfterDays: days } = choices.waits;
  const end = withdrawnAt(experiment, days);
  if (end !== null && by.at >= end) {
    await execute(key, { name: 'withdrawPlan', days, ...by });
    return;
  }
  const next = nextCallAt(experiment, choices.waits);
  if (next === null || by.at < next) return;
  const { act, since, called = 0 } = waiting;
  await execute(key, { name: 'callAgain', act, since, time: called + 1, ...by });
}
