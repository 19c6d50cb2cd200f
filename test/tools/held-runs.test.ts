import { expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { packed } from '#agents/pack-run.ts';
import { START } from '#test/support/experiments.ts';
import { heldAbout } from '#tools/privacy/held-about.ts';

it('an export names the kept runs that mention the person, with these texts alone', async () => {
  const store = await openSqliteStore(':memory:');
  await store.pseudonymOf('U1', 'p_mia');
  const about = packed({ request: { input: 'as <@p_mia> says', instructions: 'Judge.' } });
  const other = packed({ request: { input: 'as <@p_miab> says' } });
  for (const [id, { body }] of [
    ['r1', about],
    ['r2', other],
  ] as const)
    await store.putRun({ id, experiment: 'gate', at: START, body });
  expect((await heldAbout(store, 'U1')).runs).toEqual([
    {
      ...{ id: 'r1', experiment: 'gate', at: new Date(START).toISOString() },
      mentions: [{ path: 'request.input', text: 'as <@p_mia> says' }],
    },
  ]);
  await store.close();
});
