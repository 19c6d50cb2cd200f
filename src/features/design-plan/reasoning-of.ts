import { pointsOf, type WholeBrief } from '#agents/design-brief.ts';
import type { WholeProposal } from '#agents/design-problems.ts';
import { forecastBetween } from '#domain/design/forecast.ts';
import type { PlanReasoning } from '#domain/design/plan-reasoning.ts';
import type { Metric } from '#domain/metric.ts';

/** What a plan keeps of the designer's reasons: titles come from the list that was shown, and code writes the range of the forecast. */
export function reasoningOf(
  brief: Pick<WholeBrief, 'request' | 'catalogue' | 'history'>,
  proposal: WholeProposal,
  goal: Metric,
): PlanReasoning {
  const { mechanism, disproof, guardrailReasons, segments, citations, noneSimilar } = proposal;
  const forecast = forecastBetween(pointsOf(brief), proposal.forecast, goal) ?? { low: 0, high: 0 };
  const shown = (key: string) => brief.history.find((past) => past.key === key);
  const isSilent = noneSimilar === null || noneSimilar.trim() === '' || brief.history.length === 0;
  return {
    ...{ mechanism, disproof, forecast },
    guardrailReasons: Object.fromEntries(guardrailReasons.map(({ metric, reason }) => [metric, reason])),
    segments: [...new Set(segments)],
    citations: citations.map(({ key, stance }) => {
      const { title = key, contradictedBy } = shown(key) ?? {};
      return { key, title, stance, ...(contradictedBy === undefined ? {} : { contradictedBy }) };
    }),
    ...(isSilent ? {} : { noneSimilar }),
  };
}
