import { isoMoment, momentOrNull } from '#api/schemas/common-schemas.ts';
import type { ExperimentJson } from '#api/schemas/experiment-schema.ts';
import { mustHold } from '#domain/decision/criteria.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { goalsOf } from '#domain/goals.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import type { Metric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { saidPlainly } from '#features/said.ts';
import { experimentStatusWords } from '#features/status-words.ts';
import { titleOf } from '#features/title.ts';
import { type ShowPerson, showPeople } from './people-of.ts';

/** One experiment as the API writes it. Effects are not part of it: looks hold them, as far as they may be seen. */
export async function showExperiment(
  coPilot: Pick<CoPilot, 'people' | 'chat'>,
  experiment: Experiment,
): Promise<ExperimentJson> {
  const show = showPeople(coPilot);
  const { key, version, status, request, proposal, design, delivery, waiting, flag, code } = experiment;
  return {
    ...{ key, version, title: titleOf(experiment), idea: saidPlainly(request.idea), status },
    statusWords: experimentStatusWords(experiment),
    ...{ surface: request.surface, repository: request.repository },
    requester: await show(proposal.requester),
    owner: await show(request.owner),
    channel: delivery.channel,
    thread:
      delivery.threadTs === null ? null : await coPilot.chat.linkTo(delivery.channel, delivery.threadTs),
    parent: proposal.parent ?? null,
    proposedAt: isoMoment(proposal.at),
    evidence: evidenceFor(experiment),
    waitsFor: waiting === undefined ? null : { act: waiting.act, since: isoMoment(waiting.since) },
    failure: failureOf(experiment),
    plan: design === null ? null : showPlan(design.plan),
    approvals: await approvalsOf(experiment, show),
    launch: await launchOf(experiment, show),
    flag: flag === null ? null : showFlag(flag),
    looksTaken: experiment.looks.snapshots.length,
    nextLookAt: momentOrNull(nextScheduledAt(experiment)),
    recommendation: latestSnapshot(experiment)?.verdict.recommendation ?? null,
    decision: await decisionOf(experiment, show),
    pullRequests: {
      implementation: code?.pullRequest.url ?? null,
      cleanUp: experiment.cleanUp?.pullRequest?.url ?? null,
    },
    endedAt: momentOrNull(experiment.ended?.at),
  };
}

/** What an act on the experiment has to name, as it stands now. */
export function evidenceFor(experiment: Experiment): ExperimentJson['evidence'] {
  return {
    planHash: experiment.design?.planHash ?? '',
    snapshotHash: latestSnapshot(experiment)?.hash ?? '',
    flagVersion: experiment.flag?.version ?? '',
  };
}

function failureOf({ failure }: Experiment): ExperimentJson['failure'] {
  return failure === null ? null : { code: failure.reason, detail: saidPlainly(failure.detail) };
}

function showFlag({ key, url, active, rollout, allocation }: NonNullable<Experiment['flag']>) {
  return { key, url, active, rollout, allocation };
}

function showPlan(plan: Plan): NonNullable<ExperimentJson['plan']> {
  const { title, hypothesis, rationale, flagKey, variants, guardrails, secondary, alpha, power } = plan;
  const { lookCadence, risks, request, sizing } = plan;
  return {
    ...{ title, hypothesis, rationale, flagKey, risk: request.risk },
    ...{ trafficShare: request.trafficShare, smallestLift: request.smallestLift },
    file: request.file ?? null,
    variants: variants.map(({ key, role, description, allocation, configuration = null }) => ({
      ...{ key, role, description, allocation, configuration },
    })),
    goals: goalsOf(plan).map(showMetric),
    guardrails: guardrails.map((guardrail) => ({
      metric: showMetric(guardrail.metric),
      margin: guardrail.margin,
      mustHold: mustHold(guardrail),
    })),
    secondary: secondary.map(showMetric),
    ...{ alpha, power, days: sizing.days, plannedLooks: sizing.plannedLooks, lookCadence },
    ...{ unitsPerVariant: sizing.unitsPerVariant, risks: [...risks] },
  };
}

function showMetric({ key, name, kind, desiredDirection, windowDays }: Metric) {
  return { key, name, kind, desiredDirection, windowDays };
}

async function approvalsOf({ design }: Experiment, show: ShowPerson): Promise<ExperimentJson['approvals']> {
  const approvals = validApprovals({ design });
  return Promise.all(
    approvals.map(async ({ person, at }) => ({ person: await show(person), at: isoMoment(at) })),
  );
}

async function launchOf({ launch }: Experiment, show: ShowPerson): Promise<ExperimentJson['launch']> {
  if (launch === null) return null;
  return {
    at: isoMoment(launch.at),
    by: launch.by === undefined ? null : await show(launch.by),
    runningSince: momentOrNull(launch.runningSince),
    pausedSince: momentOrNull(launch.pause?.at),
  };
}

async function decisionOf(
  { decision: { record } }: Experiment,
  show: ShowPerson,
): Promise<ExperimentJson['decision']> {
  if (record === null) return null;
  const { decision, by, at, recommendation, overrides, reason, undoUntil } = record;
  return {
    ...{ decision, recommendation, overrides },
    by: await Promise.all(by.map(show)),
    at: isoMoment(at),
    reason: reason === null ? null : saidPlainly(reason),
    undoUntil: isoMoment(undoUntil),
  };
}
