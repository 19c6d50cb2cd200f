import { expect, it } from 'vitest';
import { concernedBy } from '#features/alerts/concerned.ts';

it('finds no owner of a surface that only has the name of what every object knows', async () => {
  const owners = { surfaces: {}, metrics: {} };
  const request = { owner: 'p_owner', surface: 'constructor' };
  const needs = { choices: { owners }, people: null } as never;
  expect(await concernedBy(needs, { request, design: null } as never, ['no-exposures'])).toEqual(['p_owner']);
});
