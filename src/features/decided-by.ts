import { mention } from '#block-kit/mrkdwn.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';

const WHY = {
  recommended: 'as the rules recommend',
  regression: 'because the goal got worse by more than the limit, a precaution and no proof',
} as const;

/** Who or what decided, as it follows "decided": `by @priya and @sam`, `automatically, …`. Mrkdwn without a full stop. */
export function decidedBy({ by, unattended }: Pick<DecisionRecord, 'by' | 'unattended'>): string {
  if (unattended === undefined) return `by ${by.map(mention).join(' and ')}`;
  if (unattended.why === 'expired') return 'by the bot, because no approver decided in time';
  return `automatically, ${WHY[unattended.rule]} (auto turned on by ${mention(unattended.approver)})`;
}
