import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { describe, expect, it } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { type Fields, fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import type { SlackRequest } from '#sandbox/stand-ins/slack/web-api/call-log.ts';
import { HOUR } from '#shared/clock.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { deciding, merged, reach } from '#test/support/journey-stages.ts';

/** Ids that the published emulator gave in place of ours. */
interface Names {
  readonly channel: string;
  readonly user: string;
  readonly timestamps: Map<string, string>;
  readonly files: Map<string, string>;
}

/**
 * A second opinion on our stand-in: Slack as others understood it. Every Web API call of a whole run of the loop is sent
 * to it by the real client, with its ids in place of ours, and each must be taken.
 *
 * What this cannot show: the emulator checks no blocks (our linter does), knows any token and any member, and has no
 * response_url and no interactions, so what the bot answers to a person alone, its acknowledgements, and the errors in
 * a form are not part of it. Triggers are its own; that ours live for three seconds is tested at the stand-in.
 */
describe('the published Slack emulator', () => {
  it('takes everything that the bot sends in a run of the loop', async () => {
    const log = await playTheLoop();
    const published = await createEmulator({ service: 'slack', port: 0 });
    try {
      const client = new WebClient('xoxb-any', {
        slackApiUrl: `${published.url}/api/`,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      });
      const names = await namesIn(client);
      const refused: unknown[] = [];
      for (const request of log) {
        const answer = await replay(client, published.url, names, request);
        if (answer !== 'ok') refused.push([request.method, answer]);
      }
      expect(refused).toEqual([]);
      await expectSameThread(client, names, log);
    } finally {
      await published.close();
    }
    const methods = [...new Set(log.map(({ method }) => method))].sort();
    expect(methods).toEqual([
      'auth.test',
      'chat.getPermalink',
      'chat.postMessage',
      'chat.update',
      'conversations.history',
      'conversations.info',
      'conversations.replies',
      'files.completeUploadExternal',
      'files.getUploadURLExternal',
      'users.info',
      'views.open',
    ]);
    expect(log.length).toBeGreaterThan(60);
  });
});

/** A whole run with its detours: an edit, comments, a lost answer, an override, an undo, and the clean-up. */
async function playTheLoop(): Promise<readonly SlackRequest[]> {
  const journey = await startJourney({ scenarios: [withHarm(cookieCats, 'retained_7d', 1.15)] });
  try {
    const { slack } = journey.running.sandbox;
    slack.fail({ method: 'chat.postMessage', kind: 'done-but-no-answer' });
    const rejected = await journey.propose('mia', 'Show the tutorial again after the second gate');
    await reject(journey, rejected);
    const key = await deciding(journey);
    slack.fail({ method: 'chat.postMessage', kind: 'done-but-no-answer' });
    await keepRunning(journey, key);
    await reach(journey, key, ['deciding'], 30);
    await journey.press('priya', key, 'decide_ship');
    await journey.press('sam', key, 'undo_decision');
    await journey.press('sam', key, 'decide_ship');
    await journey.running.advance(2 * HOUR);
    const { cleanUp } = await journey.load(key);
    await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
    await reach(journey, key, ['completed'], 2);
    await merged(journey, 'Ask for the name before the first gate is met');
    // A call that a fault kept from being answered was taken all the same.
    return slack
      .requests()
      .filter(({ answer, fault }) => answer?.ok === true || fault === 'done-but-no-answer');
  } finally {
    await journey.close();
  }
}

async function reject(journey: Journey, key: string): Promise<void> {
  await journey.press('mia', key, 'edit_request');
  await journey.fill('mia', { smallestLift: '6' });
  await journey.press('sam', key, 'request_changes');
  await journey.fill('sam', { reason: 'Say what the tutorial shows & for how long' });
  await journey.press('sam', key, 'reject_plan');
  await journey.fill('sam', { reason: 'We tried this in spring' });
}

async function keepRunning(journey: Journey, key: string): Promise<void> {
  await journey.press('priya', key, 'decide_keep');
  await journey.fill('priya', { reason: 'The holiday week distorts it' });
  await journey.press('sam', key, 'confirm_keep_running');
}

async function namesIn(client: WebClient): Promise<Names> {
  const { channel } = await client.conversations.create({ name: 'growth' });
  const members = (await client.users.list({})).members ?? [];
  const user = members.find((member) => member.is_bot !== true)?.id ?? '';
  return { channel: channel?.id ?? '', user, timestamps: new Map(), files: new Map() };
}

/** Sends one call again, and remembers under which id its message lies there. Answers `ok`, or the refusal. */
async function replay(
  client: WebClient,
  url: string,
  names: Names,
  { method, args, answer }: SlackRequest,
): Promise<string> {
  try {
    const answered: Fields = {
      ...(await client.apiCall(method, await translated(url, names, method, args))),
    };
    const ours = answer?.['ts'];
    if (method === 'chat.postMessage' && typeof ours === 'string') {
      names.timestamps.set(ours, String(answered['ts']));
    }
    if (method === 'files.getUploadURLExternal') {
      names.files.set(String(answer?.['file_id']), String(answered['file_id']));
      const body = new Uint8Array(Number(args['length']));
      await fetch(String(answered['upload_url']), { method: 'POST', body });
    }
    return answered['ok'] === true ? 'ok' : String(answered['error']);
  } catch (thrown) {
    return thrown instanceof WebAPIPlatformError ? thrown.data.error : String(thrown);
  }
}

async function translated(url: string, names: Names, method: string, args: Fields): Promise<Fields> {
  const ts = (value: unknown) => names.timestamps.get(String(value)) ?? String(value);
  return {
    ...args,
    ...('channel' in args ? { channel: names.channel } : {}),
    ...('user' in args ? { user: names.user } : {}),
    ...('channel_id' in args ? { channel_id: names.channel } : {}),
    ...('ts' in args ? { ts: ts(args['ts']) } : {}),
    ...('thread_ts' in args ? { thread_ts: ts(args['thread_ts']) } : {}),
    ...('message_ts' in args ? { message_ts: ts(args['message_ts']) } : {}),
    ...('files' in args
      ? {
          files: fieldsIn(args['files']).map((file) => ({
            ...file,
            id: names.files.get(String(file['id'])),
          })),
        }
      : {}),
    // Its clock is the real one, ours was virtual.
    ...('oldest' in args ? { oldest: '0' } : {}),
    ...(method === 'views.open' ? { trigger_id: await triggerFrom(url, names.user) } : {}),
  };
}

async function triggerFrom(url: string, user: string): Promise<string> {
  const answer = await fetch(`${url}/api/views.generateTriggerId`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer xoxb-any' },
    body: JSON.stringify({ user_id: user }),
  });
  const told: unknown = await answer.json();
  return typeof told === 'object' && told !== null && 'trigger_id' in told ? String(told.trigger_id) : '';
}

/** In the end both hold the same messages: every text of the last thread, in order. */
async function expectSameThread(
  client: WebClient,
  names: Names,
  log: readonly SlackRequest[],
): Promise<void> {
  const last = log.findLast(({ method, args }) => method === 'chat.postMessage' && 'thread_ts' in args);
  const parent = String(last?.args['thread_ts']);
  const sent = log.filter(
    ({ method, args }) => method === 'chat.postMessage' && args['thread_ts'] === parent,
  );
  const ts = names.timestamps.get(parent) ?? '';
  const { messages = [] } = await client.conversations.replies({ channel: names.channel, ts, limit: 200 });
  // Documents are shared by another method, which answers no id.
  const posted = messages.slice(1).filter(({ files = [] }) => files.length === 0);
  expect(posted.map(({ ts: own }) => own)).toEqual(
    sent.map(({ answer }) => names.timestamps.get(String(answer?.['ts']))),
  );
}
