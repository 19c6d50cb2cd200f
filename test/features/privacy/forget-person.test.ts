import { expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { knownOf } from '#features/privacy/forget-person.ts';
import { createBench } from '#test/support/experiments-bench.ts';

const EXPERIMENTS = 20;

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
