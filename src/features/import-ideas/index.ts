import type { Feature } from '#features/feature.ts';
import { importCommand } from './import-command.ts';
import { importForm } from './import-form.ts';

/** Lists of ideas go into the backlog. */
export const importIdeasFeature = {
  name: 'import-ideas',
  modals: [importForm],
  subcommands: [importCommand],
} satisfies Feature;
