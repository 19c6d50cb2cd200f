import type { Act } from '#domain/authority/act.ts';
import type { Risk } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';

/**
 * Who may do it:
 * - `member`: every person who can see the experiment.
 * - `responsible`: its requester, its owner, and every approver.
 * - `approver`: every person with the role, authors too.
 * - `independent`: every person with the role who is no author. Authors are the requester, every editor and the owner.
 * - `non-writer`: what `independent` meant before the second matrix, when the owner was no author.
 */
export type Who = 'member' | 'responsible' | 'approver' | 'independent' | 'non-writer';

/** How many different people it takes, by the risk of the plan. */
export type Votes = Readonly<Record<Risk, 1 | 2>>;

/** One row of the authority table. */
export interface Permission {
  readonly who: Who;
  readonly votes: Votes;
  /** The statuses in which it is possible, if they are fewer than those of its command. */
  readonly while?: readonly Status[];
  /** What it is, as it follows "may" in a refusal. */
  readonly words: string;
  /** What to do instead; left out if nothing but asking another person is left. */
  readonly instead?: string;
  /** How acts of matrices below this version are judged, the earliest first. Such acts stand in journals and are never refused now. */
  readonly earlier?: readonly Earlier[];
}

interface Earlier extends Partial<Pick<Permission, 'who' | 'votes'>> {
  readonly below: number;
}

export const ONE: Votes = { low: 1, medium: 1, high: 1 };
const TWO_AT_HIGH: Votes = { low: 1, medium: 1, high: 2 };

const RETRY: Permission = {
  who: 'responsible',
  votes: ONE,
  words: 'have this step tried again',
  earlier: [{ below: 2, who: 'member' }],
};

const INDEPENDENT = { who: 'independent', earlier: [{ below: 2, who: 'non-writer' }] } as const;

const DECIDE: Permission = {
  who: 'independent',
  votes: TWO_AT_HIGH,
  words: 'decide on this experiment',
  earlier: [{ below: 2, who: 'non-writer', votes: ONE }],
};

const SUGGEST = 'Write in this thread what should be different, so that one of them can ask for it.';

const ASKED: readonly Status[] = ['deciding'];

const SETTLE = { votes: ONE, words: 'choose what becomes of a flag that was changed by hand' } as const;

/**
 * The authority table: who may do what, and how many it takes. `decide` holds every command of a person against it, before
 * anything else but the status. An act without a row does not compile.
 */
export const PERMISSIONS: Readonly<Record<Act, Permission>> = {
  propose: { who: 'member', votes: ONE, words: 'propose an experiment' },
  prioritise: {
    who: 'responsible',
    votes: ONE,
    words: 'set the priority of this idea',
    instead: 'Tell one of them what it should be.',
  },
  // As proposing it anew, which every member may.
  planIdea: { who: 'member', votes: ONE, words: 'plan this idea' },
  editRequest: {
    who: 'responsible',
    votes: ONE,
    words: 'edit this request',
    instead: SUGGEST,
    earlier: [{ below: 2, who: 'member' }],
  },
  planStart: {
    who: 'responsible',
    votes: ONE,
    words: 'plan the start',
    instead: 'Tell one of them what day suits.',
  },
  dropStart: { who: 'responsible', votes: ONE, words: 'drop the planned start' },
  // It makes approvals void and sets the agents to work.
  requestChanges: {
    who: 'responsible',
    votes: ONE,
    words: 'send this plan back to the agents',
    instead: SUGGEST,
    earlier: [{ below: 3, who: 'member' }],
  },
  answerQuestions: {
    who: 'responsible',
    votes: ONE,
    words: 'answer what the plan needs to know',
    instead: SUGGEST,
  },
  // The plan still takes its approval, and shows what was overruled.
  overruleAdvice: {
    who: 'responsible',
    votes: ONE,
    words: 'have this planned against the advice',
    instead: SUGGEST,
  },
  retryDesign: RETRY,
  retryImplementation: RETRY,
  retryCleanUp: RETRY,
  retryEffect: RETRY,
  allowMore: {
    who: 'approver',
    votes: ONE,
    words: 'allow the agents more for this experiment',
    instead: 'Ask an approver to press the button.',
  },
  approve: { ...INDEPENDENT, votes: TWO_AT_HIGH, words: 'approve this plan' },
  reject: { ...INDEPENDENT, votes: ONE, words: 'reject this plan' },
  cancel: { who: 'responsible', votes: ONE, words: 'cancel this experiment' },
  markReady: { who: 'responsible', votes: ONE, words: 'mark the pull request ready for review' },
  launch: {
    who: 'independent',
    votes: TWO_AT_HIGH,
    words: 'launch this experiment',
    earlier: [
      { below: 2, who: 'non-writer', votes: ONE },
      { below: 3, votes: ONE },
    ],
  },
  pause: { who: 'member', votes: ONE, words: 'pause this experiment' },
  resume: { ...INDEPENDENT, votes: ONE, words: 'resume this experiment' },
  'decide ship': { ...DECIDE, while: ASKED },
  'decide kill': DECIDE,
  'decide end-without-winner': DECIDE,
  'decide keep-running': { ...DECIDE, while: ASKED },
  'decide drop-variant': { ...DECIDE, while: ASKED },
  extend: { ...DECIDE, words: 'extend this experiment' },
  undo: { ...INDEPENDENT, votes: ONE, words: 'undo a decision' },
  proposeAmendment: { who: 'responsible', votes: ONE, words: 'amend the plan' },
  approveAmendment: { ...INDEPENDENT, votes: TWO_AT_HIGH, words: 'approve a change of the plan' },
  declineAmendment: { who: 'responsible', votes: ONE, words: 'decline a change of the plan' },
  snoozeReminder: { who: 'member', votes: ONE, words: 'put a reminder of this experiment off' },
  // Who answers for the experiment decides what of it may wait.
  snoozeAlert: { who: 'responsible', votes: ONE, words: 'snooze an alert of this experiment' },
  endSnooze: { who: 'responsible', votes: ONE, words: 'end the snooze of an alert' },
  // An author could launch or end their own experiment by hand, and accept that.
  acceptFlag: { who: 'independent', ...SETTLE, earlier: [{ below: 3, who: 'approver' }] },
  restoreFlag: { who: 'approver', ...SETTLE },
  endForFlag: { who: 'independent', ...SETTLE, earlier: [{ below: 3, who: 'approver' }] },
  'setAuto on': { ...INDEPENDENT, votes: ONE, words: 'turn auto on' },
  'setAuto dry-run': { who: 'approver', votes: ONE, words: 'turn a dry run on' },
  'setAuto off': { who: 'member', votes: ONE, words: 'turn auto off' },
};

/** The row of an act as a matrix of this version has it. */
export function permissionOf(act: Act, version: number): Permission {
  const present = PERMISSIONS[act];
  const past = present.earlier?.find(({ below }) => version < below);
  return past === undefined ? present : { ...present, ...past };
}
