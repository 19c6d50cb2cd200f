import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature, Renderers } from '#features/feature.ts';
import { messagePerformers } from '#features/thread/perform-messages.ts';
import type { Performers } from '#journal/perform.ts';
import { createRedeliver } from '#journal/redeliver.ts';

/** Gathers the performers of all slices. A kind of effect that nobody performs is a bug, found at start. */
export function performersOf(
  coPilot: CoPilot,
  features: readonly Feature[],
  renderers: Renderers,
): Performers {
  const gathered: Partial<Performers> = Object.assign(
    {},
    messagePerformers(coPilot, renderers),
    { redeliver: createRedeliver(coPilot) },
    ...features.map((feature) => feature.performers?.(coPilot) ?? {}),
  );
  const { post, card, stamp, design, implement, flag, redeliver } = gathered;
  const cleanUp = gathered['clean-up'];
  if (!post || !card || !stamp || !design || !implement || !flag || !redeliver || !cleanUp) {
    throw new Error(`no slice performs one of the effects; there are ${Object.keys(gathered).join(', ')}`);
  }
  return { post, card, stamp, design, implement, flag, redeliver, 'clean-up': cleanUp };
}
