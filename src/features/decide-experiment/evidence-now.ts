import type { Experiment } from '#domain/experiment.ts';
import { boundToEvidence, type Evidence } from '#features/evidence.ts';
import type { RenderContext } from '#features/render-context.ts';

/** An experiment as it is now, for a typed command; its key is that of the message that asks for the decision, if there is one. */
export function contextNow(experiment: Experiment, now: number): RenderContext {
  const asking = Object.entries(experiment.delivery.messages).filter(([, { topic }]) => topic === 'decision');
  return { experiment, key: asking.at(-1)?.[0] ?? '', at: now };
}

/** What a button of that message would carry. */
export function evidenceOf(context: RenderContext): Evidence {
  return boundToEvidence.schema.parse(boundToEvidence.write(context));
}
