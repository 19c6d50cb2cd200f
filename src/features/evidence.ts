import { z } from 'zod';
import { commitOfEffect } from '#domain/effect.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import type { ActionValue } from '#features/action-value.ts';
import type { RenderContext } from '#features/render-context.ts';

/** The evidence that stands behind a message, as its buttons carry it, and the key of the message, to stamp it. */
export const EvidenceSchema = z.object({
  experiment: z.string(),
  message: z.string().nullable().default(null),
  planHash: z.string().default(''),
  snapshotHash: z.string().default(''),
  flagVersion: z.string().default(''),
});
export type Evidence = z.infer<typeof EvidenceSchema>;

function write({ experiment, key }: RenderContext) {
  return {
    experiment: experiment.key,
    message: key,
    planHash: experiment.design?.planHash ?? '',
    snapshotHash: latestSnapshot(experiment)?.hash ?? '',
    flagVersion: experiment.flag?.version ?? '',
  };
}

/** Binds a button to the evidence of its message: a press on another evidence than the present one is refused. */
export const boundToEvidence: ActionValue<RenderContext, Evidence> = { schema: EvidenceSchema, write };

/** Binds a button to the newest failed effect, beside the evidence. */
export const boundToFailedEffect = {
  schema: EvidenceSchema.extend({ effect: z.string().default('') }),
  write: (context: RenderContext) => ({
    ...write(context),
    effect: context.experiment.delivery.failedEffects.at(-1)?.effect ?? '',
  }),
} satisfies ActionValue<RenderContext, Evidence & { readonly effect: string }>;

const DecisionEvidenceSchema = EvidenceSchema.extend({ decision: z.number().int().optional() });

/** Binds a button to the decision of its message, beside the evidence. */
export const boundToDecision = {
  // Earlier versions wrote no decision, but every message of theirs says which commit it belongs to.
  schema: DecisionEvidenceSchema.transform((value) => ({
    ...value,
    decision: value.decision ?? (value.message === null ? 0 : commitOfEffect(value.message).version),
  })),
  write: (context: RenderContext) => ({
    ...write(context),
    decision: context.experiment.decision.decidedIn,
  }),
} satisfies ActionValue<RenderContext, Evidence & { readonly decision: number }>;
