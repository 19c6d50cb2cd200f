import type { Tale } from './tale.ts';

/** Since when a flag is of no use any more and is still there. */
export function flagSince({ status, flag, shipment, decided, takenBack, looks }: Tale): number | null {
  const isOver = status === 'decided' || status === 'cleaning-up' || status === 'killed';
  const isStep = status === 'decided' && shipment !== null && shipment.step < shipment.steps;
  if (!isOver || flag === null || isStep) return null;
  const at = takenBack ? looks.at(-1)?.at : (decided?.at ?? looks.at(-1)?.at);
  return at === undefined ? null : Math.max(at, shipment?.since ?? 0);
}
