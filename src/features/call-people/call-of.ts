import type { Experiment } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';
import { addresseesOf, type Called } from '#domain/waits/addressees.ts';
import { approversFor } from '#domain/waits/approvers-for.ts';
import { firstCalled } from '#domain/waits/first-called.ts';
import { waitOf } from '#domain/waits/wait-of.ts';
import { WAIT_WORDS } from './act-words.ts';

/**
 * Whom a message calls: who must act now, with the owner and all approvers if that has waited long; the requester of what came of it; the
 * owner of what is wrong; no person of progress.
 */
const KINDS: Readonly<Record<Topic, 'act' | 'escalation' | 'outcome' | 'trouble' | 'none'>> = {
  plan: 'act',
  'design-failed': 'act',
  'questions-asked': 'act',
  'advised-against': 'act',
  'first-approval': 'act',
  rejected: 'outcome',
  cancelled: 'outcome',
  withdrawn: 'outcome',
  'wait-called': 'escalation',
  'pull-request': 'act',
  'implementation-failed': 'act',
  'code-revised': 'none',
  'code-not-revised': 'act',
  'branch-taken-over': 'none',
  merged: 'act',
  'pull-request-closed': 'act',
  'start-planned': 'none',
  'start-due': 'act',
  'launch-proposed': 'act',
  launched: 'none',
  'launch-held-back': 'act',
  'launch-not-verified': 'trouble',
  'ramp-raised': 'none',
  running: 'none',
  paused: 'act',
  resumed: 'none',
  progress: 'none',
  report: 'none',
  decision: 'act',
  'health-alarm': 'trouble',
  harm: 'trouble',
  'harm-unproven': 'trouble',
  'harm-escalated': 'none',
  'watch-alerts': 'trouble',
  'alert-snoozed': 'none',
  'variant-dropped': 'trouble',
  'reading-failed': 'trouble',
  'reading-recovered': 'none',
  decided: 'outcome',
  'decision-reminder': 'act',
  'auto-set': 'none',
  'flag-debt': 'none',
  'shipment-advanced': 'none',
  'shipment-held': 'trouble',
  'shipment-taken-back': 'trouble',
  'auto-dry-run': 'none',
  'kept-running': 'none',
  extended: 'none',
  'amendment-proposed': 'act',
  amended: 'none',
  'override-proposed': 'act',
  'override-lapsed': 'none',
  undone: 'act',
  'clean-up': 'act',
  'clean-up-failed': 'act',
  'flag-stays': 'none',
  'flag-left': 'act',
  completed: 'outcome',
  'flag-tampered': 'act',
  'flag-settled': 'none',
  'effect-failed': 'act',
  'card-failed': 'none',
  'thread-moved': 'none',
  'channel-closed': 'none',
  'channel-open': 'none',
  'unwatched-paused': 'none',
  'message-lost': 'none',
};

/** Who is called by a message, and what they are told beside it. */
export interface Call extends Called {
  /** What follows the mentions. Mrkdwn. */
  readonly words: string;
}

/**
 * The call at the head of a message of this topic, given the experiment right after the commit that posts it, who holds the approver role
 * now and who gave the command (pseudonyms; null for the bot). Null if the message calls no person; none is called for their own act.
 */
export function callOf(
  topic: Topic,
  experiment: Experiment,
  approvers: readonly string[],
  by: string | null,
): Call | null {
  const call = callOfAll(topic, experiment, approvers);
  return call === null ? null : { ...call, people: call.people.filter((person) => person !== by) };
}

function callOfAll(topic: Topic, experiment: Experiment, approvers: readonly string[]): Call | null {
  const { proposal, request } = experiment;
  switch (KINDS[topic]) {
    case 'none':
      return null;
    case 'outcome':
      return {
        people: [...new Set([proposal.requester, request.owner])],
        lacks: null,
        words: 'This is how your experiment stands.',
      };
    case 'trouble':
      return { people: [request.owner], lacks: null, words: 'Please look at this.' };
    case 'act':
    case 'escalation': {
      const act = waitOf(experiment);
      if (act === null) return null;
      if (KINDS[topic] === 'act')
        return { ...firstCalled(experiment, act, approvers), words: WAIT_WORDS[act].call };
      const called = addresseesOf(experiment, act, approvers);
      const all = [...called.people, request.owner, ...approversFor(experiment, approvers)];
      return { ...called, people: [...new Set(all)], words: WAIT_WORDS[act].call };
    }
  }
}
