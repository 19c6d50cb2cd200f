import { scoreOf } from '#domain/backlog/priority.ts';
import type { Decision } from '#domain/decision/state.ts';
import { flagsToRetry, recordsToRetry } from '#domain/delivery/failed-effects.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { hasClosedChannel } from '#domain/healing/closed-channel.ts';
import { hasLosses } from '#domain/healing/lost-posts.ts';
import { nextLookAt } from '#domain/looks/schedule.ts';
import { pastOf } from '#domain/memory/past-of.ts';
import { type Timing, timingOf } from '#domain/schedule/timing.ts';
import { nextShipmentReadingAt } from '#domain/shipping/shipment-steps.ts';
import type { Status } from '#domain/status.ts';
import { type Stuck, stuckOf } from '#domain/stuck.ts';
import { nextUnattendedAt } from '#domain/unattended/expiry.ts';
import { type CallRule, callRuleOf } from '#domain/waits/call-rule.ts';
import type { WaitState } from '#domain/waits/state.ts';

/** One line of a list: what can be read without folding a journal. */
export interface ExperimentSummary {
  readonly key: string;
  readonly version: number;
  readonly status: Status;
  readonly title: string;
  readonly surface: string;
  readonly repository: string;
  readonly requester: string;
  /** Left out by lines from before this was kept. */
  readonly owner?: string;
  /** What keeps the agents from going on; left out if nothing does. */
  readonly stuck?: Stuck;
  readonly proposedAt: number;
  readonly channel: string;
  /** The form it was proposed with; left out if the journal does not say, and by lines from before this was kept. */
  readonly form?: string;
  readonly threadTs: string | null;
  /** Numbers of pull requests that are not merged yet, for the webhook. */
  readonly openPullRequests: readonly number[];
  /** When the next look is due, milliseconds since the Unix epoch; null if none is to come. */
  readonly nextLookAt: number | null;
  /** A change of the flag has failed and is tried again; left out by lines from before this was kept. */
  readonly flagWaits?: boolean;
  /** The full record has failed and is made anew; left out if it is not. */
  readonly recordWaits?: true;
  /** When the bot next has something to do without a person, milliseconds since the Unix epoch; left out if nothing. */
  readonly unattendedAt?: number;
  /** When the guardrails of a shipped change are read next, milliseconds since the Unix epoch; left out if never. */
  readonly shipmentReadingAt?: number;
  /** The channel takes no message of the bot, so it looks again and again; left out while it does. */
  readonly channelClosed?: true;
  /** The thread lacks posts that the bot tries again or tells people of; left out if it lacks none. */
  readonly postsLost?: true;
  /** Alerts wait for the message that collects those of the channel; left out if none does. */
  readonly alertsHeld?: true;
  /** Of an idea that is kept for later: reach × confidence ÷ effort, the highest first; left out if no person set it. */
  readonly priority?: number;
  /** When it has its surface; left out if it has no plan or has left it, and by lines from before this was kept. */
  readonly timing?: Timing;
  /** What it waits for people to do; null if it waits for none, left out by lines from before this was kept. */
  readonly waiting?: WaitState | null;
  /** Whom the wait calls; left out if it waits for none, and by lines from before this was kept. */
  readonly calls?: CallRule;
  /** When its outcome was settled, milliseconds since the Unix epoch; left out before, and by lines from before this was kept. */
  readonly outcomeAt?: number;
  readonly recommendation: string | null;
  readonly decision: Decision | null;
}

/** Projects an experiment onto its line in lists. */
export function summarize(experiment: Experiment): ExperimentSummary {
  const { proposal, design, code, cleanUp, delivery } = experiment;
  const open = [code?.pullRequest, cleanUp?.pullRequest].flatMap((record) =>
    record?.mergedAt === null ? [record.number] : [],
  );
  const shipmentReadingAt = nextShipmentReadingAt(experiment);
  const stuck = stuckOf(experiment);
  const timing = timingOf(experiment);
  const outcomeAt = pastOf(experiment)?.endedAt;
  const unattendedAt = nextUnattendedAt(experiment);
  return {
    key: experiment.key,
    version: experiment.version,
    status: experiment.status,
    title: design?.plan.title ?? experiment.request.idea,
    surface: experiment.request.surface,
    repository: experiment.request.repository,
    requester: proposal.requester,
    owner: experiment.request.owner,
    ...(stuck === null ? {} : { stuck }),
    proposedAt: proposal.at,
    channel: delivery.channel,
    ...(proposal.form === null ? {} : { form: proposal.form }),
    threadTs: delivery.threadTs,
    openPullRequests: open,
    nextLookAt: nextLookAt(experiment),
    flagWaits: flagsToRetry(experiment).length > 0,
    ...(recordsToRetry(experiment).length > 0 ? { recordWaits: true as const } : {}),
    ...(unattendedAt === null ? {} : { unattendedAt }),
    ...(shipmentReadingAt === null ? {} : { shipmentReadingAt }),
    ...(hasClosedChannel(experiment) ? { channelClosed: true as const } : {}),
    ...(hasLosses(experiment) ? { postsLost: true as const } : {}),
    ...((experiment.alerts?.held.length ?? 0) > 0 ? { alertsHeld: true as const } : {}),
    ...priorityOf(experiment),
    ...(timing === null ? {} : { timing }),
    waiting: experiment.waiting ?? null,
    ...(experiment.waiting === undefined ? {} : { calls: callRuleOf(experiment, experiment.waiting.act) }),
    ...(outcomeAt === undefined ? {} : { outcomeAt }),
    recommendation: latestSnapshot(experiment)?.verdict.recommendation ?? null,
    decision: experiment.decision.record?.decision ?? null,
  };
}

/** Once it is planned, its priority orders nothing. */
function priorityOf({ status, proposal: { priority } }: Experiment): { readonly priority?: number } {
  return status !== 'backlog' || priority === undefined ? {} : { priority: scoreOf(priority) };
}
