import type { LookState } from '#domain/looks/state.ts';

/** The treatments that were taken out of the race, oldest first. */
export function droppedVariants({ drops = [] }: Pick<LookState, 'drops'>): readonly string[] {
  return drops.flatMap(({ variants }) => variants.map(({ variant }) => variant));
}
