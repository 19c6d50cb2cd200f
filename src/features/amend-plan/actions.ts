import { z } from 'zod';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { boundToEvidence, type Evidence, EvidenceSchema } from '#features/evidence.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { executePress, isStillPossible } from '#features/press.ts';
import type { RenderContext } from '#features/render-context.ts';
import { extendCommand } from './extend-command.ts';
import { extendView, firstChoice } from './extend-view.ts';

/** Opens the form that asks until when; what is submitted is held against the flag. */
export const extendExperiment = action('extend_experiment', boundToEvidence, async (coPilot, press) => {
  const { value, client, triggerId, tell } = press;
  const experiment = await coPilot.load(value.experiment);
  if (experiment === null) return tell('This experiment is gone.');
  if (
    !(await isStillPossible(
      coPilot,
      press,
      extendCommand(value, firstChoice(experiment), 'asked in the form'),
    ))
  )
    return;
  await client.views.open({ trigger_id: triggerId, view: extendView(experiment, value) });
});

/** Binds a button to the vote for an extension, beside the evidence. */
const boundToExtension = {
  schema: EvidenceSchema.extend({ days: z.number() }),
  write: (context: RenderContext) => ({
    ...boundToEvidence.write(context),
    days: context.experiment.decision.pendingOverride?.days ?? 0,
  }),
} satisfies ActionValue<RenderContext, Evidence & { readonly days: number }>;

/** The second vote for an extension. */
export const confirmExtend = action('confirm_extend', boundToExtension, async (coPilot, press) => {
  const { days, ...evidence } = press.value;
  await checkFlagBefore(coPilot, evidence.experiment);
  await executePress(coPilot, press, evidence.experiment, extendCommand(evidence, days, ''));
});
