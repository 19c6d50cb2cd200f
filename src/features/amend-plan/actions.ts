import { z } from 'zod';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { noSecondApprover } from '#features/decide-experiment/second-vote.ts';
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
  const vote = { decision: 'extend', days: firstChoice(experiment), actor: press.actor } as const;
  const alone = await noSecondApprover(coPilot, experiment, vote);
  if (alone !== null) return tell(alone);
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

/** Binds a button to the change that its message asks for, beside the evidence. */
const boundToAmendment = {
  schema: EvidenceSchema.extend({ amendment: z.number() }),
  write: (context: RenderContext) => ({
    ...boundToEvidence.write(context),
    amendment: context.experiment.design?.pendingAmendment?.id ?? 0,
  }),
} satisfies ActionValue<RenderContext, Evidence & { readonly amendment: number }>;

export const approveAmendment = action('approve_amendment', boundToAmendment, async (coPilot, press) => {
  const { experiment, planHash, amendment, message } = press.value;
  await executePress(coPilot, press, experiment, { name: 'approveAmendment', amendment, planHash, message });
});

export const declineAmendment = action('decline_amendment', boundToAmendment, async (coPilot, press) => {
  const { experiment, amendment, message } = press.value;
  await executePress(coPilot, press, experiment, { name: 'declineAmendment', amendment, message });
});
