import { PERMISSIONS } from '#domain/authority/permissions.ts';
import { readinessOf } from '#domain/code/readiness.ts';
import type { Experiment } from '#domain/experiment.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';

/** Who is called: approvers who may act now, every approver (authors too), the owner, or the requester. */
const WHO: Readonly<Record<WaitAct, CallRule['who']>> = {
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

/** Whom a wait calls, whichever people hold the approver role. Lines of the list keep it. People by pseudonym. */
export interface CallRule {
  readonly who: 'approvers' | 'any-approver' | 'owner' | 'requester';
  /** Who may not do it though an approver: authors, the owner, and who asked for the change. Left out unless approvers are called. */
  readonly barred?: readonly string[];
  /** Who has given a voice already, so that only another one counts; left out if no person has. */
  readonly spoken?: readonly string[];
  /** How many approvers it takes; 1 if left out. */
  readonly votes?: 2;
}

/** Whom the experiment calls if it waits for this act. */
export function callRuleOf(experiment: Experiment, act: WaitAct): CallRule {
  const who = WHO[act];
  if (who !== 'approvers') return { who };
  const { proposal, request, design } = experiment;
  const asked = act === 'approve-amendment' ? (design?.pendingAmendment?.by ?? null) : null;
  const spoken = alreadySpoken(experiment, act);
  return {
    who,
    barred: [...new Set([...proposal.authors, request.owner, ...(asked === null ? [] : [asked])])],
    ...(spoken.length === 0 ? {} : { spoken }),
    ...(votesFor(experiment, act) === 2 ? { votes: 2 as const } : {}),
  };
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

/** Who has given a voice already, so that only another one counts. */
function alreadySpoken(experiment: Experiment, act: WaitAct): readonly string[] {
  const { design, decision } = experiment;
  switch (act) {
    case 'review':
      return validApprovals({ design }).map(({ person }) => person);
    case 'launch':
      return [readinessOf(experiment)?.launchVote?.by].filter((by) => by !== undefined);
    case 'confirm':
      return decision.pendingOverride === null ? [] : [decision.pendingOverride.by];
    case 'approve-amendment':
      return design?.pendingAmendment?.approvedBy ?? [];
    default:
      return [];
  }
}
