import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSlackPeople } from '#adapters/slack/people.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { createCurrentSettings } from '#settings/current-settings.ts';
import { createSettingsDesk } from '#settings/settings-desk.ts';
import { newestSettings } from '#settings/settings-journal.ts';
import { silentLogger } from '#shared/logger.ts';

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

it('answers a change once it is in force, also if the settings were being read just then', async () => {
  const people = createSlackPeople(
    store,
    () => ({ approvers: [], admins: [] }),
    async () => [],
  );
  let held: Promise<void> = Promise.resolve();
  const commits: Store['commits'] = async (...asked) => {
    const read = await store.commits(...asked);
    await held;
    return read;
  };
  const ground = { people: () => people, clock: { now: () => 5 } };
  const current = createCurrentSettings({
    ...{ ...ground, store: { append: store.append, commits }, log: silentLogger },
    ...{ first: EXAMPLE_SETTINGS, file: 'co-pilot.yaml', read: null },
  });
  const desk = createSettingsDesk({ ...ground, store, current, file: null });
  await current.refresh();

  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  const before = current.refresh();
  const seen = (await newestSettings(store))?.version ?? null;
  const touches = [['retentionDays']];
  const changing = desk.change({
    edit: { apply: (file) => ({ file: { ...file, retentionDays: 30 }, at: ['retentionDays'] }), touches },
    ...{ seen, actor: { person: 'p_ada', roles: ['admin'] } },
  });
  await expect.poll(async () => (await newestSettings(store))?.settings.retentionDays).toBe(30);
  resolve();
  expect(await changing).toMatchObject({ kind: 'ok' });
  expect(current.inForce().settings.retentionDays).toBe(30);
  await before;
});
