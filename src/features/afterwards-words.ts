import { percent } from '#domain/figures.ts';
import type { Afterwards } from '#domain/plan.ts';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** How a shipped change is to reach all users, as sentences; empty if it does at once. Plain text. */
export function shippingPlanWords({ steps = [], holdback }: Afterwards = {}): string {
  const shares = steps.map(({ share, days: long }) => `${percent(share)} for ${days(long)}`);
  const kept =
    holdback === undefined
      ? []
      : [
          `${percent(holdback.share)} keep the control for ${holdback.weeks === 1 ? 'a week' : `${holdback.weeks} weeks`}`,
        ];
  const parts = [...shares, ...kept];
  return parts.length === 0
    ? ''
    : `${parts.join(', then ')}, then all users get it. Guardrails are watched on the way, and proven harm takes the change back.`;
}
