import type { Settings } from '#settings/settings.ts';
import { toSettings } from './to-settings.ts';

/** What is in force in a workspace that no person has set up: it names no person, no repository, no surface and no metric. */
export const EMPTY_SETTINGS: Settings = toSettings({
  roles: { approvers: [] },
  repositories: [],
  surfaces: [],
  metrics: {},
});
