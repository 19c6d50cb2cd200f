/** Where an experiment stands. `completed`, `cancelled` are final; `killed` still has its clean-up before it. */
export type Status =
  | 'draft'
  | 'in-review'
  | 'approved'
  | 'implementing'
  | 'implemented'
  | 'verifying'
  | 'running'
  | 'paused'
  | 'deciding'
  | 'decided'
  | 'cleaning-up'
  | 'completed'
  | 'cancelled'
  | 'killed';

/** A command of a person or of the bot that may move an experiment, or leave it where it is. */
export interface Transition {
  readonly command: string;
  readonly from: readonly Status[];
  /** Where it may lead; several where the outcome depends on what the command carries. */
  readonly to: readonly Status[];
  /** Named conditions beyond the status; each has its own refusal in `domain/<phase>/decide.ts`. */
  readonly guards: readonly string[];
}

const BEFORE_RUNNING: readonly Status[] = [
  'draft',
  'in-review',
  'approved',
  'implementing',
  'implemented',
  'verifying',
];
const LIVE: readonly Status[] = ['verifying', 'running', 'paused', 'deciding'];

/** The whole lifecycle. A command that has no row for the present status is refused as `not-now`. */
export const TRANSITIONS: readonly Transition[] = [
  { command: 'recordDesign', from: ['draft'], to: ['in-review'], guards: ['policy'] },
  { command: 'recordDesignFailure', from: ['draft'], to: ['draft'], guards: [] },
  { command: 'retryDesign', from: ['draft'], to: ['draft'], guards: ['design-failed'] },
  { command: 'editRequest', from: ['draft', 'in-review'], to: ['draft'], guards: ['plan-seen'] },
  { command: 'requestChanges', from: ['in-review'], to: ['draft'], guards: ['plan-seen'] },
  {
    command: 'approve',
    from: ['in-review'],
    to: ['in-review', 'approved'],
    guards: ['approver', 'not-author', 'plan-seen', 'not-twice', 'quorum'],
  },
  {
    command: 'reject',
    from: ['in-review'],
    to: ['cancelled'],
    guards: ['approver', 'not-author', 'plan-seen'],
  },
  { command: 'startImplementation', from: ['approved'], to: ['implementing'], guards: [] },
  { command: 'recordPullRequest', from: ['implementing'], to: ['implemented'], guards: [] },
  { command: 'recordImplementationFailure', from: ['implementing'], to: ['approved'], guards: [] },
  { command: 'retryImplementation', from: ['approved'], to: ['approved'], guards: ['implementation-failed'] },
  { command: 'recordMerge', from: ['implemented'], to: ['implemented'], guards: ['known-pull-request'] },
  {
    command: 'launch',
    from: ['implemented'],
    to: ['verifying'],
    guards: ['approver', 'not-author', 'plan-seen', 'plan-approved', 'merged', 'no-conflict'],
  },
  { command: 'holdBack', from: ['verifying'], to: ['implemented'], guards: [] },
  { command: 'recordVerification', from: ['verifying'], to: ['verifying', 'running'], guards: [] },
  {
    command: 'recordLook',
    from: ['verifying', 'running', 'deciding'],
    to: ['verifying', 'running', 'deciding', 'killed'],
    guards: ['snapshot-newer'],
  },
  { command: 'pause', from: ['running', 'deciding'], to: ['paused'], guards: [] },
  { command: 'resume', from: ['paused'], to: ['running', 'deciding'], guards: ['approver'] },
  {
    command: 'decide',
    from: ['deciding'],
    to: ['decided', 'running', 'deciding'],
    guards: ['approver', 'not-author', 'evidence-current', 'reason-against-recommendation', 'quorum'],
  },
  {
    command: 'undo',
    from: ['decided'],
    to: ['deciding'],
    guards: ['approver', 'not-author', 'within-window'],
  },
  { command: 'startCleanUp', from: ['decided', 'killed'], to: ['cleaning-up'], guards: ['window-passed'] },
  { command: 'recordCleanUpPullRequest', from: ['cleaning-up'], to: ['cleaning-up'], guards: [] },
  { command: 'recordCleanUpFailure', from: ['cleaning-up'], to: ['cleaning-up'], guards: [] },
  { command: 'retryCleanUp', from: ['cleaning-up'], to: ['cleaning-up'], guards: ['clean-up-failed'] },
  {
    command: 'recordCleanUpMerge',
    from: ['cleaning-up'],
    to: ['cleaning-up', 'completed'],
    guards: ['known-pull-request'],
  },
  { command: 'recordFlagGone', from: ['cleaning-up'], to: ['cleaning-up', 'completed'], guards: [] },
  { command: 'finishCleanUp', from: ['cleaning-up'], to: ['completed'], guards: ['deploy-window-passed'] },
  {
    command: 'recordClosure',
    from: ['implemented', 'cleaning-up'],
    to: ['implemented', 'cleaning-up'],
    guards: ['known-pull-request', 'open'],
  },
  {
    command: 'recordReopening',
    from: ['implemented', 'cleaning-up'],
    to: ['implemented', 'cleaning-up'],
    guards: ['known-pull-request', 'closed'],
  },
  { command: 'cancel', from: BEFORE_RUNNING, to: ['cancelled'], guards: ['requester-or-approver'] },
];

/** The row for a command at a status, or null where the command is not allowed there. */
export function transitionFor(command: string, status: Status): Transition | null {
  return TRANSITIONS.find((row) => row.command === command && row.from.includes(status)) ?? null;
}

/** The six words shown to people. */
export type ShownStatus = 'planned' | 'implemented' | 'running' | 'analysing' | 'decided' | 'completed';

const SHOWN: Readonly<Record<Status, ShownStatus>> = {
  draft: 'planned',
  'in-review': 'planned',
  approved: 'planned',
  implementing: 'planned',
  implemented: 'implemented',
  verifying: 'running',
  running: 'running',
  paused: 'running',
  deciding: 'analysing',
  decided: 'decided',
  'cleaning-up': 'decided',
  completed: 'completed',
  cancelled: 'completed',
  killed: 'decided',
};

/** The word that people see for a status. */
export function shownStatus(status: Status): ShownStatus {
  return SHOWN[status];
}

/** True while units may be exposed to the change, so that it occupies its surface. */
export function isLive(status: Status): boolean {
  return LIVE.includes(status);
}
