import { section } from '#block-kit/layout.ts';
import { groundNow, overviewNow } from './ground.ts';
import { ADD_ENTRY, CHECK_CONNECTIONS, EDIT_ENTRY, OPEN_PART } from './ids.ts';
import { listView } from './list-view.ts';
import { partView, readView } from './part-view.ts';
import { partOf } from './parts/all-parts.ts';
import { type ViewPress, viewPress } from './view-press.ts';

/** Opens a part from the overview: its form, its list, or its values for people who may only look. */
export const openPart = viewPress(OPEN_PART, async (coPilot, { access, client, triggerId, value }) => {
  const part = partOf(value);
  if (part === null) return;
  const { version } = coPilot.settings.inForce();
  const ground = await groundNow(coPilot);
  const target = { part: part.id, entry: null, kind: '', seen: version };
  const view =
    access.readOnly !== null
      ? readView(part, ground, access.readOnly)
      : part.kind === 'list'
        ? listView(part, ground)
        : partView(part, ground, target);
  await client.views.push({ trigger_id: triggerId, view });
});

/** Opens the form of an entry that was chosen in a list. */
export const editEntry = viewPress(EDIT_ENTRY, (coPilot, press) =>
  openEntry(coPilot, press, { entry: press.value, kind: '' }),
);

/** Opens the form of a new entry of the chosen kind. */
export const addEntry = viewPress(ADD_ENTRY, (coPilot, press) =>
  openEntry(coPilot, press, { entry: null, kind: press.value }),
);

/** Asks every vendor, and shows on the overview how each connection stands. */
export const checkConnectionsNow = viewPress(CHECK_CONNECTIONS, async (coPilot, { access, client, view }) => {
  const asking = await overviewNow(coPilot, access);
  const waiting = {
    ...asking,
    blocks: [section(':hourglass_flowing_sand: Asking every connection …'), ...asking.blocks],
  };
  await client.views.update({ view_id: view.id, view: waiting });
  const connections = await coPilot.connections();
  await client.views.update({ view_id: view.id, view: await overviewNow(coPilot, access, connections) });
});

async function openEntry(
  coPilot: Parameters<typeof groundNow>[0],
  { access, client, triggerId, view }: ViewPress,
  chosen: { readonly entry: string | null; readonly kind: string },
): Promise<void> {
  const { part: id }: { part?: unknown } = JSON.parse(view.private_metadata || '{}');
  const part = partOf(String(id));
  if (part === null || part.kind !== 'list' || access.readOnly !== null) return;
  const { version } = coPilot.settings.inForce();
  const target = { part: part.id, ...chosen, seen: version };
  await client.views.push({ trigger_id: triggerId, view: partView(part, await groundNow(coPilot), target) });
}

export { openSettings } from './open-settings.ts';
