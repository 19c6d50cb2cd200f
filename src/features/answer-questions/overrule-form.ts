import { EvidenceSchema } from '#features/evidence.ts';
import { reasonForm } from '#features/reason-form.ts';

/** Asks why a request should be planned against the advice of the supervisor. */
export const overruleForm = reasonForm({
  id: 'overrule_advice',
  metadata: EvidenceSchema,
  title: 'Test it all the same',
  submit: 'Plan it',
  commandOf: ({ message }, reason) => ({ name: 'overruleAdvice', reason, message }),
});
