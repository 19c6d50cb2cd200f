import { DRAWINGS, RENDERERS, SLICES } from '#app/features.ts';
import { gather } from '#app/gather.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { messagePerformers } from '#features/thread/perform-messages.ts';
import type { Performers } from '#journal/perform.ts';
import { createRedeliver } from '#journal/redeliver.ts';

/** The performers of all kinds of effect, gathered from the slices. This does not compile if a kind has none. */
export function performersOf(coPilot: CoPilot): Performers {
  const ofSlices = SLICES.flatMap((slice) => ('performers' in slice ? [slice.performers(coPilot)] : []));
  return {
    ...messagePerformers(coPilot, { renderers: RENDERERS, drawings: DRAWINGS }),
    redeliver: createRedeliver(coPilot),
    ...gather(ofSlices),
  };
}
