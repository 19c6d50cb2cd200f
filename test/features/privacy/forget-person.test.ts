import { expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { forgetPerson, knownOf, partsThatBind } from '#features/privacy/forget-person.ts';
import { proposeLater, START } from '#test/support/experiments.ts';
import { createBench } from '#test/support/experiments-bench.ts';

const EXPERIMENTS = 20;
const clock = { now: () => START };

it('looking for a person lets the event loop turn at every experiment', async () => {
  const store = await openSqliteStore(':memory:');
  const { propose, load } = await createBench(store);
  for (let index = 0; index < EXPERIMENTS; index += 1) await propose(`e${index}`);
  await store.pseudonymOf('UMIA', 'p_mia');
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  expect(await knownOf({ store, load }, 'UMIA')).toEqual({ pseudonym: 'p_mia', parts: [] });
  isOver = true;
  expect(turns).toBeGreaterThanOrEqual(EXPERIMENTS);
  await store.close();
});

it('does not forget a person whose idea is kept for later, until it is dropped', async () => {
  const store = await openSqliteStore(':memory:');
  const { execute, load } = await createBench(store);
  await store.pseudonymOf('UMIA', 'p_mia');
  const actor = { person: 'p_mia', roles: [] };
  const command = { ...proposeLater(), actor };
  expect(await execute('idea', command)).toMatchObject({ kind: 'ok' });
  const bound = await forgetPerson({ store, load, clock }, 'UMIA');
  expect(bound === null ? [] : partsThatBind(bound).map(({ experiment }) => experiment)).toEqual(['idea']);
  expect(await store.knownPseudonymOf('UMIA')).toBe('p_mia');
  const drop = { name: 'cancel', reason: 'Not now', actor, at: START + 1 } as const;
  expect(await execute('idea', drop)).toMatchObject({ kind: 'ok' });
  await forgetPerson({ store, load, clock }, 'UMIA');
  expect(await store.knownPseudonymOf('UMIA')).toBeNull();
  await store.close();
});
