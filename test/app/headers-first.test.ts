import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningBot, startListening } from './listening-bot.ts';
import { head, slackHeaders, startRaw } from './raw-request.ts';

const PATH = '/slack/events';
const HOOK = '/github/webhook';
const CHALLENGE = JSON.stringify({ type: 'url_verification', challenge: 'hello' });

let bot: ListeningBot;
let secret: string;
beforeAll(async () => {
  bot = await startListening();
  secret = bot.sandbox.config.slack.signingSecret;
});
afterAll(() => bot.close());

/** The status of the answer to a head alone, and that the bot then closed the connection. */
async function refusal(bytes: string): Promise<number> {
  const answer = await startRaw(bot.port, bytes).closed;
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
}

/** Headers as Slack signs them, but for these; those of null are left out. */
function slackHead(changes: Readonly<Record<string, string | number | null>>): string {
  const headers = { ...slackHeaders(secret, CHALLENGE), ...changes };
  return head(
    PATH,
    Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
  );
}

describe('the head of a request to the desk', () => {
  const FORM = {
    Host: '',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Sec-Fetch-Site': 'same-origin',
  };
  const desk = (path: string, changes: Readonly<Record<string, string | number>>) =>
    head(path, { ...FORM, Host: `127.0.0.1:${bot.port}`, 'Content-Length': 400 * 1024 * 1024, ...changes });

  it.each([
    ['of another site', '/desk/press', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['under another name', '/desk/press', { Host: 'evil.test' }, 421],
    ['of a person who is not signed in', '/desk/submit', {}, 401],
    ['of 400 MB', '/desk/be', {}, 413],
    ['of another type', '/desk/be', { 'Content-Type': 'application/json' }, 415],
    ['without a token', '/api/v1/experiments', {}, 401],
  ])('%s is refused before the body, and its connection closed', async (_name, path, changes, status) => {
    expect(await refusal(desk(path, changes))).toBe(status);
  });
});

describe('the head of a request to Slack’s endpoint', () => {
  it.each([
    ['without a signature', { 'X-Slack-Signature': null }, 401],
    ['with a signature that is none', { 'X-Slack-Signature': 'v0=abc' }, 401],
    ['without a time', { 'X-Slack-Request-Timestamp': null }, 401],
    ['with a time that is none', { 'X-Slack-Request-Timestamp': 'now' }, 401],
    ['with a time of ten minutes ago', slackHeaders('x', CHALLENGE, -600), 401],
    ['with a time in ten minutes', slackHeaders('x', CHALLENGE, 600), 401],
    ['of a type that Slack does not send', { 'Content-Type': 'text/plain' }, 415],
    ['without a type', { 'Content-Type': null }, 415],
    ['that names no length', { 'Content-Length': null }, 411],
    ['in chunks', { 'Content-Length': null, 'Transfer-Encoding': 'chunked' }, 411],
    ['of 400 MB', { 'Content-Length': 400 * 1024 * 1024 }, 413],
  ])('%s is refused before the body', async (_name, changes, status) => {
    expect(await refusal(slackHead(changes))).toBe(status);
  });

  it('from the future is refused, even if it is signed', async () => {
    const at = (seconds: number) => `${head(PATH, slackHeaders(secret, CHALLENGE, seconds))}${CHALLENGE}`;
    expect(await refusal(at(310))).toBe(401);
    const near = startRaw(bot.port, at(280));
    await expect.poll(near.said).toContain('HTTP/1.1 200');
    near.end();
  });

  it('that waits for leave to send is refused instead, and gets the leave if all is well', async () => {
    const unsigned = startRaw(bot.port, slackHead({ 'X-Slack-Signature': null, Expect: '100-continue' }));
    expect(await unsigned.closed).toMatch(/^HTTP\/1\.1 401 /);
    const signed = startRaw(bot.port, slackHead({ Expect: '100-continue' }));
    await expect.poll(signed.said).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    await signed.write(CHALLENGE);
    await expect.poll(signed.said).toContain('HTTP/1.1 200');
    signed.end();
  });
});

describe('the head of a webhook', () => {
  it.each([
    ['without a signature', { 'Content-Length': 1_000 }, 401],
    ['with a signature that is none', { 'Content-Length': 1_000, 'X-Hub-Signature-256': 'sha256=1' }, 401],
    ['that names no length', { 'X-Hub-Signature-256': `sha256=${'a'.repeat(64)}` }, 411],
    ['of 400 MB', { 'Content-Length': 4e8, 'X-Hub-Signature-256': `sha256=${'a'.repeat(64)}` }, 413],
  ])('%s is refused before the body', async (_name, headers, status) => {
    expect(await refusal(head(HOOK, headers))).toBe(status);
  });
});

describe('a connection after a refusal', () => {
  it.each([
    ['too large', head(PATH, { ...slackHeaders('x', ''), 'Content-Length': 4e8 })],
    ['for no route', head('/none', { 'Content-Length': 4e8 })],
    ['of a reader with a body', head('/ready', { 'Content-Length': 4e8 }, 'GET')],
  ])('%s takes no more of the body', async (_name, bytes) => {
    const sending = startRaw(bot.port, bytes);
    const part = Buffer.alloc(1024 * 1024);
    let taken = 0;
    // What is taken at all fills the buffers of the system.
    while (taken < 100 && (await sending.write(part))) taken += 1;
    expect(taken).toBeLessThan(20);
    expect(await sending.closed).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('is closed if the signature is wrong', async () => {
    expect(await refusal(`${head(PATH, slackHeaders(`${secret}!`, CHALLENGE))}${CHALLENGE}`)).toBe(401);
  });
});

describe('a signed request', () => {
  it('leaves the connection open for the next', async () => {
    const one = `${head(PATH, slackHeaders(secret, CHALLENGE))}${CHALLENGE}`;
    const both = startRaw(bot.port, one);
    await expect.poll(both.said).toContain('hello');
    await both.write(one);
    await expect.poll(() => both.said().match(/HTTP\/1\.1 200/g)?.length).toBe(2);
    both.end();
  });
});
