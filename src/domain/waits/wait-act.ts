/** What an experiment waits for people to do. Journals hold these names. */
export type WaitAct =
  | 'mend-request'
  | 'review'
  | 'implement-again'
  | 'review-code'
  | 'reopen-code'
  | 'launch'
  | 'mend-launch'
  | 'mend-reading'
  | 'resume'
  | 'decide'
  | 'confirm'
  | 'approve-amendment'
  | 'merge-clean-up'
  | 'reopen-clean-up'
  | 'clean-up-again'
  | 'settle-flag'
  | 'try-again';
