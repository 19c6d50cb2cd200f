import { expect, it } from 'vitest';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { settingsChanges } from '#settings/settings-changes.ts';

const { metrics, roles, surfaces } = EXAMPLE_SETTINGS;
const [first, ...rest] = metrics;
if (first === undefined) throw new Error('the example has metrics');

it.each([
  [{}, []],
  [{ metrics: [...rest, first] }, []],
  [{ metrics: rest }, [`metrics.${first.key}: removed`]],
  [{ metrics: [...metrics, { ...first, key: 'other' }] }, ['metrics.other: added']],
  [{ metrics: [...metrics, { ...first, key: 'constructor' }] }, ['metrics.constructor: added']],
  [{ metrics: [{ ...first, margin: 0.1 }, ...rest] }, [`metrics.${first.key}.margin: added (0.1)`]],
  [{ retentionDays: 30 }, ['retentionDays: 365 → 30']],
  [
    { roles: { ...roles, admins: ['p_b'] } },
    ['roles.admins: p_b added', 'roles.admins: U0000000ADA removed'],
  ],
  [{ roles: { ...roles, approvers: roles.approvers.toReversed() } }, ['roles.approvers: in another order']],
  [{ guardrails: ['crash_rate'] }, ['guardrails: crash_rate added']],
  [
    { surfaces: surfaces.map((one) => ({ ...one, crossesLogin: true })).slice(0, 1) },
    [
      'surfaces.checkout: removed',
      'surfaces.e-mail: removed',
      'surfaces.level gate.crossesLogin: false → true',
    ],
  ],
  [
    {
      testAccounts: {
        platformFilter: true,
        rules: [{ property: 'email', operator: 'icontains', value: '@acme' }],
      },
    },
    ['testAccounts.rules: [] → [{"operator":"icontains","property":"email","value":"@acme"}]'],
  ],
] as const)('%j is told as %j', (change, told) => {
  expect(settingsChanges(EXAMPLE_SETTINGS, { ...EXAMPLE_SETTINGS, ...change })).toEqual(told);
});

it('the first version has nothing to compare with', () => {
  expect(settingsChanges(null, EXAMPLE_SETTINGS)).toEqual(['The first version.']);
});
