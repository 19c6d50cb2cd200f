import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';

let posthog: SandboxPostHog;
beforeEach(async () => {
  posthog = await startPostHog({ now: () => 0 });
});
afterEach(() => posthog.close());

async function call(method: string, path: string, body?: object) {
  const { url, projectId, personalApiKey } = posthog;
  const response = await fetch(`${url}/api/projects/${projectId}/feature_flags/${path}`, {
    method,
    headers: { authorization: `Bearer ${personalApiKey}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const variants = [
  { key: 'control', rollout_percentage: 50 },
  { key: 'treatment', rollout_percentage: 50 },
];
const STAFF = { key: 'email', type: 'person', operator: 'icontains', value: '@acme.com' };
const filters = { groups: [{ properties: [], rollout_percentage: 100 }], multivariate: { variants } };
const make = (more: object = {}) => call('POST', '', { key: 'gate', active: true, filters, ...more });

describe('a flag is refused as PostHog refuses it', () => {
  it.each([
    ['without groups', { filters: {} }, 400, /groups/],
    ['with a key of other letters', { key: 'a gate' }, 400, /Invalid key/],
    [
      'with one variant twice',
      { filters: { ...filters, multivariate: { variants: [variants[0], variants[0]] } } },
      ...([400, /unique/] as const),
    ],
    [
      'with variants that do not sum to 100',
      { filters: { ...filters, multivariate: { variants: [variants[0]] } } },
      ...([400, /sum to 100/] as const),
    ],
    [
      'with a condition without a type',
      { filters: { ...filters, groups: [{ properties: [{ key: 'email', value: 'x' }] }] } },
      ...([400, /type/] as const),
    ],
    ['with a rollout over 100', { filters: { groups: [{ rollout_percentage: 101 }] } }, 400, /rollout/],
  ])('%s', async (_name, more, status, detail) => {
    const answer = await make(more);
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(detail)]);
  });

  it('with a key that an archived flag or an old neighbour has, which the list need not show', async () => {
    posthog.addNeighbour({ key: 'old', filters: { properties: [] } });
    expect(await make({ key: 'old' })).toMatchObject({ status: 400, body: { code: 'unique' } });
    await make();
    posthog.editFlag('gate', { archived: true });
    expect((await call('GET', '?key=gate')).body.results).toEqual([]);
    expect(await make()).toMatchObject({ status: 400, body: { code: 'unique' } });
    expect(await call('PATCH', '1/', { active: true })).toMatchObject({
      body: { detail: expect.stringContaining('archived feature flag') },
    });
  });

  it('without an evaluation context if the project requires one', async () => {
    posthog.setFlagRules({ contextRequired: true });
    expect((await make()).body.detail).toMatch(/evaluation context is required/);
    expect((await make({ tags: ['web'] })).status).toBe(201);
  });
});

describe('a change of a flag', () => {
  it('waits under one policy, is refused under two, and passes under none of its own', async () => {
    await make();
    posthog.requireApproval('disable', 'update');
    const groups = [{ properties: [], rollout_percentage: 5 }];
    const change = { active: false, filters: { ...filters, groups } };
    expect(await call('PATCH', '1/', change)).toMatchObject({
      status: 400,
      body: { code: 'policy_conflict' },
    });
    expect(await call('POST', '1/disable/', {})).toMatchObject({
      ...{ status: 409, body: { change_request_id: 'cr-1' } },
    });
    posthog.requireApproval('update');
    expect(await call('POST', '1/disable/', {})).toMatchObject({ status: 200, body: { active: false } });
    expect(await call('PATCH', '1/', { filters: { ...filters, groups } })).toMatchObject({ status: 409 });
  });

  it('that began on an older version is refused if it touches what another changed', async () => {
    await make();
    const original_flag = { active: true, filters };
    posthog.editFlag('gate', { active: false });
    const stale = { version: 1, original_flag };
    expect((await call('PATCH', '1/', { ...stale, active: true })).status).toBe(200);
    const other = { ...filters, groups: [{ properties: [], rollout_percentage: 7 }] };
    posthog.editFlag('gate', { filters: other });
    const mine = { ...filters, groups: [{ properties: [], rollout_percentage: 9 }] };
    expect(await call('PATCH', '1/', { ...stale, filters: mine })).toMatchObject({ status: 409 });
  });

  it('stands in the log with the person, newest first', async () => {
    await make();
    posthog.editFlag('gate', { active: false });
    const { results } = (await call('GET', '1/activity/')).body;
    expect(results.map((entry: { user: { first_name: string } }) => entry.user.first_name)).toEqual([
      'Ann',
      'Key',
    ]);
  });

  it('by a delete is not allowed, and the route that disables answers 404 in an older PostHog', async () => {
    await make();
    expect((await call('DELETE', '1/')).status).toBe(405);
    posthog.setFlagRules({ hasDisable: false });
    expect((await call('POST', '1/disable/', {})).status).toBe(404);
  });
});

describe('a flag is evaluated by the first condition that matches', () => {
  async function variantOf(person_properties: object) {
    const response = await fetch(`${posthog.url}/flags/?v=2`, {
      method: 'POST',
      body: JSON.stringify({ token: posthog.projectToken, distinct_id: 'u1', person_properties }),
    });
    const { flags } = JSON.parse(await response.text());
    return [flags.gate.variant, flags.gate.reason.condition_index];
  }

  it('those with a variant override first, wherever they stand', async () => {
    const [open] = filters.groups;
    const staff = { properties: [STAFF], rollout_percentage: 100, variant: 'treatment' };
    const all = [
      { key: 'control', rollout_percentage: 100 },
      { key: 'treatment', rollout_percentage: 0 },
    ];
    await make({ filters: { groups: [open, staff], multivariate: { variants: all } } });
    expect(await variantOf({ email: 'ann@acme.com' })).toEqual(['treatment', 1]);
    expect(await variantOf({ email: 'ann@elsewhere.com' })).toEqual(['control', 0]);
    posthog.editFlag('gate', { active: false });
    expect(await variantOf({ email: 'ann@acme.com' })).toEqual([null, null]);
  });
});
