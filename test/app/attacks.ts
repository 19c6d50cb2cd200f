import fc from 'fast-check';
import type { Attack } from './attack.ts';
import { mutated } from './mutated.ts';
import { type Target, templates } from './payload-templates.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const EVENTS = '/slack/events';

const contentType = fc.constantFrom(
  ...[
    FORM,
    JSON_TYPE,
    'text/plain',
    'multipart/form-data; boundary=x',
    `${JSON_TYPE}; charset=utf-16`,
    '',
    null,
  ],
);
const nested = fc.integer({ min: 10, max: 20_000 }).map((depth) => '['.repeat(depth));
const scalar = fc.constantFrom('null', 'true', '0', '-1e999', '""', '"event"', '[]', '{}', '[null]', '', ' ');
const formText = fc
  .array(
    fc.tuple(
      fc.constantFrom('payload', 'command', 'text', 'user_id', 'event', 'type', '__proto__'),
      fc.string(),
    ),
  )
  .map((pairs) => new URLSearchParams(pairs).toString());

/** Bodies that are nothing that Slack sends, whatever they look like. */
const nonsense: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json({ maxDepth: 4 }),
  fc.tuple(fc.json(), fc.nat(100)).map(([text, cut]) => text.slice(0, cut)),
  nested,
  nested.map((open) => `{"event":${open}${']'.repeat(open.length)}}`),
  scalar,
  scalar.map((text) => `payload=${encodeURIComponent(text)}`),
  formText,
  fc.integer({ min: 1, max: 40 }).map((kilobytes) => `{"command":"${'x'.repeat(kilobytes * 1024)}"}`),
);

function asBody(payload: Record<string, unknown>): Pick<Attack, 'contentType' | 'body'> {
  if ('event' in payload) return { contentType: JSON_TYPE, body: JSON.stringify(payload) };
  if (!('command' in payload)) {
    return { contentType: FORM, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
  }
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return { contentType: FORM, body: new URLSearchParams(fields).toString() };
}

function post(
  name: string,
  signature: fc.Arbitrary<Attack['signature']>,
  content: fc.Arbitrary<Pick<Attack, 'contentType' | 'body'>>,
): fc.Arbitrary<Attack> {
  return fc
    .tuple(signature, content)
    .map(([signed, made]) => ({ name, method: 'POST', path: EVENTS, signature: signed, ...made }));
}

const elsewhere: fc.Arbitrary<Attack> = fc.record({
  name: fc.constant('elsewhere'),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND'),
  path: fc.oneof(
    fc.constantFrom('/health', '/metrics', '/ready', '/github/webhook', '/slack/events/', '/slack/../health'),
    fc.constantFrom('//', '///x', '/%zz', '/%00', '*', '/\\', '//[', '/..%2f..%2fetc', '/slack/events?x=1#y'),
    fc.webPath(),
  ),
  contentType,
  body: fc.oneof(fc.constant(''), fc.string({ maxLength: 50 })),
  signature: fc.constantFrom('none', 'garbled', 'github-wrong'),
});

const webhook: fc.Arbitrary<Attack> = fc.record({
  name: fc.constant('webhook'),
  method: fc.constant('POST'),
  path: fc.constant('/github/webhook'),
  contentType,
  body: fc.oneof(
    nonsense,
    mutated({
      action: 'closed',
      repository: { full_name: 'acme/elsewhere' },
      pull_request: { number: 1, merged: true, merge_commit_sha: 'a', merged_by: { login: 'sam' } },
    }).map((payload) => JSON.stringify(payload)),
  ),
  signature: fc.constantFrom('github', 'github-wrong', 'none'),
});

/** Paths of the desk and the API, and what only looks like one. A stream of events would stay open. */
const webPath = fc.oneof(
  fc.constantFrom(
    ...[
      '/',
      '/desk',
      '/desk/be',
      '/desk/press',
      '/desk/submit',
      '/desk/pass',
      '/desk/merge',
      '/desk/sign-out',
    ],
    ...['/desk/tokens', '/desk/tokens/revoke', '/desk/sign-in/callback?code=x&state=y', '/desk/calendar'],
    ...[
      '/desk/experiments/nothing',
      '/desk/experiments/__proto__',
      '/api/v1/experiments',
      '/api/v1',
      '/api/',
    ],
    ...[
      '/desk/../slack/events',
      '/desk//',
      '/desk/%2e%2e',
      '/desk/%00',
      '/desk/%ff',
      '/desk/x\\y',
      '/desk;x',
    ],
    ...['/desk/assets/../base.css', '/desk/assets/desk.0000000000000000.css', '/desk?to=//evil.test'],
  ),
  fc.webPath().map((path) => `/desk${path}`),
  fc.webQueryParameters().map((query) => `/desk?${query}`),
);

const web: fc.Arbitrary<Attack> = fc.record({
  name: fc.constant('web'),
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'),
  path: webPath,
  contentType,
  body: fc.oneof(fc.constant(''), nonsense),
  signature: fc.constantFrom('none', 'slack'),
  headers: fc.constantFrom<Readonly<Record<string, string>>>(
    ...[{}, { origin: 'https://evil.test' }, { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ...[{ 'sec-fetch-site': 'same-origin' }, { cookie: `desk=${'A'.repeat(43)}`, 'sec-fetch-site': 'none' }],
    ...[{ 'x-http-method-override': 'DELETE' }, { authorization: 'Bearer gxp_x_y' }, { host: 'evil.test' }],
  ),
});

/** Attacks of every kind on a bot that runs an experiment. */
export function attacks(target: Target): fc.Arbitrary<Attack> {
  const whole = fc.oneof(...templates(target).map((template) => template.map(asBody)));
  const broken = fc.oneof(...templates(target).map((template) => template.chain(mutated).map(asBody)));
  const junk = fc.record({ contentType, body: nonsense });
  const forged = fc.constantFrom<Attack['signature']>('wrong', 'old', 'garbled', 'none', 'github');
  const slack = fc.constant<Attack['signature']>('slack');
  return fc.oneof(
    { weight: 2, arbitrary: post('forged', forged, fc.oneof(whole, broken, junk)) },
    { weight: 2, arbitrary: post('nonsense', slack, junk) },
    { weight: 4, arbitrary: post('broken', slack, broken) },
    { weight: 2, arbitrary: post('tampered', slack, whole) },
    { weight: 1, arbitrary: webhook },
    { weight: 1, arbitrary: elsewhere },
    { weight: 3, arbitrary: web },
  );
}
