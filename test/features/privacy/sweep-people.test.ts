import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { sweepPeople } from '#features/privacy/sweep-people.ts';
import { createExecute } from '#journal/execute.ts';
import type { Store } from '#ports/store.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { changeSettings } from '#settings/settings-journal.ts';
import { DAY } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { propose, REQUEST, START } from '#test/support/experiments.ts';

const clock = { now: () => START };

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  for (const name of ['MIA', 'OLA', 'SAM']) await store.pseudonymOf(`U${name}`, `p_${name.toLowerCase()}`);
  await proposeAs('p_sam', 'middle');
});
afterEach(() => store.close());

async function proposeAs(person: string, key: string): Promise<void> {
  const command = { ...propose(START), actor: { person, roles: [] }, request: { ...REQUEST, owner: person } };
  const { kind } = await createExecute({ store, log: silentLogger })(key, command);
  if (kind !== 'ok') throw new Error(`${key} was refused`);
}

/** Sweeps while somebody acts: `act` comes once, after the `nth` time that this was read. */
async function sweepWhile(read: 'commits' | 'peopleAfter', nth: number, act: () => Promise<unknown>) {
  let reads = 0;
  const noticed = async () => {
    reads += 1;
    if (reads === nth) await act();
  };
  const watched: Store = {
    ...store,
    commits: async (...asked) => {
      const found = await store.commits(...asked);
      if (read === 'commits') await noticed();
      return found;
    },
    peopleAfter: async (...asked) => {
      const found = await store.peopleAfter(...asked);
      if (read === 'peopleAfter') await noticed();
      return found;
    },
  };
  return sweepPeople({ store: watched, clock, log: silentLogger, retentionDays: 365 });
}

/** A version of the settings by an admin, with these approvers, so many days ago. */
async function setApprovers(approvers: readonly string[], daysAgo: number, by: string): Promise<void> {
  const settings = { ...EXAMPLE_SETTINGS, roles: { approvers, admins: ['p_root'] } };
  const command = { name: 'changeSettings', settings, origin: { kind: 'chat' } } as const;
  const actor = { person: by, roles: ['admin'] } as const;
  const { kind } = await changeSettings(store, { ...command, actor, at: START - daysAgo * DAY });
  if (kind !== 'ok') throw new Error('the settings were refused');
}

describe('the sweep of people', () => {
  it('keeps who holds a role now or changed the settings lately, and no person for what was once', async () => {
    await store.pseudonymOf('UEVA', 'p_eva');
    await setApprovers(['p_mia'], 900, 'p_eva');
    await setApprovers(['p_ola'], 800, 'p_eva');
    expect(await sweepPeople({ store, clock, log: silentLogger, retentionDays: 365 })).toBe(2);
    expect(await store.knownPseudonymOf('UOLA')).toBe('p_ola');
    expect(await store.knownPseudonymOf('UMIA')).toBeNull();
    expect(await store.knownPseudonymOf('UEVA')).toBeNull();
  });

  it('keeps an admin who changed the settings within the time of retention', async () => {
    await setApprovers(['p_sam'], 9, 'p_mia');
    await sweepPeople({ store, clock, log: silentLogger, retentionDays: 365 });
    expect(await store.knownPseudonymOf('UMIA')).toBe('p_mia');
    expect(await store.knownPseudonymOf('UOLA')).toBeNull();
  });

  it('keeps who has a session of the desk, until it is over', async () => {
    const session = { digest: 'd', user: 'UOLA', createdAt: START, seenAt: START };
    await store.putSession(session);
    await sweepPeople({ store, clock, log: silentLogger, retentionDays: 365 });
    expect(await store.knownPseudonymOf('UOLA')).toBe('p_ola');
    expect(await store.session('d')).toEqual(session);
    await store.endSession('d');
    await sweepPeople({ store, clock, log: silentLogger, retentionDays: 365 });
    expect(await store.knownPseudonymOf('UOLA')).toBeNull();
  });

  it('keeps who proposes if its walk has been already', async () => {
    expect(await sweepWhile('commits', 1, () => proposeAs('p_mia', 'before-the-middle'))).toBe(1);
    expect(await store.knownPseudonymOf('UMIA')).toBe('p_mia');
    expect(await store.knownPseudonymOf('USAM')).toBe('p_sam');
    expect(await store.knownPseudonymOf('UOLA')).toBeNull();
  });

  it('keeps who proposes while it looks again', async () => {
    expect(await sweepWhile('commits', 2, () => proposeAs('p_mia', 'before-the-middle'))).toBe(1);
    expect(await store.knownPseudonymOf('UMIA')).toBe('p_mia');
  });

  it('keeps who comes for the first time after it began', async () => {
    const come = async () => {
      await store.pseudonymOf('UNEW', 'p_new');
    };
    expect(await sweepWhile('peopleAfter', 1, come)).toBe(2);
    expect(await store.knownPseudonymOf('UNEW')).toBe('p_new');
  });
});
