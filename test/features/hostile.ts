import fc from 'fast-check';
import type { AnalysisSnapshot, Experiment, PullRequestRecord } from '#domain/experiment.ts';
import type { Plan } from '#domain/plan.ts';

const FRAGMENTS = [
  '<!channel>',
  '<!here>',
  '<!everyone>',
  '<!subteam^S012345>',
  '<@U0123ABC>',
  '<#C0123ABC>',
  '<https://evil.example|the report>',
  '<!date^0^{date}|<!channel>>',
  '&lt;!channel&gt;',
  '<',
  '>',
  '&',
  '*',
  '_',
  '~',
  '`',
  '```\nrm -rf /\n```',
  '|',
  '"',
  '\\',
  '\n',
  '\n\n• ',
  ' ',
  '\t',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  'e\u0301',
  'שלום',
  'مرحبا',
  '\u202e',
  '第一个关卡',
  'สวัสดี',
  'Move the gate ',
  ':octagonal_sign:',
  '{date_short}',
  '%7C',
];

/** Texts that people, models and vendors may send: markup, mentions, code, emoji, other scripts, up to 10,000 characters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 6 }), fc.nat(10_000))
    .map(([parts, length]) => parts.join('').repeat(10_000).slice(0, length)),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', ' ', '\n', '<!channel>'.repeat(1_000), '<'.repeat(10_000), '👩‍👩‍👧‍👦'.repeat(900)),
);

function inPlan(plan: Plan, text: string): Plan {
  return {
    ...plan,
    title: text,
    hypothesis: text,
    rationale: text,
    templateName: text,
    risks: [text, text],
    request: { ...plan.request, idea: text, surface: text, repository: text },
    variants: plan.variants.map((variant) => ({ ...variant, description: text })),
    goal: { ...plan.goal, name: text },
    guardrails: plan.guardrails.map(({ metric, margin }) => ({ metric: { ...metric, name: text }, margin })),
    secondary: plan.secondary.map((metric) => ({ ...metric, name: text })),
  };
}

function inPull(pull: PullRequestRecord | null, text: string): PullRequestRecord | null {
  if (pull === null) return null;
  return { ...pull, summary: text, branch: text, files: [text, text, text], mergedBy: pull.mergedBy && text };
}

function inSnapshot(snapshot: AnalysisSnapshot, text: string): AnalysisSnapshot {
  const { verdict } = snapshot;
  return {
    ...snapshot,
    narrative: { headline: text, reasons: [text, text, text] },
    verdict: {
      ...verdict,
      criteria: verdict.criteria.map((criterion) => ({ ...criterion, text: `${text} is proven` })),
    },
  };
}

/** The same experiment with this text wherever words come from outside. */
export function withText(experiment: Experiment, text: string): Experiment {
  const { request, plan, opinion, failure, decision, pendingOverride, pause, cancellation } = experiment;
  return {
    ...experiment,
    request: { ...request, idea: text, surface: text, repository: text, goalMetric: text },
    plan: plan && inPlan(plan, text),
    opinion: opinion && { ...opinion, considerations: [text, text] },
    comments: experiment.comments.map(() => text),
    failure: failure && { ...failure, detail: text },
    pullRequest: inPull(experiment.pullRequest, text),
    cleanUp: inPull(experiment.cleanUp, text),
    launchChecks: experiment.launchChecks.map((check) => ({ ...check, text })),
    snapshots: experiment.snapshots.map((snapshot) => inSnapshot(snapshot, text)),
    watch: experiment.watch && inSnapshot(experiment.watch, text),
    decision: decision && { ...decision, reason: decision.reason && text },
    pendingOverride: pendingOverride && { ...pendingOverride, reason: text },
    pause: pause && { ...pause, reason: text },
    cancellation: cancellation && { ...cancellation, reason: text },
    deadEffects: experiment.deadEffects.map((death) => ({ ...death, detail: text, code: text })),
  };
}
