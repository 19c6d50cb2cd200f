import { pointsOf, type WholeBrief } from '#agents/design-brief.ts';
import { strayNumbers } from '#agents/number-check.ts';
import { rubbishIn } from '#agents/rubbish.ts';
import type { DesignProposal } from '#domain/agent-output.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { findMetric, goalProblem } from '#domain/metric.ts';
import { sizedLift } from '#domain/plan.ts';

/** A design with all that is asked for. */
export type WholeProposal = Required<DesignProposal>;

/** What of a well-formed design contradicts the brief or itself, in words that the model can act on. */
export function designProblems(brief: WholeBrief, proposal: WholeProposal): readonly string[] {
  return [
    ...strayNumbers(textOf(proposal), numbersAllowed(brief)).map(
      (number) => `a number that is not in the data: ${number}`,
    ),
    ...metricProblems(brief, proposal),
    ...rubbishOf(proposal),
    ...forecastProblems(brief, proposal),
    ...citationProblems(brief, proposal),
    ...objectionProblems(brief, proposal),
  ];
}

function textOf({ title, hypothesis, rationale, mechanism, disproof, ...rest }: WholeProposal): string {
  const { controlDescription, treatmentDescriptions, guardrailReasons, risks, noneSimilar, objection } = rest;
  const reasons = guardrailReasons.map(({ reason }) => reason);
  const arms = [controlDescription, ...treatmentDescriptions];
  return [
    title,
    hypothesis,
    rationale,
    mechanism,
    disproof,
    ...arms,
    ...reasons,
    ...risks,
    noneSimilar ?? '',
    objection?.reason ?? '',
  ].join('\n');
}

/** Texts whose numbers a design may repeat. It may write lifts and shares of the request in per cent. */
function numbersAllowed(brief: WholeBrief): readonly string[] {
  const { request, catalogue, history, objections, comments, computed, facts, product, template } = brief;
  const metrics = catalogue.map(({ key, name, description }) => `${key} ${name} ${description}`);
  const lifts = [request.smallestLift, sizedLift(request)];
  const shares = [...lifts, request.trafficShare, ...request.split].map(
    (share) => `${share} ${(share * 100).toFixed(2)} %`,
  );
  const past = history.map(({ title, outcome }) => `${title} ${outcome}`);
  const said = [request.idea, request.surface, product ?? '', template?.description ?? ''];
  return [
    ...said,
    ...shares,
    ...metrics,
    ...past,
    ...facts,
    ...(computed?.findings ?? []),
    ...objections,
    ...comments,
  ];
}

function metricProblems({ request }: WholeBrief, proposal: WholeProposal): readonly string[] {
  const goals = goalKeysOf(request);
  const { guardrailMetrics, secondaryMetrics, guardrailReasons, treatmentDescriptions } = proposal;
  const both = guardrailMetrics.filter((key) => secondaryMetrics.includes(key));
  const again = goals.filter((key) => [...guardrailMetrics, ...secondaryMetrics].includes(key));
  const reasoned = guardrailReasons.map(({ metric }) => metric);
  const bare = guardrailMetrics.filter((key) => !reasoned.includes(key));
  const guards = [...guardrailMetrics, ...request.guardrailMetrics];
  const astray = reasoned.filter((key) => !guards.includes(key));
  const alike = new Set(treatmentDescriptions).size < treatmentDescriptions.length;
  return [
    ...both.map((key) => `secondaryMetrics: ${key} is a guardrail already`),
    ...again.map((key) => `the goal metric ${key} must not be repeated`),
    ...bare.map((key) => `guardrailReasons: ${key} has no reason`),
    ...astray.map((key) => `guardrailReasons: ${key} is no guardrail`),
    ...(alike ? ['treatmentDescriptions: two treatments are the same'] : []),
  ];
}

/** The title may say what the treatment is; everything else says something of its own. */
function rubbishOf(proposal: WholeProposal): readonly string[] {
  const { title, hypothesis, rationale, mechanism, disproof, controlDescription } = proposal;
  const arms = proposal.treatmentDescriptions.map((text, index) => [`treatment ${index + 1}`, text] as const);
  const problems = rubbishIn(
    { texts: { hypothesis, rationale, mechanism, disproof }, least: 4 },
    { texts: { controlDescription, ...Object.fromEntries(arms) }, least: 2 },
  );
  return [...problems, ...rubbishIn({ texts: { title }, least: 2 })];
}

function forecastProblems(brief: WholeBrief, { forecast }: WholeProposal): readonly string[] {
  const labels = pointsOf(brief).map(({ label }) => label);
  return labels.indexOf(forecast.from) < labels.indexOf(forecast.to)
    ? []
    : ['forecast: "from" must come before "to" in the list of points'];
}

function objectionProblems(
  { request, catalogue }: WholeBrief,
  { objection }: WholeProposal,
): readonly string[] {
  if (objection === null) return [];
  const metric = findMetric(catalogue, objection.goalMetric);
  const problem = metric && goalProblem(metric);
  return [
    ...(goalKeysOf(request).includes(objection.goalMetric)
      ? ['objection: this metric is the goal already']
      : []),
    ...(problem === null ? [] : [`objection: ${problem}`]),
    ...rubbishIn({ texts: { objection: objection.reason }, least: 4 }),
  ];
}

function citationProblems(
  { history }: WholeBrief,
  { citations, noneSimilar }: WholeProposal,
): readonly string[] {
  const cited = citations.map(({ key }) => key);
  const silent = (noneSimilar ?? '').trim() === '';
  const close = history.filter(({ key, isClose }) => isClose && !cited.includes(key));
  return [
    ...(new Set(cited).size < cited.length ? ['citations: an experiment stands twice'] : []),
    ...(silent
      ? close.map(({ key }) => `citations: cite ${key}, or say in noneSimilar why it is not alike`)
      : []),
    ...(silent && cited.length === 0 && history.length > 0 && close.length === 0
      ? ['noneSimilar: say why no experiment of history is alike, or cite one']
      : []),
  ];
}
