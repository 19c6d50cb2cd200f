import { EvidenceSchema } from '#features/evidence.ts';
import { reasonForm } from '#features/reason-form.ts';

export const changesForm = reasonForm({
  id: 'request_changes',
  metadata: EvidenceSchema,
  title: 'Ask for changes',
  submit: 'Send to the agents',
  commandOf: ({ planHash, message }, comment) => ({ name: 'requestChanges', comment, planHash, message }),
});

export const rejectionForm = reasonForm({
  id: 'reject_plan',
  metadata: EvidenceSchema,
  title: 'Reject the plan',
  submit: 'Reject',
  commandOf: ({ planHash, message }, reason) => ({ name: 'reject', reason, planHash, message, told: true }),
});

/** Ends an experiment before it runs, from the card's menu. */
export const cancelForm = reasonForm({
  id: 'cancel_experiment',
  metadata: EvidenceSchema,
  title: 'End the experiment',
  submit: 'End it',
  commandOf: (_evidence, reason) => ({ name: 'cancel', reason }),
});
