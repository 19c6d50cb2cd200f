import type { Choices } from '#features/co-pilot.ts';

/** How people call the goal of a past experiment: as the settings name it now, by its key if they know it no more. */
export function goalName({ catalogue }: Pick<Choices, 'catalogue'>, key: string): string {
  return catalogue.find((metric) => metric.key === key)?.name ?? key;
}
