import { newestPost } from '#domain/delivery/newest-post.ts';
import type { Experiment } from '#domain/experiment.ts';
import { boundToEvidence, type Evidence } from '#features/evidence.ts';
import type { RenderContext } from '#features/render-context.ts';

/** An experiment as it is now, for a typed command; its key is that of the message that asks for the decision, if there is one. */
export function contextNow(experiment: Experiment, now: number): RenderContext {
  return { experiment, key: newestPost(experiment.delivery, 'decision') ?? '', at: now };
}

/** What a button of that message would carry. */
export function evidenceOf(context: RenderContext): Evidence {
  return boundToEvidence.schema.parse(boundToEvidence.write(context));
}
