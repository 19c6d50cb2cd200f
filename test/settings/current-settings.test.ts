import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackPeople } from '#adapters/slack/people.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { createCurrentSettings } from '#settings/current-settings.ts';
import type { Settings } from '#settings/settings.ts';
import { changeSettings, newestSettings } from '#settings/settings-journal.ts';
import { ownFault } from '#shared/errors.ts';
import { silentLogger } from '#shared/logger.ts';
import { ok, type Result, refused } from '#shared/result.ts';

const LATER: Settings = { ...EXAMPLE_SETTINGS, retentionDays: 30 };

let store: Store;
let file: Result<Settings, readonly string[]>;
let errors: string[];
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  file = ok(EXAMPLE_SETTINGS);
  errors = [];
});
afterEach(() => store.close());

/** The settings of one process, whose file is `file` unless it has its own. */
function process(over: Pick<Store, 'commits' | 'append'> = store, read = () => file) {
  const people = createSlackPeople(
    store,
    () => ({ approvers: [], admins: [] }),
    async () => [],
  );
  const log = { ...silentLogger, error: (message: string) => void errors.push(message) };
  return createCurrentSettings({
    ...{ store: over, people: () => people, clock: { now: () => 5 }, log },
    ...{ first: EXAMPLE_SETTINGS, file: 'co-pilot.yaml', read },
  });
}

describe('the settings of a running bot', () => {
  it('are those of the start until the journal is read, and then a version', async () => {
    const one = process();
    expect(one.inForce()).toEqual({ settings: EXAMPLE_SETTINGS, version: null });
    await one.refresh();
    expect(one.inForce()).toEqual({ settings: EXAMPLE_SETTINGS, version: 1 });
  });

  it('hold people by pseudonym in the journal, and by chat user in the bot', async () => {
    const one = process();
    await one.refresh();
    const written = JSON.stringify(await store.records('$settings'));
    for (const user of EXAMPLE_SETTINGS.roles.approvers) {
      expect(written).not.toContain(user);
      expect(written).toContain(await store.knownPseudonymOf(user));
    }
    expect(one.inForce().settings.roles).toEqual(EXAMPLE_SETTINGS.roles);
  });

  it('take over a file that changed, as a further version', async () => {
    const one = process();
    await one.refresh();
    file = ok(LATER);
    await one.refresh();
    await one.refresh();
    expect(one.inForce()).toEqual({ settings: LATER, version: 2 });
    expect(await newestSettings(store)).toMatchObject({
      ...{ version: 2, at: 5, by: null, origin: { kind: 'file', name: 'co-pilot.yaml' } },
      changes: ['retentionDays: 365 → 30'],
    });
  });

  it('are those of the file also if another process writes the same at the same moment', async () => {
    const one = process();
    await one.refresh();
    file = ok(LATER);
    const append: Store['append'] = async (commit) => {
      await one.refresh();
      return store.append(commit);
    };
    const started = process({ commits: store.commits, append });
    await started.refresh();
    expect(started.inForce()).toEqual({ settings: LATER, version: 2 });
  });

  it('stay as they are while the file is wrong; the log says it once, and the probe as long as it lasts', async () => {
    const one = process();
    await one.refresh();
    await expect(one.probe()).resolves.toBeUndefined();
    file = refused(['co-pilot.yaml:3 metrics: This is missing.', 'co-pilot.yaml:9 roles: This is missing.']);
    await one.refresh();
    await one.refresh();
    expect(one.inForce()).toEqual({ settings: EXAMPLE_SETTINGS, version: 1 });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/stay in force.+co-pilot\.yaml:3 .+co-pilot\.yaml:9 /s);
    await expect(one.probe()).rejects.toMatchObject({ code: 'settings.broken-file' });
    file = ok(LATER);
    await one.refresh();
    await expect(one.probe()).resolves.toBeUndefined();
    expect(one.inForce().version).toBe(2);
  });

  it('are one for all processes: the newest version counts, also one that another wrote', async () => {
    const [one, other] = [process(), process(store, () => ok(EXAMPLE_SETTINGS))];
    await Promise.all([one.refresh(), other.refresh()]);
    expect(await store.commits('$settings')).toHaveLength(1);
    file = ok(LATER);
    await one.refresh();
    await other.refresh();
    expect(other.inForce()).toEqual({ settings: LATER, version: 2 });
  });

  it('of a person are not undone by a file that did not change, also after a restart', async () => {
    await process().refresh();
    const newest = await newestSettings(store);
    if (newest === null) throw new Error('nothing was written');
    const settings = { ...newest.settings, retentionDays: 90 };
    const actor = { person: 'p_ada', roles: ['admin'] } as const;
    await changeSettings(store, { name: 'changeSettings', settings, origin: { kind: 'chat' }, actor, at: 6 });
    const restarted = process();
    await restarted.refresh();
    expect(restarted.inForce()).toMatchObject({ version: 2, settings: { retentionDays: 90 } });
    expect(await store.commits('$settings')).toHaveLength(2);
  });

  it('make no person known again who was forgotten while the bot runs', async () => {
    const one = process();
    await one.refresh();
    await store.forget('U00000PRIYA');
    await one.refresh();
    expect(await store.knownPseudonymOf('U00000PRIYA')).toBeNull();
  });

  it('stay as they are while the store fails, and are written when it works', async () => {
    let isDown = true;
    const flaky = {
      append: store.append,
      commits: (...asked: Parameters<Store['commits']>) =>
        isDown ? Promise.reject(ownFault('store.busy', 'busy')) : store.commits(...asked),
    };
    const one = process(flaky);
    await one.refresh();
    expect(one.inForce()).toEqual({ settings: EXAMPLE_SETTINGS, version: null });
    isDown = false;
    await one.refresh();
    expect(one.inForce().version).toBe(1);
  });
});
