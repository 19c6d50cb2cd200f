import fc from 'fast-check';
import type { CodeState, PullRequestRecord } from '#domain/code/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
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

function inDraft({ draft }: CodeState, text: string): Pick<CodeState, 'draft'> {
  if (draft === undefined) return {};
  const { checks, last } = draft;
  const failed = (checks?.failed ?? []).map(({ url }) => ({ name: text, url: url ?? text }));
  const remarks = (last?.remarks ?? []).map((remark) => ({ ...remark, author: text }));
  const ended = last?.end === 'failed' ? { ...last, detail: text } : last;
  return {
    draft: {
      ...draft,
      checks: checks && { ...checks, failed },
      last: ended && { ...ended, remarks, ...(ended.end === 'committed' ? { files: [text] } : {}) },
    },
  };
}

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

function inPull(pull: PullRequestRecord, text: string): PullRequestRecord {
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
  const { request, proposal, design, code, launch, looks, decision, cleanUp, delivery, ended } = experiment;
  const { record, pendingOverride } = decision;
  return {
    ...experiment,
    request: { ...request, idea: text, surface: text, repository: text, goalMetric: text },
    proposal: { ...proposal, comments: proposal.comments.map(() => text) },
    design: design && {
      ...design,
      plan: inPlan(design.plan, text),
      opinion: { ...design.opinion, considerations: [text, text] },
      ...(design.amendments && {
        amendments: design.amendments.map((amendment) => ({ ...amendment, reason: text })),
      }),
      ...(design.pendingAmendment && { pendingAmendment: { ...design.pendingAmendment, reason: text } }),
    },
    failure: experiment.failure && { ...experiment.failure, detail: text },
    code: code && { ...code, pullRequest: inPull(code.pullRequest, text), ...inDraft(code, text) },
    cleanUp: cleanUp && { ...cleanUp, pullRequest: cleanUp.pullRequest && inPull(cleanUp.pullRequest, text) },
    launch: launch && {
      ...launch,
      checks: launch.checks.map((check) => ({ ...check, text })),
      pause: launch.pause && { ...launch.pause, reason: text },
    },
    looks: {
      ...looks,
      snapshots: looks.snapshots.map((snapshot) => inSnapshot(snapshot, text)),
      watch: looks.watch && inSnapshot(looks.watch, text),
    },
    decision: {
      record: record && { ...record, reason: record.reason && text },
      pendingOverride: pendingOverride && { ...pendingOverride, reason: text },
    },
    delivery: {
      ...delivery,
      failedEffects: delivery.failedEffects.map((failed) => ({ ...failed, detail: text, code: text })),
    },
    ended: ended && {
      ...ended,
      cancellation: ended.cancellation && { ...ended.cancellation, reason: text },
    },
  };
}
