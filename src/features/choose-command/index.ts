import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';

/** Buttons and menus that give a command as if it were typed. */
export const chooseCommand = { name: 'choose-command', actions: Object.values(actions) } satisfies Feature;
