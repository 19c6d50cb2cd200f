import type { Criterion } from '#domain/decision/verdict.ts';
import type { Plan } from '#domain/plan.ts';

type Words = Readonly<Record<Criterion['state'], string>>;

/** What is asked of the goals, of several: a proof of one, and of each that it is not worse. `GOAL` is the one that is proven; the stored criterion names it. */
const OF_SEVERAL: Readonly<Record<string, Words>> = {
  'goal-proven': {
    met: 'GOAL is proven better',
    'not-met': 'No goal is proven better',
    unknown: 'Whether a goal is better is not known yet',
  },
  'goal-not-worse': {
    met: 'Every goal is proven not to get worse by its margin',
    'not-met': 'It is not proven of every goal that it does not get worse by its margin',
    unknown: 'Whether a goal gets worse by its margin is not known yet',
  },
};

/** The words of a criterion that asks for something of several goals; null for another criterion, and for a plan with one goal. */
export function severalGoalsWords({ otherGoals }: Plan, key: string): Words | null {
  return otherGoals === undefined ? null : (OF_SEVERAL[key] ?? null);
}
