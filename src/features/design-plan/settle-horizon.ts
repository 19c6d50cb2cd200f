import { POLICY } from '#domain/design/policy.ts';
import type { Sizing } from '#domain/plan.ts';
import type { Result } from '#shared/result.ts';

const WEEK = 7;

/**
 * The baseline over the horizon that a plan needs: units bring more the longer they are watched, and new ones become rarer, so a
 * level and a traffic hold for one length alone. Tries whole weeks, shortest first, and ends at the first in which a plan of that
 * level and traffic fits (`sizeOf` gives its days), at the latest with the longest that the policy allows.
 */
export async function settleHorizon<Read>(
  read: (days: number) => Promise<Read>,
  sizeOf: (baseline: Read) => Result<Sizing, unknown>,
): Promise<Read> {
  for (let days = POLICY.minimumDays; ; days += WEEK) {
    const baseline = await read(days);
    const sizing = sizeOf(baseline);
    const waitDays = sizing.kind === 'ok' ? (sizing.value.waitDays ?? 0) : 0;
    const fits = sizing.kind === 'ok' && sizing.value.days - waitDays <= days;
    // The days in which the last units wait for the goal count, too.
    if (fits || days + WEEK + waitDays > POLICY.maximumDays) return baseline;
  }
}
