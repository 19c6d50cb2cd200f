import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPostHogApi } from '#adapters/posthog/api.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';

let wire: Wire | null = null;
afterEach(async () => {
  await wire?.close();
  wire = null;
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the client throws for this answer of PostHog; bodies are those of PostHog's sources. */
async function faultOf({ status, body, headers = {} }: Answer, path = '/feature_flags/7/') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  wire = await startWire({ handle: () => ({ status, headers, body: text }) });
  const api = createPostHogApi({ host: wire.url, projectId: '42', personalApiKey: 'phx_1' }, 1_000);
  return api.call('POST', path, {}, z.unknown()).then(
    () => Promise.reject(new Error('it was answered')),
    (thrown: unknown) => thrown,
  );
}

const problem = (code: string, detail: unknown, more = {}) => {
  return { type: 'validation_error', code, detail, attr: null, ...more };
};

describe('a refusal of PostHog', () => {
  it.each([
    [
      'a key that is not known there, such as one of the other region',
      401,
      problem('authentication_failed', 'Personal API key found in request Authorization header is invalid.'),
      'unauthorised',
      /POSTHOG_HOST.*one region.*POSTHOG_PERSONAL_API_KEY.*“Personal API key found in request Authorization header is invalid\.”/,
    ],
    [
      'a key without a scope',
      403,
      problem('permission_denied', "API key missing required scope 'feature_flag:write'"),
      'forbidden',
      /lacks the scope feature_flag:write.*“API key missing required scope 'feature_flag:write'”/,
    ],
    [
      'a key of other projects',
      403,
      problem('permission_denied', 'API key does not have access to the requested project: ID 42.'),
      'forbidden',
      /may not use project 42.*POSTHOG_PROJECT_ID.*“API key does not have access/,
    ],
    ['anything else that is forbidden', 403, {}, 'forbidden', /one region.*POSTHOG_HOST.*query:read/],
    [
      'a project that is not there',
      404,
      problem('not_found', 'Project not found.'),
      'not-found',
      /no project 42 at http:.*POSTHOG_PROJECT_ID.*POSTHOG_HOST.*“Project not found\.”/,
    ],
    ['a page of another server', 404, '<html>not here</html>', 'not-found', /POSTHOG_HOST/],
    [
      'a flag whose key is taken',
      400,
      problem('unique', 'There is already a feature flag with this key.', { attr: 'key' }),
      'already-exists',
      /“There is already a feature flag with this key\.”/,
    ],
    [
      'an archived flag',
      400,
      problem('invalid_input', 'Cannot enable an archived feature flag. Unarchive it first.'),
      'flag-archived',
      /archived.*Unarchive it in PostHog, then try again\..*“Cannot enable an archived/,
    ],
    [
      'a project that requires tags on flags',
      400,
      problem('invalid_input', 'At least one evaluation context is required to create a new feature flag.'),
      'context-required',
      /Require evaluation contexts.*“At least one evaluation context is required/,
    ],
    [
      'an approval policy',
      409,
      problem('approval_required', 'This change needs approval.', { change_request_id: 'cr-1' }),
      'change-request',
      /change request cr-1.*“This change needs approval\.”/,
    ],
    [
      'two approval policies at once',
      400,
      problem('policy_conflict', 'Multiple policies match this change.'),
      'policy-conflict',
      /two approval policies.*“Multiple policies match this change\.”/i,
    ],
    [
      'an allowance that is used up',
      402,
      problem('api_queries_quota_exceeded', 'API queries will be available again when the allowance resets.'),
      'over-quota',
      /billing.*“API queries will be available again/,
    ],
    [
      'a query that PostHog takes for too slow',
      512,
      problem('error', 'Estimated query execution time is too long. Try reducing its scope.'),
      'query-too-slow',
      /does not help.*fewer metrics.*“Estimated query execution time is too long/,
    ],
    [
      'a query that needs too much memory',
      513,
      problem('clickhouse_memory_limit_exceeded', 'This query ran out of memory before it could finish.'),
      'query-too-large',
      /does not help.*“This query ran out of memory/,
    ],
    [
      'a query that reads too much',
      400,
      problem('too_many_bytes', 'Too many bytes.'),
      'query-too-large',
      /“Too many bytes\.”/,
    ],
    ['a query that is wrong', 400, problem('invalid', 'Unknown field'), 'refused', /400.*“Unknown field”/],
    ['words under another name', 400, { error: 'No such thing' }, 'refused', /“No such thing”/],
    ['a message', 418, { message: 'No tea' }, 'refused', /“No tea”/],
    ['several words', 400, problem('invalid', ['One.', 'Two.']), 'refused', /“One\. Two\.”/],
  ])('to %s is permanent and says what to do', async (_, status, body, name, message) => {
    const expected = { code: `posthog.${name}`, retryable: false, message: expect.stringMatching(message) };
    expect(await faultOf({ status, body })).toMatchObject(expected);
  });

  it.each([
    ['too slow at the gateway', 504, '/query/', 'query-too-slow', false],
    ['slow elsewhere', 504, '/feature_flags/7/', 'unavailable', true],
    ['at its limit', 503, '/query/', 'unavailable', true],
  ])('tells what is %s', async (_, status, path, name, retryable) => {
    const fault = await faultOf({ status, body: problem('error', 'Busy.') }, path);
    expect(fault).toMatchObject({
      ...{ code: `posthog.${name}`, retryable, message: expect.stringContaining('“Busy.”') },
    });
  });

  it('passes by itself if the whole cluster is short of memory', async () => {
    const detail =
      "We're under heavy load right now and couldn't finish this query. Please try again in a few minutes.";
    const body = problem('clickhouse_memory_limit_exceeded', detail);
    const expected = { code: 'posthog.unavailable', retryable: true };
    expect(await faultOf({ status: 513, body }, '/query/')).toMatchObject(expected);
  });

  it.each([
    ['seconds', { 'retry-after': '1800' }, 1_800_000],
    [
      'a date, against the clock of the server',
      { 'retry-after': 'Mon, 07 Sep 2026 09:10:00 GMT', date: 'Mon, 07 Sep 2026 09:00:00 GMT' },
      600_000,
    ],
    [
      'a date that is over',
      { 'retry-after': 'Mon, 07 Sep 2026 08:00:00 GMT', date: 'Mon, 07 Sep 2026 09:00:00 GMT' },
      0,
    ],
    ['nothing that can be read', { 'retry-after': 'later' }, null],
  ])('asks to wait by %s', async (_, headers, retryAfterMs) => {
    const body = problem('throttled', 'Request was throttled. Expected available in 1800 seconds.');
    const fault = await faultOf({ status: 429, body, headers });
    expect(fault).toMatchObject({ code: 'posthog.rate-limited', kind: 'rate-limited', retryAfterMs });
    expect(fault).toMatchObject({ message: expect.stringContaining('“Request was throttled.') });
  });
});

describe('what PostHog says', () => {
  const told = async (detail: unknown) => {
    const fault = await faultOf({ status: 400, body: problem('invalid', detail) });
    return fault instanceof Error ? fault.message : '';
  };

  it('is cut, on one line, and holds neither secrets nor addresses', async () => {
    const key = `phx_${'a1'.repeat(20)}`;
    const message = await told(`The key ${key}\nof ada@corner-shop.dev ${'is wrong '.repeat(100)}`);
    expect(message).toContain('The key [removed] of [removed] is wrong');
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(450);
    expect(message).toMatch(/…”$/);
  });

  it.each([[''], [null], [{ a: 1 }], ['   ']])('is left out if it says nothing: %j', async (detail) => {
    expect(await told(detail)).not.toContain('PostHog says');
  });
});
