import { AUTHORITY, type PersonActor } from '#domain/actor.ts';
import type { AgentRun, Assessment, PolicyOpinion } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';
import type { Command } from '#domain/command.ts';
import { type Commit, sealCommit } from '#domain/commit.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import type { Effect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Metric } from '#domain/metric.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { DAY, HOUR } from '#shared/clock.ts';

/** Monday, 5 January 2026, 00:00 UTC. */
export const START = Date.UTC(2026, 0, 5);

/** Who holds the approver role: among them people who are authors of the experiments here. */
const HOLDERS = ['p-requester', 'p-approver', 'p-second', 'p-editor', 'p-owner'];

/** A person with the approver role. */
export function approverNamed(person: string): PersonActor {
  return { person, roles: ['approver'], authority: AUTHORITY, approvers: [...new Set([...HOLDERS, person])] };
}

export const REQUESTER: PersonActor = approverNamed('p-requester');
export const APPROVER: PersonActor = approverNamed('p-approver');
export const SECOND_APPROVER: PersonActor = approverNamed('p-second');
export const BYSTANDER: PersonActor = { person: 'p-bystander', roles: [], authority: AUTHORITY };

export const REQUEST: ExperimentRequest = {
  idea: 'Move the first gate from level 30 to 40',
  goalMetric: 'retention-7',
  guardrailMetrics: ['revenue'],
  smallestLift: 0.05,
  trafficShare: 0.5,
  split: [0.5, 0.5],
  surface: 'gate',
  repository: 'acme/game',
  risk: 'low',
  owner: 'p-owner',
};

function metric(key: string, desiredDirection: Metric['desiredDirection'] = 'increase'): Metric {
  return {
    key,
    name: key,
    description: `What ${key} counts`,
    kind: 'proportion',
    desiredDirection,
    event: key,
    property: null,
    windowDays: 7,
  };
}

/** A plan that the hard policy lets pass. */
export function planFor(request: ExperimentRequest = REQUEST): Plan {
  return {
    title: 'A later first gate',
    hypothesis: 'A later gate keeps more players.',
    rationale: 'Players leave where they are stopped first.',
    request,
    flagKey: 'a-later-first-gate',
    variants: [
      { key: 'control', role: 'control', description: 'Gate at level 30', allocation: 0.5 },
      { key: 'treatment', role: 'treatment', description: 'Gate at level 40', allocation: 0.5 },
    ],
    goal: metric('retention-7'),
    guardrails: [{ metric: metric('revenue'), margin: 0.02 }],
    secondary: [],
    alpha: 0.05,
    power: 0.8,
    lookCadence: 'weekly',
    baseline: { mean: 0.19, variance: 0.1539, units: 90_000, unitsPerDay: 5_000 },
    sizing: {
      unitsPerVariant: 20_000,
      plannedUnits: 40_000,
      days: 14,
      plannedLooks: 2,
      method: 'two proportions',
      inflation: 1.05,
    },
    risks: ['Less revenue at the gate'],
    templateName: 'difficulty',
  };
}

export const ASSESSMENT: Assessment = {
  testable: true,
  reason: 'One change, one measurable outcome.',
  questions: [],
  template: 'difficulty',
  risk: 'low',
};

export const OPINION: PolicyOpinion = { verdict: 'no-objection', objections: [], considerations: [] };

export const RUN: AgentRun = {
  role: 'designer',
  model: 'scripted',
  prompt: 'designer@1',
  promptHash: 'a'.repeat(64),
  inputHash: 'b'.repeat(64),
  outputHash: 'c'.repeat(64),
  inputTokens: 1_200,
  outputTokens: 300,
  costUsd: 0.01,
  latencyMs: 900,
  repaired: false,
};

/** A pull request as the code host answers it. */
export function pullRequest(number: number): OpenedPullRequest {
  return {
    number,
    url: `https://code.example/acme/game/pull/${number}`,
    branch: `experiment/${number}`,
    files: ['src/gate.ts'],
    summary: 'Puts the gate behind the flag.',
  };
}

/** The flag in the registered split, at a vendor version. */
export function flagRecord(version: string): FlagRecord {
  return {
    key: 'a-later-first-gate',
    url: 'https://flags.example/1',
    version,
    active: true,
    rollout: 0.5,
    allocation: { control: 0.5, treatment: 0.5 },
  };
}

export interface SnapshotChoice {
  readonly day: number;
  readonly recommendation: Recommendation;
  readonly scheduled?: boolean;
  readonly final?: boolean;
  readonly harm?: boolean;
}

/** A look on day `day` after the start whose rules say `recommendation`. */
export function snapshotOf(choice: SnapshotChoice): AnalysisSnapshot {
  const { day, recommendation, scheduled = true, final = false, harm = false } = choice;
  const units = { control: 1_000 * day, treatment: 1_000 * day };
  const body: Omit<AnalysisSnapshot, 'hash'> = {
    at: START + day * DAY,
    from: START,
    until: START + day * DAY,
    scheduled,
    analysis: {
      look: day,
      plannedLooks: 2,
      final,
      informationFraction: Math.min(1, day / 14),
      show: 'effects',
      minimumMet: true,
      decisionMinimumMet: true,
      units,
      health: { state: 'healthy', checks: [] },
      comparisons: [],
      harm: harm ? [{ metric: 'revenue', variant: 'treatment', pValue: 0.0001 }] : [],
    },
    verdict: {
      recommendation,
      variant: recommendation === 'ship' ? 'treatment' : null,
      criteria: [],
      rule: 'for-a-test',
      harm: harm ? { metric: 'revenue', variant: 'treatment' } : null,
    },
    narrative: null,
  };
  return { ...body, hash: hashOf(body) };
}

/** Proposes an experiment. */
export function propose(at = START): Command<'propose'> {
  return { name: 'propose', request: REQUEST, channel: 'C1', actor: REQUESTER, at };
}

/** The proposal of the same idea and owner, which leaves everything else open. */
export function proposeOpen(at = START): Command<'propose'> {
  const { idea, owner } = REQUEST;
  return { ...propose(at), request: { idea, owner, leftOpen: true } };
}

/** The same proposal, kept for later. */
export function proposeLater(at = START): Command<'propose'> {
  return { ...proposeOpen(at), later: true, source: { kind: 'import', line: 3 } };
}

/** Seals `effects.length` links of one experiment: a proposal, then looks at nothing; one list of effects for each. */
export function chainOf(experiment: string, effects: readonly (readonly Effect[])[]): readonly Commit[] {
  const commits: Commit[] = [];
  for (const [index, own] of effects.entries()) {
    const at = START + index * HOUR;
    const command: Command =
      index === 0 ? propose(at) : { name: 'retryDesign', message: null, actor: REQUESTER, at };
    const events: readonly ExperimentEvent[] =
      index === 0
        ? [{ type: 'proposed', request: REQUEST, requester: 'p-requester', channel: 'C1' }]
        : [{ type: 'designRetried' }];
    commits.push(sealCommit(experiment, commits.at(-1) ?? null, command, { events, effects: own }));
  }
  return commits;
}
