import { z } from 'zod';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { MetricShape, type RequestSeen, RequestShape } from '#sandbox/stand-ins/openai/shapes.ts';
import {
  asPercent,
  capitalised,
  cut,
  overlap,
  tidy,
  uncapitalised,
} from '#sandbox/stand-ins/openai/words.ts';

type MetricSeen = z.infer<typeof MetricShape>;

/** Why a change of this kind could work, by the template that the supervisor chose. */
const MECHANISMS: Readonly<Record<string, string>> = {
  onboarding: 'the first sessions give more reason to come back',
  engagement: 'it reaches people when it is useful to them',
  monetisation: 'buying takes less effort',
  performance: 'people wait less for what they came for',
  viral: 'asking another person takes less effort than before',
};

const WAYS = ['as proposed', 'in a milder form', 'in a bolder form', 'with a line that explains it'];

/** Every `"phrase" … Settled by "other"` of the objections, applied to a text. */
function amended(text: string, objections: readonly string[]): string {
  return objections.reduce((current, objection) => {
    const [, phrase, other] = /^"([^"]+)".*Settled by "([^"]*)"/.exec(objection) ?? [];
    return phrase === undefined || other === undefined ? current : current.replaceAll(phrase, other);
  }, text);
}

/** `… to 40 or 50` has two alternatives; an idea without `or` has one. */
function alternativesOf(idea: string): readonly string[] {
  const [first = idea, ...others] = idea.split(/,? or (?=\S)/);
  const lead = /^(.*\b(?:to|by|of|with|as) (?:[a-z]+ )?)\S+$/.exec(first)?.[1];
  return [first, ...others.map((other) => (lead === undefined ? capitalised(other) : `${lead}${other}`))];
}

/** As many different treatments as the split asks for, from the idea's own alternatives first. */
function treatmentsOf(idea: string, count: number, comments: readonly string[]): readonly string[] {
  const alternatives = alternativesOf(idea);
  const last = comments.at(-1);
  const after = last === undefined ? '' : ` (after a comment: ${cut(tidy(last), 90)})`;
  return Array.from({ length: count }, (_, index) => {
    const way = WAYS[index - alternatives.length + 1] ?? `in form ${'abcdef'[index] ?? ''}`;
    const text = alternatives[index] ?? `${alternatives[0]}, ${way}`;
    return `${cut(text, 190)}${after}`;
  });
}

function controlOf(idea: string, surface: string): string {
  const from = /\bfrom (.{1,80}?) (?:in)?to\b/i.exec(idea)?.[1];
  return from === undefined ? `As today: ${surface} without the change.` : `As today: ${from}.`;
}

function metricsFor(request: RequestSeen, catalogue: readonly MetricSeen[]) {
  const goals = [request.goalMetric, ...request.otherGoals];
  const others = catalogue.filter(({ key }) => !goals.includes(key));
  const asked = others.filter(({ key }) => request.guardrailMetrics.includes(key)).map(({ key }) => key);
  const harms = others
    .filter(({ desiredDirection }) => desiredDirection === 'decrease')
    .map(({ key }) => key);
  const guardrailMetrics = (asked.length > 0 ? asked : harms).slice(0, asked.length > 0 ? 5 : 2);
  const about = `${request.idea} ${request.surface} ${request.goalMetric.replaceAll('_', ' ')}`;
  const secondaryMetrics = others
    .filter(({ key }) => !guardrailMetrics.includes(key))
    .map(({ key, name, description }) => ({ key, score: overlap(`${name} ${description}`, about) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 2)
    .map(({ key }) => key);
  return { guardrailMetrics, secondaryMetrics };
}

const Past = z.object({ key: z.string(), title: z.string(), outcome: z.string(), isClose: z.boolean() });
type PastSeen = z.infer<typeof Past>;

function rationaleOf(
  idea: string,
  history: readonly PastSeen[],
  objections: readonly string[],
  comments: readonly string[],
) {
  const parts = [
    `${capitalised(idea)}: cheap to build behind a flag, and easy to take back.`,
    ...history.slice(0, 1).map(({ title }) => `Earlier experience: ${cut(tidy(title), 120)}.`),
    ...(objections.length > 0 ? ['Reworded after the policy review.'] : []),
    ...(comments.length > 0 ? ['Planned again after comments.'] : []),
  ];
  return cut(parts.join(' '), 590);
}

/** What an outcome speaks for: a change that was shipped supports a like one, any other end contradicts it. */
function citationsOf(history: readonly PastSeen[]) {
  return history
    .filter(({ isClose }) => isClose)
    .slice(0, 5)
    .map(({ key, outcome }) => ({ key, stance: /\bship/i.test(outcome) ? 'supports' : 'contradicts' }));
}

/** From no change to the point in the middle of those above it, as most changes do little. */
function forecastOf(points: readonly string[]) {
  const none = points.indexOf('no change');
  const above = points.slice(none + 1);
  return { from: points[none], to: above[Math.floor(above.length / 2)] };
}

/** A goal of money for a change that sells nothing is far behind it: a metric that shares more words with the idea is nearer. */
function objectionOf(question: Question, request: RequestSeen, catalogue: readonly MetricSeen[]) {
  const goal = catalogue.find(({ key }) => key === request.goalMetric);
  const sells = /\b(?:buy|cart|checkout|coupon|discount|offer|order|pay|price|sale|shop|delivery)/i.test(
    `${request.idea} ${request.surface}`,
  );
  const mayObject = jsonOf(question, 'objectable', z.boolean());
  if (!mayObject || sells || !/revenue/i.test(goal?.name ?? '')) return null;
  const [nearest] = catalogue
    .filter(({ key, desiredDirection }) => key !== goal?.key && desiredDirection === 'increase')
    .map(({ key, name, description }) => ({
      key,
      score: overlap(`${name} ${description}`, `${request.idea} ${request.surface} visited site`),
    }))
    .sort((a, b) => b.score - a.score);
  if (nearest === undefined) return null;
  const reason = 'What people spend is far behind this change and moves for many other reasons.';
  return { goalMetric: nearest.key, reason };
}

const Computed = z.object({ findings: z.array(z.string()) }).nullable();

/** Guardrails and cadence, after what code found about the answer before: what a finding names is not chosen again, if another is left. */
function reconsidered(metrics: ReturnType<typeof metricsFor>, cadence: string, findings: readonly string[]) {
  const isNamed = (key: string) => findings.some((finding) => finding.includes(key));
  const kept = metrics.guardrailMetrics.filter((key) => !isNamed(key));
  return {
    ...metrics,
    guardrailMetrics: kept.length === 0 ? metrics.guardrailMetrics.slice(0, 1) : kept,
    lookCadence: findings.some((finding) => finding.includes('daily looks')) ? 'weekly' : cadence,
  };
}

/** Why the design is as it is, in the words of the idea and the lists. */
function reasonsOf(question: Question, goal: string, guardrails: readonly string[], because: string) {
  const history = jsonOf(question, 'history', z.array(Past));
  const names = (block: string) => jsonOf(question, block, z.array(z.string()));
  const citations = citationsOf(history);
  const left = history.filter(({ key }) => citations.every((cited) => cited.key !== key));
  return {
    mechanism: `People meet the change at the moment that counts, and ${because}; so more of them do what ${goal} measures.`,
    disproof: `People see the change and do nothing different there, whatever becomes of ${goal}.`,
    guardrailReasons: guardrails.map((metric) => ({
      metric,
      reason: 'New code and an unknown behaviour may do harm that shows here first.',
    })),
    segments: names('dimensions').slice(0, 2),
    forecast: forecastOf(names('points')),
    citations,
    noneSimilar: left.length === 0 ? null : 'The others are about another change or another place.',
  };
}

/** Designs from the idea's own words; metrics by what they share with them. */
export function scriptedDesigner(question: Question): object {
  const request = jsonOf(question, 'request', RequestShape);
  const catalogue = jsonOf(question, 'catalogue', z.array(MetricShape));
  const lines = (block: string) => jsonOf(question, block, z.array(z.string()));
  const { template } = jsonOf(question, 'assessment', z.object({ template: z.string() }));
  const [objections, comments] = [lines('objections'), lines('comments')];
  const history = jsonOf(question, 'history', z.array(Past));
  const idea = amended(tidy(request.idea), objections);
  const goal = catalogue.find(({ key }) => key === request.goalMetric);
  const moves = goal?.desiredDirection === 'decrease' ? 'fall' : 'rise';
  const because = MECHANISMS[template] ?? 'it takes an obstacle out of the way';
  const lift = asPercent(request.smallestLift);
  const name = goal?.name ?? request.goalMetric;
  const findings = jsonOf(question, 'computed', Computed)?.findings ?? [];
  const cadence = request.risk === 'high' ? 'daily' : 'weekly';
  const metrics = reconsidered(metricsFor(request, catalogue), cadence, findings);
  return {
    title: cut(capitalised(idea), 80),
    hypothesis: `If we ${cut(uncapitalised(idea), 240)}, then ${name} will ${moves} by at least ${lift}, because ${because}.`,
    rationale: rationaleOf(cut(idea, 240), history, objections, comments),
    controlDescription: cut(controlOf(idea, request.surface), 290),
    treatmentDescriptions: treatmentsOf(capitalised(idea), request.split.length - 1, comments),
    ...metrics,
    ...reasonsOf(question, cut(name, 100), metrics.guardrailMetrics, because),
    objection: objectionOf(question, request, catalogue),
    risks: [
      'The change may surprise people, and some may leave.',
      `${name} may move for a short while, only because the change is new.`,
    ],
  };
}
