import { pointsOf, type WholeBrief } from '#agents/design-brief.ts';
import { designProblems, type WholeProposal } from '#agents/design-problems.ts';
import type { AgentFailure } from '#domain/agent-output.ts';
import type { ForecastPoint } from '#domain/design/forecast.ts';
import type { GivenDesign } from '#domain/design/given-design.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/**
 * A design that a person gave, as the designer would answer. Refuses with all that the checks of a design find: the rules are the same
 * for people and for models.
 */
export function givenProposal(brief: WholeBrief, given: GivenDesign): Result<WholeProposal, AgentFailure> {
  const points = pointsOf(brief);
  const proposal: WholeProposal = {
    ...given,
    forecast: {
      from: nearestPoint(points, given.forecast.low),
      to: nearestPoint(points, given.forecast.high),
    },
    objection: null,
  };
  const problems = [...unknownIn(brief, given), ...designProblems(brief, proposal)];
  if (problems.length === 0) return ok(proposal);
  const detail = ['The design that came with the request cannot be planned.', ...problems].join('\n');
  return refused({ role: 'designer', reason: 'impossible', detail });
}

function nearestPoint(points: readonly ForecastPoint[], gain: number): string {
  const [first, ...more] = points;
  const distance = (point: ForecastPoint) => Math.abs(point.gain - gain);
  return (
    more.reduce((near, point) => (near && distance(point) < distance(near) ? point : near), first)?.label ??
    ''
  );
}

/** What the list that a designer chooses from does not hold. */
function unknownIn(
  { catalogue, dimensions, history, request }: WholeBrief,
  given: GivenDesign,
): readonly string[] {
  const metrics = [
    ...[...given.guardrailMetrics, ...given.secondaryMetrics],
    ...given.guardrailReasons.map(({ metric }) => metric),
  ].filter((key) => !catalogue.some((metric) => metric.key === key));
  const segments = given.segments.filter((name) => !dimensions.includes(name));
  const cited = given.citations.filter(({ key }) => !history.some((past) => past.key === key));
  const arms = request.split.length - 1;
  return [
    ...[...new Set(metrics)].map((key) => `the catalogue has no metric ${key}`),
    ...segments.map((name) => `segments: the settings have no dimension ${name}`),
    ...cited.map(({ key }) => `citations: ${key} is none of the past experiments that are alike`),
    ...(given.treatmentDescriptions.length === arms
      ? []
      : [`treatmentDescriptions: the split has ${arms} treatments`]),
  ];
}
