import { z } from 'zod';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { OUTSIDE, settingsAccess } from './access.ts';
import { overviewNow } from './ground.ts';
import { OPEN_SETTINGS } from './ids.ts';

/** The button stands for nothing but itself. */
const nothing: ActionValue<null, object> = { schema: z.object({}), write: () => ({}) };

/** Opens the overview of the settings from a message. */
export const openSettings = action(
  OPEN_SETTINGS,
  nothing,
  async (coPilot, { actor, client, triggerId, tell }) => {
    const user = await coPilot.people.userOf(actor.person);
    const access = user === null ? null : await settingsAccess(coPilot, user);
    if (access === null) return tell(OUTSIDE);
    await client.views.open({ trigger_id: triggerId, view: await overviewNow(coPilot, access) });
  },
);
