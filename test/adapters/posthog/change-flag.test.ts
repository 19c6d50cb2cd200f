import { describe, expect, it } from 'vitest';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import type { Flags } from '#ports/flags.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { EVEN } from '#test/contracts/describe-flags.ts';

const ON = { ...EVEN, active: true };

/** Plays with a flag "gate" that is on, in a PostHog of its own. */
async function withGate(
  play: (gate: {
    readonly posthog: SandboxPostHog;
    readonly flags: Flags;
    readonly url: string;
  }) => Promise<void>,
  scopes?: readonly string[],
): Promise<void> {
  const posthog = await startPostHog({ now: () => 0, ...(scopes === undefined ? {} : { scopes }) });
  const { url: host, projectId, personalApiKey } = posthog;
  const flags = createPostHogFlags({ host, projectId, personalApiKey, timeoutMs: 1_500 });
  try {
    const { url } = await flags.ensure('gate', 'Gate', ON);
    await play({ posthog, flags, url });
  } finally {
    await posthog.close();
  }
}

const isOn = (posthog: SandboxPostHog) => posthog.flags()[0]?.active;
const writes = ({ requests }: SandboxPostHog) =>
  requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.split('/').slice(4).join('/')}`);

describe('switching a flag off', () => {
  it('is one request that carries nothing else', () =>
    withGate(async ({ posthog, flags, url }) => {
      await flags.disable('gate', url);
      expect([isOn(posthog), writes(posthog).slice(1)]).toEqual([false, ['POST feature_flags/1/disable/']]);
    }));

  it.each([{ status: 404 }, { status: 405 }])(
    'is a PATCH of nothing else if PostHog has no such route ($status)',
    ({ status }) =>
      withGate(async ({ posthog, flags, url }) => {
        if (status === 404) posthog.setFlagRules({ hasDisable: false });
        else
          posthog.fail({
            kind: { answer: { status, body: '{"code":"method_not_allowed"}' } },
            path: 'disable/',
          });
        await flags.disable('gate', url);
        expect([isOn(posthog), writes(posthog).slice(1)]).toEqual([
          false,
          ['POST feature_flags/1/disable/', 'PATCH feature_flags/1/'],
        ]);
        expect(JSON.parse(String(posthog.requests.at(-1)?.body))).toEqual({ active: false });
      }),
  );

  it.each([{ hasDisable: true }, { hasDisable: false }])(
    'is not refused for a stored condition that PostHog would not take today (%j)',
    (rules) =>
      withGate(async ({ posthog, flags, url }) => {
        const [group] = posthog.flags()[0]?.filters.groups ?? [];
        const untyped = { ...group, properties: [{ key: 'country', value: 'NL' }] };
        posthog.editFlag('gate', { filters: { ...posthog.flags()[0]?.filters, groups: [untyped] } });
        posthog.setFlagRules(rules);
        await expect(flags.set('gate', { ...ON, rollout: 1 }, null)).rejects.toMatchObject({
          code: 'posthog.refused',
        });
        await flags.disable('gate', url);
        expect(isOn(posthog)).toBe(false);
      }),
  );

  it.each([{ hasDisable: true }, { hasDisable: false }])(
    'is not refused for an approval policy on the conditions (%j)',
    (rules) =>
      withGate(async ({ posthog, flags, url }) => {
        posthog.requireApproval('update', 'enable');
        posthog.setFlagRules(rules);
        await flags.disable('gate', url);
        expect(isOn(posthog)).toBe(false);
      }),
  );

  it('names the change request, once, if a policy asks for an approval of just that', () =>
    withGate(async ({ posthog, flags, url }) => {
      posthog.requireApproval('disable');
      await expect(flags.disable('gate', url)).rejects.toMatchObject({
        code: 'posthog.change-request',
        message: expect.stringContaining('cr-1'),
      });
      expect([isOn(posthog), writes(posthog).slice(1)]).toEqual([true, ['POST feature_flags/1/disable/']]);
      posthog.approveChanges();
      expect(await flags.disable('gate', url)).toMatchObject({ active: false });
    }));

  it('is done by a change of the flag if the route is closed to personal keys', () =>
    withGate(async ({ posthog, flags, url }) => {
      const body = '{"detail":"This action does not support Personal API Key access"}';
      posthog.fail({ kind: { answer: { status: 403, body } }, path: 'disable/' });
      expect(await flags.disable('gate', url)).toMatchObject({ active: false });
      expect(isOn(posthog)).toBe(false);
    }));

  it('is done although the answer has another shape', () =>
    withGate(async ({ posthog, flags, url }) => {
      posthog.fail({ kind: { answer: { status: 200, body: '{"status":"ok"}' } }, path: 'disable/' });
      expect(await flags.disable('gate', url)).toMatchObject({ key: 'gate', url });
    }));
});

describe('setting a flag', () => {
  it('sends only what changes, so that nothing else can refuse it', () =>
    withGate(async ({ posthog, flags, url }) => {
      await flags.disable('gate', url);
      const [group] = posthog.flags()[0]?.filters.groups ?? [];
      const untyped = { rollout_percentage: 5, properties: [{ key: 'country', value: 'NL' }] };
      posthog.editFlag('gate', { filters: { ...posthog.flags()[0]?.filters, groups: [group, untyped] } });
      posthog.requireApproval('update');
      await flags.set('gate', ON, null);
      expect(isOn(posthog)).toBe(true);
      expect(Object.keys(JSON.parse(String(posthog.requests.at(-1)?.body)))).toEqual([
        ...['active', 'version', 'original_flag'],
      ]);
    }));

  it('is refused under two policies that match one write, and changes nothing', () =>
    withGate(async ({ posthog, flags }) => {
      posthog.requireApproval('disable', 'update');
      await expect(flags.set('gate', { ...EVEN, rollout: 0.3 }, null)).rejects.toMatchObject({
        code: 'posthog.policy-conflict',
        retryable: false,
      });
      expect(isOn(posthog)).toBe(true);
    }));
});

describe('who changed a flag last', () => {
  it('is the person of the newest entry of the log', () =>
    withGate(async ({ posthog, flags, url }) => {
      expect(await flags.changedBy({ url })).toBe('Key Owner');
      posthog.editFlag('gate', { active: false });
      expect(await flags.changedBy({ url })).toBe('Ann Smith');
    }));

  it('is left out if the key may not read the log, or the log cannot be read', () =>
    withGate(
      async ({ flags, url }) => expect(await flags.changedBy({ url })).toBeNull(),
      ['feature_flag:read', 'feature_flag:write'],
    ));
});
