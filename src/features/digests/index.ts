import { sayBulletin } from '#features/bulletin.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import { postDueDigests, type SayDigest } from './digests.ts';
import { healthDigest } from './health-digest.ts';
import { monthlyDigest } from './monthly-digest.ts';
import { reviewDigest } from './review-digest.ts';
import { weeklyDigest } from './weekly-digest.ts';

const KINDS = { daily: healthDigest, weekly: weeklyDigest, review: reviewDigest, monthly: monthlyDigest };

/** Digests of all experiments: what is wrong today, the week, the agenda of a review, the month for leaders. */
export const digestsFeature = {
  name: 'digests',
  bulletins: Object.values(KINDS),
  jobs: [
    {
      name: 'digests',
      everyMs: 5 * MINUTE,
      run: (coPilot: CoPilot) => {
        const say: SayDigest = (name, saying) => sayBulletin(coPilot, KINDS[name], saying);
        return postDueDigests(coPilot, say);
      },
    },
  ],
} satisfies Feature;
