import { BOT } from '#domain/actor.ts';
import type { Topic } from '#domain/topic.ts';
import { nextCallAt, withdrawnAt } from '#domain/waits/next-call.ts';
import { WAITS } from '#settings/waits.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { goOn, START, type Story, step } from '#test/support/example-story.ts';

/** The thread calls again for what the story waits for. */
export function calledAgain(story: Story): Story {
  const at = nextCallAt(story.experiment, WAITS) ?? START;
  return goOn(
    story,
    step((at - START) / DAY, BOT, ({ waiting }) => {
      if (waiting === undefined) throw new Error('it waits for no person');
      const { act, since, called = 0 } = waiting;
      return { name: 'callAgain', act, since, time: called + 1 };
    }),
  );
}

/** No person answered the plan of the story. */
export function withdrawn(story: Story): Story {
  const at = withdrawnAt(story.experiment, WAITS.withdrawAfterDays) ?? START;
  return goOn(story, step((at - START) / DAY, BOT, { name: 'withdrawPlan', days: WAITS.withdrawAfterDays }));
}

/** Every message about what people let wait. */
export const WAIT_CASES: readonly (readonly [story: Story, topic: Topic, name: string])[] = [
  [calledAgain(EXAMPLES.inReview), 'wait-called', 'wait-called'],
  [calledAgain(EXAMPLES.merged), 'wait-called', 'wait-called-launch'],
  [calledAgain(EXAMPLES.implemented), 'wait-called', 'wait-called-pull-request'],
  [withdrawn(EXAMPLES.inReview), 'withdrawn', 'withdrawn'],
];
