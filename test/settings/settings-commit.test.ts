import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { BOT } from '#domain/actor.ts';
import { fold } from '#domain/commit.ts';
import { rebuildSummaries } from '#journal/rebuild.ts';
import { verifyStore } from '#journal/verify.ts';
import type { Store } from '#ports/store.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import type { Settings } from '#settings/settings.ts';
import type { ChangeSettings } from '#settings/settings-commit.ts';
import { changeSettings, newestSettings } from '#settings/settings-journal.ts';
import { replaySettings } from '#tools/journal/replay-settings.ts';
import { moveStore } from '#tools/move/move-store.ts';

const SHORTER = withWindow(EXAMPLE_SETTINGS, 7);

function withWindow(settings: Settings, windowDays: number): Settings {
  const metrics = settings.metrics.map((one) => (one.key === 'visit_rate' ? { ...one, windowDays } : one));
  return { ...settings, metrics };
}

function change(settings: Settings, more: Partial<ChangeSettings> = {}): ChangeSettings {
  const origin = { kind: 'file', name: 'co-pilot.yaml' } as const;
  return { name: 'changeSettings', settings, origin, actor: BOT, at: 1, ...more };
}

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

describe('versions of the settings', () => {
  it('say who or which file changed what, and when', async () => {
    await changeSettings(store, change(EXAMPLE_SETTINGS));
    const actor = { person: 'p_ada', roles: ['admin'] } as const;
    const more = { actor, origin: { kind: 'chat' }, at: 2 } as const;
    expect(await changeSettings(store, change(SHORTER, more))).toMatchObject({ kind: 'ok' });
    expect(await newestSettings(store)).toMatchObject({
      ...{ version: 2, at: 2, by: 'p_ada', origin: { kind: 'chat' }, settings: SHORTER },
      changes: ['metrics.visit_rate.windowDays: 14 → 7'],
    });
  });

  it('are not made by people without the role, nor if nothing changes', async () => {
    const actor = { person: 'p_mia', roles: ['approver'] } as const;
    const refused = await changeSettings(store, change(EXAMPLE_SETTINGS, { actor }));
    expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'not-allowed' } });
    await changeSettings(store, change(EXAMPLE_SETTINGS));
    const again = await changeSettings(store, change(EXAMPLE_SETTINGS, { at: 2 }));
    expect(again).toMatchObject({ kind: 'refused', problem: { code: 'already-done' } });
    expect(await store.commits('$settings')).toHaveLength(1);
  });

  it('are decided on what another writer wrote first', async () => {
    let raced = false;
    const racing = {
      commits: store.commits,
      append: async (commit: Parameters<Store['append']>[0]) => {
        if (!raced) {
          raced = true;
          await changeSettings(store, change(EXAMPLE_SETTINGS));
        }
        return store.append(commit);
      },
    };
    expect(await changeSettings(racing, change(SHORTER, { at: 2 }))).toMatchObject({
      value: { version: 2, changes: ['metrics.visit_rate.windowDays: 14 → 7'] },
    });
  });
});

describe('the stream of the settings', () => {
  beforeEach(async () => {
    await changeSettings(store, change(EXAMPLE_SETTINGS));
    await changeSettings(store, change(SHORTER, { at: 2 }));
  });

  async function broken(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const audit of verifyStore(store)) if (audit.broken !== null) found.push(audit.broken.id);
    return found;
  }

  it('holds under the audit, which sees a changed byte', async () => {
    expect(await broken()).toEqual([]);
    const [first] = await store.commits('$settings');
    if (first === undefined) throw new Error('nothing was written');
    const forged = { ...first, experiment: '$other', id: '$other:1' };
    await store.append(forged);
    expect(await broken()).toEqual(['$other:1']);
  });

  it('is decided again with the same outcomes, and shows one that is not', async () => {
    const commits = await store.commits('$settings');
    expect(replaySettings(commits)).toEqual([]);
    const [first, second] = commits;
    if (first === undefined || second === undefined) throw new Error('two were written');
    const [event] = second.events;
    const changed = { ...second, events: [{ ...event, changes: ['nothing'] }] };
    expect(replaySettings([first, changed as never])).toMatchObject([{ id: '$settings:2' }]);
  });

  it('is no experiment: it folds to none, and the list does not have it', async () => {
    expect(fold(await store.commits('$settings'))).toBeNull();
    expect(await rebuildSummaries(store)).toBe(0);
    expect(await store.experimentKeys(null, 9)).toEqual([]);
  });

  it('moves with the store', async () => {
    const other = await openSqliteStore(':memory:');
    expect(await moveStore(store, other, { resume: false })).toEqual({
      kind: 'ok',
      value: { experiments: 0, commits: 2, claims: 0, people: 0, imported: 0, runs: 0 },
    });
    expect(await newestSettings(other)).toEqual(await newestSettings(store));
    await other.close();
  });
});

it('a change of many fields at once is decided again to the same lines', async () => {
  await changeSettings(store, change(EXAMPLE_SETTINGS));
  const metrics = EXAMPLE_SETTINGS.metrics.map((one) =>
    one.kind === 'proportion' ? { ...one, margin: 0.1, covariateDays: 7, atLeast: 2 } : one,
  );
  await changeSettings(store, change({ ...EXAMPLE_SETTINGS, metrics, retentionDays: 1 }, { at: 2 }));
  expect(replaySettings(await store.commits('$settings'))).toEqual([]);
});
