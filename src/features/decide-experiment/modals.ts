import { z } from 'zod';
import { EvidenceSchema } from '#features/evidence.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { reasonForm } from '#features/reason-form.ts';
import { decideCommand } from './decide-command.ts';

export const overrideForm = reasonForm({
  id: 'override_reason',
  metadata: EvidenceSchema.extend({
    decision: z.enum(['ship', 'kill', 'drop-variant', 'end-without-winner', 'keep-running']),
  }),
  title: 'Say why',
  submit: 'Send',
  commandOf: ({ decision, ...evidence }, reason) => decideCommand(evidence, decision, reason),
  lookBefore: checkFlagBefore,
});
