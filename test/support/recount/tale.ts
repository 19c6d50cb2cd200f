import type { AgentFailure } from '#domain/agent-output.ts';
import type { Priority } from '#domain/backlog/priority.ts';
import type { Commit } from '#domain/commit.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { FailedEffect } from '#domain/delivery/state.ts';
import type { Status } from '#domain/status.ts';
import { type Recounted, recounted } from '../recount.ts';
import { statusAfter } from './status-after.ts';
import { noteTrouble } from './troubles-noted.ts';
import { waitIn } from './wait-in.ts';

/** What the events of one journal say of an experiment, told without the product's fold. Moments are milliseconds since 1970. */
export interface Tale extends Recounted {
  key: string;
  status: Status;
  priority: Priority | null;
  cancelledAt: number | null;
  /** Why the agents stopped; null while nothing keeps them. */
  failure: AgentFailure['reason'] | null;
  hasCard: boolean;
  /** A card was there once. */
  hadCard: boolean;
  pull: PullRequest;
  pullNumber: number | null;
  /** A start is planned and was not called yet. */
  isHeldForStart: boolean;
  /** A check of the launch fails and the thread knows. */
  hasFailedCheck: boolean;
  isOverrideOpen: boolean;
  isAmendmentOpen: boolean;
  decidedFrom: Status;
  /** The decision that stands, and its moment. */
  lastDecision: Decision | null;
  lastDecisionAt: number;
  /** A launch was pressed and not taken back. */
  isOut: boolean;
  /** The pause that goes on, and the status that it began in. */
  pause: { at: number; from: Status } | null;
  pauses: { from: number; until: number }[];
  runningSince: number | null;
  flag: { isActive: boolean; version: string } | null;
  flagBefore: Tale['flag'];
  /** Version of the commit that brought the flag to what it is. */
  flagMadeIn: number;
  tamperedSince: number | null;
  faults: Record<string, { since: number; isTold: boolean; code: string }>;
  hasIntegrityAlert: boolean;
  dead: FailedEffect[];
  isChannelClosed: boolean;
  cleanUp: { pull: PullRequest | null; number: number | null; isClean: boolean; isLeft: boolean } | null;
  shipment: { steps: number; step: number; since: number } | null;
  waiting: { act: string; since: number } | null;
  plannedIn: number;
}

export type PullRequest = 'open' | 'closed' | 'merged';

/** Tells one journal, given its commits, oldest first. Null if it does not begin with a proposal. */
export function taleOf(commits: readonly Commit[]): Tale | null {
  const [first] = commits;
  if (first === undefined) return null;
  const tale: Tale = {
    ...recounted(commits),
    ...{ key: first.experiment, status: 'draft', priority: null, cancelledAt: null, failure: null },
    ...{
      hasCard: false,
      hadCard: false,
      pull: 'open',
      pullNumber: null,
      isHeldForStart: false,
      hasFailedCheck: false,
    },
    ...{ lastDecision: null, lastDecisionAt: 0, isOut: false },
    ...{ isOverrideOpen: false, isAmendmentOpen: false, decidedFrom: 'deciding', pause: null, pauses: [] },
    ...{ runningSince: null, flag: null, flagBefore: null, flagMadeIn: 0, tamperedSince: null, faults: {} },
    ...{ hasIntegrityAlert: false, dead: [], isChannelClosed: false, cleanUp: null, shipment: null },
    ...{ waiting: null, plannedIn: 1 },
  };
  for (const { at, version, events } of commits) {
    for (const event of events) {
      tale.status = statusAfter(tale, event, { at, version });
      noteTrouble(tale, event, { at, version });
      const act = waitIn(tale);
      if (act !== (tale.waiting?.act ?? null)) tale.waiting = act === null ? null : { act, since: at };
    }
  }
  return tale;
}
