import { POSTHOG_ANSWERS } from '#sandbox/stand-ins/posthog/query-faults.ts';
import type { Journey } from '#test/support/journey.ts';
import type { QuarterPlan } from './quarter-plan.ts';

/** More questions than are asked in a day. */
const MANY = 1_000_000;

/** What goes wrong on each day of the plan: PostHog is away or back, and a flag is switched off by hand. */
export function troubleOf(
  { running: { sandbox, bot } }: Journey,
  { away, byHand }: QuarterPlan,
): (day: number) => Promise<void> {
  return async (day) => {
    sandbox.posthog.clearFaults();
    if (away.includes(day))
      sandbox.posthog.fail({
        kind: { answer: POSTHOG_ANSWERS.noQueryScope },
        ...{ path: '/query/', times: MANY },
      });
    if (!byHand.includes(day)) return;
    const lines = await bot.coPilot.store.summaries({ unfinished: true, limit: 100 });
    const running = lines.find(({ status }) => status === 'running');
    if (running !== undefined) {
      const flag = (await bot.coPilot.load(running.key))?.flag;
      if (flag != null) sandbox.posthog.editFlag(flag.key, { active: false });
    }
  };
}
