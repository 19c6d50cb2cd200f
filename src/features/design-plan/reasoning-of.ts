import { pointsOf, type WholeBrief } from '#agents/design-brief.ts';
import type { WholeProposal } from '#agents/design-problems.ts';
import { forecastBetween } from '#domain/design/forecast.ts';
import type { GoalObjection, PlanReasoning } from '#domain/design/plan-reasoning.ts';
import { findMetric } from '#domain/metric.ts';
import { type AlternativeNeeds, goalAlternative } from './find-alternatives.ts';
import type { ToSize } from './size-request.ts';

/** What a plan keeps of the designer's reasons: titles come from the list that was shown, and code writes the range of the forecast and the days. */
export async function reasoningOf(
  needs: AlternativeNeeds,
  asked: ToSize,
  brief: Pick<WholeBrief, 'request' | 'catalogue' | 'history'>,
  proposal: WholeProposal,
): Promise<PlanReasoning> {
  const { mechanism, disproof, guardrailReasons, segments, citations, noneSimilar } = proposal;
  const forecast = forecastBetween(pointsOf(brief), proposal.forecast, asked.goal) ?? { low: 0, high: 0 };
  const shown = (key: string) => brief.history.find((past) => past.key === key);
  const isSilent = noneSimilar === null || noneSimilar.trim() === '' || brief.history.length === 0;
  const objection = await objectionOf(needs, asked, proposal);
  return {
    ...{ mechanism, disproof, forecast },
    guardrailReasons: Object.fromEntries(guardrailReasons.map(({ metric, reason }) => [metric, reason])),
    segments: [...new Set(segments)],
    citations: citations.map(({ key, stance }) => {
      const { title = key, contradictedBy } = shown(key) ?? {};
      return { key, title, stance, ...(contradictedBy === undefined ? {} : { contradictedBy }) };
    }),
    ...(isSilent ? {} : { noneSimilar }),
    ...(objection === null ? {} : { objection }),
  };
}

async function objectionOf(
  needs: AlternativeNeeds,
  asked: ToSize,
  { objection }: WholeProposal,
): Promise<GoalObjection | null> {
  const metric = objection && findMetric(asked.catalogue, objection.goalMetric);
  if (objection === null || metric === null) return null;
  const found = await goalAlternative(needs, asked, metric.key);
  return { ...objection, name: metric.name, days: found?.days ?? null };
}
