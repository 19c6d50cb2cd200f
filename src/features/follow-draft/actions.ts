import { z } from 'zod';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { boundToEvidence, type Evidence, EvidenceSchema } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';
import type { RenderContext } from '#features/render-context.ts';

/** Binds a button to the commit whose checks its message shows, beside the evidence. */
const boundToHead: ActionValue<RenderContext, Evidence & { readonly head: string }> = {
  schema: EvidenceSchema.extend({ head: z.string() }),
  write: (context) => ({
    ...boundToEvidence.write(context),
    head: context.experiment.code?.draft?.head ?? '',
  }),
};

export const markReady = action('mark_ready', boundToHead, async (coPilot, press) => {
  const { experiment, head } = press.value;
  await executePress(coPilot, press, experiment, { name: 'markReady', head });
});
