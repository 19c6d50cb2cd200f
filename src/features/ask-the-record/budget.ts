import type { CoPilot } from '#features/co-pilot.ts';
import { DAY } from '#shared/clock.ts';
import { utcDay } from '#shared/utc-day.ts';

/** Claims of questions: one for each that a model is asked, by person and by experiment. */
const SCOPE = 'question';
/** Questions a day (UTC) that a model is asked for one person, and about one experiment. */
export const MOST_BY_PERSON = 20;
export const MOST_ABOUT_EXPERIMENT = 40;
const KEPT = 2 * DAY;
const SWEPT = 1_000;

/**
 * Whether a model may be asked for this person (a pseudonym) about this experiment, and counts it. More than so many questions a day are
 * answered without a model.
 */
export async function mayAskModel(
  { store, clock }: Pick<CoPilot, 'store' | 'clock'>,
  person: string,
  experiment: string,
): Promise<boolean> {
  const now = clock.now();
  await store.sweepClaims(SCOPE, now - KEPT, SWEPT);
  const day = utcDay(now);
  const take = async (whose: string, most: number) => {
    for (let number = 1; number <= most; number += 1) {
      if (await store.claim(SCOPE, `${whose}:${day}:${number}`, now)) return true;
    }
    return false;
  };
  return (await take(person, MOST_BY_PERSON)) && (await take(experiment, MOST_ABOUT_EXPERIMENT));
}
