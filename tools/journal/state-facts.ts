import type { Experiment } from '#domain/experiment.ts';
import { summarize } from '#domain/summary.ts';
import { canonicalJson, hashOf } from '#shared/canonical-json.ts';

/** Longer values are kept as their hash, so that a kept state stays readable. */
const READABLE = 100;

/** Facts of a state by name. The names stay, whatever shape `Experiment` has. */
export type StateFacts = Readonly<Record<string, unknown>>;

/** What a kept journal says of a state, its line in lists included: a short value as it is, a long one as `sha256:…`. */
export function stateFacts(experiment: Experiment): StateFacts {
  const { key, version, status, request, failure, runs, flag } = experiment;
  const facts: StateFacts = {
    ...{ key, version, status, request, failure, runs, flag },
    ...beforeLaunch(experiment),
    ...fromLaunch(experiment),
    ...deliveryFacts(experiment),
    summary: lineOf(experiment),
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, short(value)]));
}

/**
 * The line of the list without the moments at which the bot is to work next, which follow from its rules, not from what
 * happened; and without what older lines left out and other facts say: the owner, what keeps the agents from going on, what it waits for and
 * whom that calls, since when it has an outcome, what the thread lacks, and when it has its surface.
 */
function lineOf(experiment: Experiment) {
  const { unattendedAt: _unattended, shipmentReadingAt: _reading, ...rest } = summarize(experiment);
  const { calls: _calls, outcomeAt: _outcome, ...line } = rest;
  const { owner: _owner, stuck: _stuck, waiting: _wait, ...older } = line;
  const { channelClosed: _closed, postsLost: _lost, ...whole } = older;
  const { timing: _timing, ...known } = whole;
  return known;
}

function beforeLaunch({ proposal, design, code }: Experiment): StateFacts {
  const { requester, authors, at: proposedAt, form, assessment, comments } = proposal;
  return {
    ...{ requester, authors, proposedAt, form, assessment, comments },
    plan: design?.plan ?? null,
    planHash: design?.planHash ?? null,
    opinion: design?.opinion ?? null,
    approvals: design?.approvals ?? [],
    pullRequest: code?.pullRequest ?? null,
    heldBackFor: code?.heldBackFor ?? [],
  };
}

function fromLaunch({ launch, looks, decision, cleanUp, ended }: Experiment): StateFacts {
  return {
    launchedAt: launch?.at ?? null,
    runningSince: launch?.runningSince ?? null,
    launchChecks: launch?.checks ?? [],
    pause: launch?.pause ?? null,
    pauses: launch?.pauses ?? [],
    ...looks,
    decision: decision.record,
    pendingOverride: decision.pendingOverride,
    cleanUp: cleanUp?.pullRequest ?? null,
    codeCleanAt: cleanUp?.codeCleanAt ?? null,
    cancellation: ended?.cancellation ?? null,
    endedAt: ended?.at ?? null,
  };
}

function deliveryFacts({ delivery }: Experiment): StateFacts {
  return { ...delivery };
}

function short(value: unknown): unknown {
  return canonicalJson(value).length <= READABLE ? value : `sha256:${hashOf(value)}`;
}
