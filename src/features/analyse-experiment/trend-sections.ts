import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { count, pValue, signedPercent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import type { TrendDetail } from '#stats/engine/details.ts';

const PATTERNS: Readonly<Record<TrendDetail['pattern'], string>> = {
  novelty: 'the effect wears off: it may be novelty',
  learning: 'the effect grows: users may still be learning',
  steady: 'no change over time is proven',
};

/** How the effect on the goal changes with the day on which units entered; nothing if that is not known. */
export function trendSections({ goal }: Plan, trends: readonly TrendDetail[]): ChatMessage['blocks'] {
  if (trends.length === 0) return [];
  const lines = trends.map(
    ({ variant, days, earlyLift, lateLift, pattern, pValue: p }) =>
      `${code(variant)}: lift ${signedPercent(earlyLift)} of units that entered in the first half of ${count(days)} days, ${signedPercent(lateLift)} in the second (p of a trend, not corrected, ${escapeMrkdwn(pValue(p))}): ${PATTERNS[pattern]}`,
  );
  return [section(`*${escapeMrkdwn(goal.name)} over time* (exploratory)\n${bullets(lines)}`)];
}
