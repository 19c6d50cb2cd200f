import { percent } from '#domain/figures.ts';
import type { Afterwards } from '#domain/plan.ts';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What follows a shipment, as sentences: its steps and the hand-off; empty if all users get it at once. Plain text. */
export function shippingPlanWords(afterwards: Afterwards = {}): string {
  const issue =
    afterwards.handoff === true ? ['An issue in the repository hands the rollout over to the team.'] : [];
  return [stepWords(afterwards), ...issue].filter((words) => words !== '').join(' ');
}

function stepWords({ steps = [], holdback }: Afterwards): string {
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
