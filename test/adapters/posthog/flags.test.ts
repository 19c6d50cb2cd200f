import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentagesOf, withSetting } from '#adapters/posthog/flag-filters.ts';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { describeFarFlags, EVEN, type FarFlagsFixture } from '#test/contracts/describe-flags.ts';

const FAULTS = {
  unreachable: 'unreachable',
  unavailable: 'http-500',
  'rate-limited': 'ratelimited',
  unauthorised: 'http-401',
  forbidden: 'http-403',
  silence: 'timeout',
  garbled: 'garbled',
} as const;

const NL = { key: 'country', type: 'person', operator: 'exact', value: 'NL' };
const OWN = { properties: [], variant: null, description: 'Experiment co-pilot' };

async function start() {
  const posthog = await startPostHog({ now: () => 0 });
  const { url: host, projectId, personalApiKey } = posthog;
  return {
    posthog,
    flags: createPostHogFlags({ host, projectId, personalApiKey, timeoutMs: 1_500 }),
    host,
    projectId,
  };
}

describeFarFlags('PostHog', async (): Promise<FarFlagsFixture> => {
  const { posthog, flags } = await start();
  return {
    flags,
    countFlags: (key) => posthog.flags().filter((flag) => flag.key === key && !flag.deleted).length,
    countWrites: () => posthog.requests.filter((request) => request.method !== 'GET').length,
    failNext: (kind) => posthog.fail({ kind: FAULTS[kind], times: 1 }),
    loseAnswer: (index) => {
      posthog.clearFaults();
      posthog.fail({ kind: 'done-but-no-answer', times: 1, skip: index });
    },
    addCondition: (key) => {
      const flag = posthog.flags().find((one) => one.key === key);
      const group = { properties: [NL], rollout_percentage: 100, variant: 'control' };
      posthog.editFlag(key, {
        filters: { ...flag?.filters, groups: [group, ...(flag?.filters.groups ?? [])] },
      });
    },
    requireApproval: () => posthog.requireApproval('update'),
    stop: posthog.close,
  };
});

describe('createPostHogFlags', () => {
  it('keeps what others set on the flag', async () => {
    const { posthog, flags } = await start();
    try {
      await flags.ensure('kept', 'Kept', EVEN);
      const others = [
        { properties: [NL], rollout_percentage: 10 },
        { properties: [], rollout_percentage: 0, variant: 'control' },
      ];
      const filters = {
        groups: [others[0], { ...OWN, rollout_percentage: 10, note: 'mine' }, others[1]],
        multivariate: {
          variants: [
            { key: 'treatment', name: 'New', rollout_percentage: 50 },
            { key: 'control', name: 'Old', rollout_percentage: 50 },
          ],
        },
        payloads: { treatment: '{"steps":2}' },
        aggregation_group_type_index: null,
      };
      posthog.editFlag('kept', { filters });
      const setting = { active: true, rollout: 0.25, allocation: { control: 0.2, treatment: 0.8 } };
      await flags.set('kept', setting, null);
      expect(posthog.flags()[0]?.filters).toEqual({
        ...filters,
        groups: [others[0], { ...OWN, rollout_percentage: 25, note: 'mine' }, others[1]],
        multivariate: {
          variants: [
            { key: 'treatment', name: 'New', rollout_percentage: 80 },
            { key: 'control', name: 'Old', rollout_percentage: 20 },
          ],
        },
      });
      await flags.restore('kept', setting, null);
      expect(posthog.flags()[0]?.filters.groups[1]).toEqual({ ...OWN, rollout_percentage: 25 });
    } finally {
      await posthog.close();
    }
  });
  it('overwrites no change that another writer made meanwhile; asked again, it keeps the rest of that change', async () => {
    const { posthog, host, projectId } = await start();
    let interfere = false;
    const send: typeof fetch = (input, init) => {
      if (interfere && init?.method === 'PATCH') {
        interfere = false;
        posthog.editFlag('raced', {
          filters: {
            ...posthog.flags()[0]?.filters,
            groups: [{ properties: [], rollout_percentage: 3, note: 'mine' }],
          },
        });
      }
      return fetch(input, init);
    };
    const flags = createPostHogFlags({
      host,
      projectId,
      personalApiKey: posthog.personalApiKey,
      fetch: send,
    });
    try {
      await flags.ensure('raced', 'Raced', EVEN);
      interfere = true;
      const setting = { ...EVEN, rollout: 0.5 };
      await expect(flags.set('raced', setting, null)).rejects.toMatchObject({
        code: 'posthog.flag-conflict',
        retryable: true,
      });
      expect(posthog.flags()[0]?.filters.groups[0]?.rollout_percentage).toBe(3);
      expect(await flags.set('raced', setting, null)).toMatchObject({ rollout: 0.5 });
      expect(posthog.flags()[0]?.filters.groups).toEqual([
        { properties: [], rollout_percentage: 50, note: 'mine', description: 'Experiment co-pilot' },
      ]);
    } finally {
      await posthog.close();
    }
  });
  it('asks for its flag alone, and reads no neighbour of an old shape', async () => {
    const { posthog, flags } = await start();
    try {
      posthog.addNeighbour({ id: 1, key: 'gat', name: 'gate', active: true, filters: { properties: [] } });
      posthog.addNeighbour({ id: 2, key: 'gate-2', name: 'gate', filters: null });
      const made = await flags.ensure('gate', 'Gate', EVEN);
      expect(await flags.read('gate')).toEqual(made);
      posthog.addNeighbour({ id: 3, key: 'old', name: 'gate', active: true, filters: { properties: [] } });
      expect(await flags.read('old')).toMatchObject({ rollout: 0, conditions: [], allocation: {} });
    } finally {
      await posthog.close();
    }
  });
  it('finds a flag on a later page of a PostHog that answers all flags', async () => {
    const { host, projectId, posthog } = await start();
    const send: typeof fetch = (input, init) => fetch(String(input).replace(/key=[^&]*&/, ''), init);
    const flags = createPostHogFlags({
      host,
      projectId,
      personalApiKey: posthog.personalApiKey,
      fetch: send,
    });
    try {
      for (let index = 0; index < 101; index += 1) posthog.addNeighbour({ key: `many-${index}` });
      const made = await flags.ensure('many', 'the last', EVEN);
      expect(await flags.read('many')).toEqual(made);
    } finally {
      await posthog.close();
    }
  });
  it('reads a known flag by its id, which costs no search, and leaves another flag that has its key by now', async () => {
    const { posthog, flags } = await start();
    try {
      const { url } = await flags.ensure('gate', 'Gate', EVEN);
      const before = posthog.requests.length;
      await flags.read('gate', url);
      expect(posthog.requests.slice(before).map(({ path }) => path)).toEqual([
        '/api/projects/4242/feature_flags/1/',
      ]);
      await flags.remove('gate');
      expect(await flags.read('gate', url)).toBeNull();
      const anew = await flags.ensure('gate', 'Gate', EVEN);
      expect([await flags.read('gate', url), await flags.read('gate')]).toEqual([null, anew]);
      const on = await flags.set('gate', { ...EVEN, active: true }, null);
      expect(await flags.disable('gate', url)).toBeNull();
      await expect(flags.set('gate', EVEN, null, url)).rejects.toMatchObject({
        code: 'posthog.flag-missing',
      });
      expect(await flags.read('gate')).toEqual(on);
    } finally {
      await posthog.close();
    }
  });
  it('says that an archived flag blocks the key', async () => {
    const { posthog, flags } = await start();
    try {
      await flags.ensure('gate', 'Gate', EVEN);
      posthog.editFlag('gate', { archived: true });
      await expect(flags.ensure('gate', 'Gate', EVEN)).rejects.toMatchObject({
        code: 'posthog.flag-archived',
        message: expect.stringMatching(/archived flag "gate".*Rename or delete it there/),
      });
    } finally {
      await posthog.close();
    }
  });
  it('asks for the same variant across a login only if that is wanted', async () => {
    const { posthog, flags } = await start();
    try {
      await flags.ensure('off', 'Off', EVEN, { keepsVariantOnLogin: false });
      await flags.ensure('on', 'On', EVEN, { keepsVariantOnLogin: true });
      expect(posthog.flags().map(({ continuity }) => continuity)).toEqual([false, true]);
    } finally {
      await posthog.close();
    }
  });
  it('says which scope is missing', async () => {
    const posthog = await startPostHog({ now: () => 0, scopes: ['query:read'] });
    const { url: host, projectId, personalApiKey } = posthog;
    try {
      const reading = createPostHogFlags({ host, projectId, personalApiKey }).read('any');
      await expect(reading).rejects.toMatchObject({
        code: 'posthog.forbidden',
        message: expect.stringMatching(/feature_flag:read/),
      });
      const other = createPostHogFlags({ host, projectId: '1', personalApiKey }).read('any');
      await expect(other).rejects.toMatchObject({ code: 'posthog.not-found', retryable: false });
      const stranger = createPostHogFlags({ host, projectId, personalApiKey: 'phx_other' }).read('any');
      await expect(stranger).rejects.toMatchObject({ code: 'posthog.unauthorised', retryable: false });
    } finally {
      await posthog.close();
    }
  });
});

describe('percentagesOf', () => {
  it('sums to exactly 100, each within a hundredth of a percent', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        weights.filter((list) => list.some((weight) => weight > 0)),
        (list) => {
          const total = list.reduce((sum, weight) => sum + weight, 0);
          const shares = Object.fromEntries(list.map((weight, index) => [`v${index}`, weight / total]));
          const percentages = Object.entries(percentagesOf(shares));
          expect(percentages.reduce((sum, [, value]) => sum + Math.round(value * 100), 0)).toBe(10_000);
          for (const [key, value] of percentages)
            expect(Math.abs(value - 100 * (shares[key] ?? 0))).toBeLessThan(0.0101);
        },
      ),
    );
  });
  it('keeps whole percentages whole', () => {
    expect(percentagesOf({ a: 0.29, b: 0.57, c: 0.14 })).toEqual({ a: 29, b: 57, c: 14 });
  });
});

describe('withSetting', () => {
  it('gives no unit to a variant that the setting does not name', () => {
    const before = withSetting({ groups: [], multivariate: { variants: [] } }, EVEN);
    const after = withSetting(before, { ...EVEN, allocation: { treatment: 1 } });
    expect(after.multivariate?.variants).toEqual([
      { key: 'control', rollout_percentage: 0 },
      { key: 'treatment', rollout_percentage: 100 },
    ]);
  });
});

it('takes what fetch throws, before and within an answer, for an unreachable PostHog', async () => {
  const broken = new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) });
  const sends: readonly (typeof fetch)[] = [
    () => Promise.reject(new TypeError('fetch failed')),
    async () => new Response(broken),
  ];
  for (const send of sends) {
    const flags = createPostHogFlags({
      ...{ host: 'http://127.0.0.1:9', projectId: '1', personalApiKey: 'phx_1', fetch: send },
    });
    const unreachable = { code: 'posthog.unreachable', vendor: 'posthog', retryable: true };
    await expect(flags.read('gate')).rejects.toMatchObject(unreachable);
  }
});
