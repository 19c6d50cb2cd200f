import type { Experiment } from '#domain/experiment.ts';
import { type ShownStatus, type Status, shownStatus } from '#domain/status.ts';
import { type Stuck, stuckOf } from '#domain/stuck.ts';

/** What the six words leave open; null if the word says it all. */
const DETAIL: Readonly<Record<Status, string | null>> = {
  backlog: 'backlog',
  draft: 'draft',
  'in-review': 'in review',
  approved: 'approved',
  implementing: 'being written',
  implemented: null,
  verifying: 'canary',
  running: null,
  paused: 'paused',
  deciding: 'decision needed',
  decided: null,
  'cleaning-up': 'cleaning up',
  completed: null,
  cancelled: 'cancelled',
  killed: 'stopped',
};

/** What keeps the agents from going on, if they cannot. */
const STUCK: Readonly<Record<Stuck, string>> = {
  'needs-edit': 'not possible as asked',
  'asks-questions': 'waits for an answer',
  'asks-requester': 'waits for the requester',
  'agent-failed': 'an agent could not finish',
  'at-ceiling': 'the agents have used what they may',
};

/** A status as people read it: one of the six words, with what it leaves open. */
export function statusWords(status: Status, stuck?: Stuck): string {
  const shown: ShownStatus = shownStatus(status);
  const detail = stuck === undefined ? DETAIL[status] : STUCK[stuck];
  return detail === null ? shown : `${shown} (${detail})`;
}

/** The same of an experiment, which also knows whether its plan was rejected or it was cancelled. */
export function experimentStatusWords(experiment: Experiment): string {
  const { status, ended } = experiment;
  if (ended?.rejected === true) return `${shownStatus(status)} (rejected)`;
  return statusWords(status, stuckOf(experiment) ?? undefined);
}
