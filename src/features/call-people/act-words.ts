import type { WaitAct } from '#domain/waits/wait-act.ts';

/** What a wait asks of people. */
interface WaitWords {
  /** After the people who are called: "Please review this plan." Mrkdwn. */
  readonly call: string;
  /** As the item of a list: "Review the plan". */
  readonly item: string;
  /** How the thread says that it still waits: "a review of the plan". */
  readonly awaited: string;
}

/** The words of every wait. */
export const WAIT_WORDS: Readonly<Record<WaitAct, WaitWords>> = {
  'mend-request': {
    call: 'Please edit the request.',
    item: 'Edit the request',
    awaited: 'an answer about the request',
  },
  'answer-questions': {
    call: 'Please answer this.',
    item: 'Answer what the plan needs to know',
    awaited: 'an answer that the plan needs',
  },
  'allow-more': {
    call: 'Please say whether the agents may use more for this experiment.',
    item: 'Allow the agents more, or end the experiment',
    awaited: 'an answer on what the agents may use',
  },
  review: { call: 'Please review this plan.', item: 'Review the plan', awaited: 'a review of the plan' },
  'implement-again': {
    call: 'Please have the implementation tried again, or end the experiment.',
    item: 'Have the implementation tried again',
    awaited: 'a new try of the implementation',
  },
  'review-code': {
    call: 'Please have this pull request reviewed and merged.',
    item: 'Have the pull request merged',
    awaited: 'the merge of the pull request',
  },
  'reopen-code': {
    call: 'Please have this pull request reopened, or end the experiment.',
    item: 'Have the pull request reopened',
    awaited: 'the pull request to be reopened',
  },
  launch: {
    call: 'Please launch this experiment when it suits you.',
    item: 'Launch the experiment',
    awaited: 'its launch',
  },
  'mend-launch': {
    call: 'Please look at what holds the launch up.',
    item: 'Look at what holds the launch up',
    awaited: 'a person to look at what holds the launch up',
  },
  'mend-reading': {
    call: 'Please see to it that the figures can be read again.',
    item: 'See to it that the figures can be read again',
    awaited: 'figures that can be read again',
  },
  resume: {
    call: 'Please resume this experiment or end it.',
    item: 'Resume or end the experiment',
    awaited: 'an approver to resume or end it',
  },
  decide: { call: 'Please decide.', item: 'Decide', awaited: 'a decision' },
  confirm: {
    call: 'Please confirm this vote, or decide otherwise.',
    item: 'Confirm a vote, or decide otherwise',
    awaited: 'a second vote',
  },
  'approve-amendment': {
    call: 'Please approve this change of the plan, or decline it.',
    item: 'Approve or decline a change of the plan',
    awaited: 'an approval of the change of the plan',
  },
  'merge-clean-up': {
    call: 'Please have this clean-up reviewed and merged.',
    item: 'Have the clean-up merged',
    awaited: 'the merge of the clean-up',
  },
  'reopen-clean-up': {
    call: 'Please have this clean-up reopened.',
    item: 'Have the clean-up reopened',
    awaited: 'the clean-up to be reopened',
  },
  'clean-up-again': {
    call: 'Please have the clean-up tried again.',
    item: 'Have the clean-up tried again',
    awaited: 'a new try of the clean-up',
  },
  'settle-flag': {
    call: 'Please choose what happens with the flag.',
    item: 'Choose what happens with the flag',
    awaited: 'a choice about the flag, which was changed by hand',
  },
  'try-again': {
    call: 'A step failed. Please have it tried again.',
    item: 'Have a failed step tried again',
    awaited: 'a failed step to be tried again',
  },
};
