import type { LookState, VariantsDropped } from '#domain/looks/state.ts';

/** The treatments that were taken out of the race, oldest first. */
export function droppedVariants({ drops = [] }: Pick<LookState, 'drops'>): readonly string[] {
  return drops.flatMap(({ variants }) => variants.map(({ variant }) => variant));
}

/** The looks after these treatments were taken out of the race. */
export function withDrop(looks: LookState, drop: VariantsDropped): LookState {
  return { ...looks, drops: [...(looks.drops ?? []), drop] };
}
