import { PERMISSIONS } from '#domain/authority/permissions.ts';
import type { Experiment } from '#domain/experiment.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';
import { approversFor } from '#domain/waits/approvers-for.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';

/** Who is called: approvers who may act now, every approver (authors too), the owner, or the requester. */
const WHO: Readonly<Record<WaitAct, 'approvers' | 'any-approver' | 'owner' | 'requester'>> = {
  'mend-request': 'requester',
  'answer-questions': 'requester',
  'allow-more': 'any-approver',
  review: 'approvers',
  'implement-again': 'owner',
  'review-code': 'owner',
  'reopen-code': 'owner',
  launch: 'approvers',
  'mend-launch': 'owner',
  'mend-reading': 'owner',
  resume: 'approvers',
  decide: 'approvers',
  confirm: 'approvers',
  'approve-amendment': 'approvers',
  'merge-clean-up': 'owner',
  'reopen-clean-up': 'owner',
  'clean-up-again': 'owner',
  'settle-flag': 'any-approver',
  'try-again': 'owner',
};

/** Whom a wait calls. */
export interface Called {
  /** By pseudonym, each once. Never empty: without an approver who may act, the requester and the owner are called. */
  readonly people: readonly string[];
  /** `any`: no approver may act; `another`: two are needed, and there is one. Then an admin has to help. Null otherwise. */
  readonly lacks: 'any' | 'another' | null;
}

/** Who may act on what an experiment waits for, given who holds the approver role now (pseudonyms). */
export function addresseesOf(experiment: Experiment, act: WaitAct, approvers: readonly string[]): Called {
  const { proposal, request } = experiment;
  switch (WHO[act]) {
    case 'requester':
      return { people: [proposal.requester], lacks: null };
    case 'owner':
      return { people: [request.owner], lacks: null };
    case 'any-approver':
      return orOwner(experiment, approvers, 1);
    case 'approvers': {
      const done = spokenNow(experiment, act, approvers);
      const able = approversFor(experiment, approvers).filter((person) => !done.includes(person));
      const asked = act === 'approve-amendment' ? (experiment.design?.pendingAmendment?.by ?? null) : null;
      const others = able.filter((person) => person !== asked);
      return orOwner(experiment, others, votesMissing(experiment, act, approvers));
    }
  }
}

/** How many more approvers have to act, at least one; who holds the role now is given by pseudonym. */
export function votesMissing(experiment: Experiment, act: WaitAct, approvers: readonly string[]): number {
  return Math.max(1, votesFor(experiment, act) - spokenNow(experiment, act, approvers).length);
}

function spokenNow(experiment: Experiment, act: WaitAct, approvers: readonly string[]): readonly string[] {
  return alreadySpoken(experiment, act).filter((person) => approvers.includes(person));
}

/** How many approvers the act takes in all; who has voted counts only while they hold the role. */
function votesFor(experiment: Experiment, act: WaitAct): 1 | 2 {
  const risk = experiment.design?.plan.request.risk ?? 'low';
  switch (act) {
    case 'review':
      return PERMISSIONS.approve.votes[risk];
    case 'launch':
      return PERMISSIONS.launch.votes[risk];
    case 'decide':
      return PERMISSIONS['decide ship'].votes[risk];
    case 'approve-amendment':
      return PERMISSIONS.approveAmendment.votes[risk];
    case 'confirm':
      return 2;
    default:
      return 1;
  }
}

function orOwner({ proposal, request }: Experiment, able: readonly string[], needed: number): Called {
  if (able.length >= needed) return { people: able, lacks: null };
  if (able.length > 0) return { people: able, lacks: 'another' };
  return { people: [...new Set([request.owner, proposal.requester])], lacks: 'any' };
}

/** Who has given a voice already, so that only another one counts. */
function alreadySpoken({ design, code, decision }: Experiment, act: WaitAct): readonly string[] {
  switch (act) {
    case 'review':
      return validApprovals({ design }).map(({ person }) => person);
    case 'launch':
      return code?.launchVote === undefined ? [] : [code.launchVote.by];
    case 'confirm':
      return decision.pendingOverride === null ? [] : [decision.pendingOverride.by];
    case 'approve-amendment':
      return design?.pendingAmendment?.approvedBy ?? [];
    default:
      return [];
  }
}
