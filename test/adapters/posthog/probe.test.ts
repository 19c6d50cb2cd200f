import { afterEach, expect, it } from 'vitest';
import { createPostHogProbe } from '#adapters/posthog/probe.ts';
import { postHog } from '#adapters/posthog/vendor.ts';
import { startWire } from '#sandbox/stand-ins/http/wire.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function probing(
  scopes?: readonly string[],
): Promise<{ posthog: SandboxPostHog; ask: () => Promise<void> }> {
  const posthog = await startPostHog({ now: () => 0, ...(scopes === undefined ? {} : { scopes }) });
  open.push(posthog);
  const { url: host, projectId, personalApiKey } = posthog;
  return { posthog, ask: createPostHogProbe({ host, projectId, personalApiKey }) };
}

it('asks about the key alone, which needs no scope and is not billed', async () => {
  const { posthog, ask } = await probing();
  await ask();
  expect(posthog.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/personal_api_keys/@current/',
  ]);
});

it.each([
  [['query:read'], 'feature_flag:read, feature_flag:write'],
  [['feature_flag:write'], 'query:read'],
])('names the scopes that a key with %j lacks', async (scopes, lacking) => {
  const { ask } = await probing(scopes);
  const message = `The personal API key lacks ${lacking}. Add what is missing to the key in PostHog.`;
  await expect(ask()).rejects.toMatchObject({ code: 'posthog.forbidden', message });
});

it.each([[['*']], [['feature_flag:write', 'query:read']]])(
  'is content with the scopes %j',
  async (scopes) => {
    const { ask } = await probing(scopes);
    await expect(ask()).resolves.toBeUndefined();
  },
);

it.each([
  [[7, 42], true],
  [[], true],
  [[7], false],
])('knows by the projects %j of a key whether it may use the project', async (projects, isAllowed) => {
  const body = JSON.stringify({ scopes: null, scoped_teams: projects, scoped_organizations: [] });
  const wire = await startWire({ handle: () => ({ status: 200, body }) });
  open.push(wire);
  const asking = createPostHogProbe({ host: wire.url, projectId: '42', personalApiKey: 'phx_1' })();
  if (isAllowed) await expect(asking).resolves.toBeUndefined();
  else await expect(asking).rejects.toMatchObject({ code: 'posthog.forbidden' });
});

it('says that the key may be of the other region', async () => {
  const { posthog } = await probing();
  const { url: host, projectId } = posthog;
  const ask = createPostHogProbe({ host, projectId, personalApiKey: 'phx_other_region' });
  const message = expect.stringMatching(/one region/);
  await expect(ask()).rejects.toMatchObject({ code: 'posthog.unauthorised', message });
});

const SET = { POSTHOG_PROJECT_ID: '42', POSTHOG_PERSONAL_API_KEY: 'phx_1' };
it.each([
  ['https://eu.i.posthog.com', 'eu'],
  ['https://us.i.posthog.com/', 'us'],
  ['https://EU.I.posthog.com:443', 'eu'],
])('refuses the host %s, which takes events only, and names the right one', (host, region) => {
  const problem = `POSTHOG_HOST: set POSTHOG_HOST=https://${region}.posthog.com; ${region}.i.posthog.com takes events only`;
  expect(postHog.read({ ...SET, POSTHOG_HOST: host })).toEqual({ kind: 'refused', problem: [problem] });
});

it.each([['https://eu.posthog.com'], ['https://posthog.shop.example'], ['http://i.posthog.company']])(
  'takes the host %s',
  (host) => expect(postHog.read({ ...SET, POSTHOG_HOST: host }).kind).toBe('ok'),
);
