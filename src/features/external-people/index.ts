import type { Feature } from '#features/feature.ts';
import { externalCommand } from './external-command.ts';

/** People of other companies in channels that are shared with them. */
export const externalPeople = {
  name: 'external-people',
  subcommands: [externalCommand],
} satisfies Feature;
