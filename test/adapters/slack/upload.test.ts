import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { createSlackClient } from '#adapters/slack/client.ts';
import { createSlackFetch } from '#adapters/slack/fetch.ts';
import { noPace } from '#adapters/slack/pace.ts';
import { section, slackImage } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { systemClock } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

const NOW = Date.UTC(2026, 8, 1, 9);
const once = { key: 'gate:1:0', mayExist: false, since: NOW };
const picture = { name: 'look-1.png', title: 'Look 1', bytes: new Uint8Array([0x89, 0x50, 0, 0xff]) };
const record = { name: 'record-gate.md', title: 'The record', bytes: new TextEncoder().encode('# Gate ✓\n') };

let slack: Slack;
let settled = 0;

async function start(scopes: readonly string[]) {
  slack = await startSlack({
    now: () => NOW,
    signingSecret,
    botToken,
    workspace: { ...workspace, scopes },
  });
}

beforeEach(async () => {
  settled = 0;
  await start(['chat:write.public', 'files:write']);
});

afterEach(() => slack.close());

function chat(send: typeof fetch = createSlackFetch()) {
  return createSlackChat({
    ...{
      client: createSlackClient({ botToken, apiUrl: slack.apiUrl }, silentLogger),
      send,
      log: silentLogger,
      pace: noPace,
      clock: systemClock,
    },
    userOf: async () => slack.userId('ada'),
    settle: async () => {
      settled += 1;
    },
  });
}

function shownIn(file: string) {
  return message({ text: 'Look', blocks: [section('Look'), slackImage(file, 'A chart')] });
}

async function threadIn(name: string) {
  const channel = slack.channelId(name);
  const { ts } = await chat().post({ channel, threadTs: null }, message({ text: 'Card', blocks: [] }), once);
  return { channel, threadTs: ts };
}

describe('a picture', () => {
  it('goes up byte for byte, is given a moment, and can then stand in a message', async () => {
    const { id } = await chat().upload(picture);
    expect(slack.file(id)).toMatchObject({
      ...{ name: 'look-1.png', title: 'Look 1', isComplete: true, mimetype: 'image/png' },
      bytes: Buffer.from(picture.bytes).toString('base64'),
    });
    expect(settled).toBe(1);
    const place = { channel: slack.channelId('growth'), threadTs: null };
    await chat().post(place, shownIn(id), once);
    expect(slack.messages('growth').at(-1)?.blocks).toHaveLength(2);
  });

  it('that Slack has not looked through yet holds its message up; the message is not posted without blocks', async () => {
    slack.refuseNewFiles(1);
    const { id } = await chat().upload(picture);
    const place = { channel: slack.channelId('growth'), threadTs: null };
    const post = () => chat().post(place, shownIn(id), once);
    await expect(post()).rejects.toMatchObject({ code: 'slack.file-not-ready', retryable: true });
    expect(slack.messages('growth')).toEqual([]);
    await post();
    expect(slack.messages('growth').at(-1)?.blocks).toHaveLength(2);
  });

  it('that was deleted leaves its message when that is edited', async () => {
    const { id } = await chat().upload(picture);
    const channel = slack.channelId('growth');
    const { ts } = await chat().post({ channel, threadTs: null }, shownIn(id), once);
    slack.deleteFile(id);
    await chat().update(channel, ts, shownIn(id));
    expect(
      slack
        .messages('growth')
        .at(-1)
        ?.blocks.map(({ type }) => type),
    ).toEqual(['section']);
  });

  it.each([
    ['the address', 'files.getUploadURLExternal'],
    ['the bytes', 'upload'],
    ['the end', 'files.completeUploadExternal'],
  ])('fails with a fault that may pass if Slack breaks at %s', async (_, method) => {
    slack.fail({ method, kind: 'http-500' });
    await expect(chat().upload(picture)).rejects.toMatchObject({ retryable: true });
    slack.fail({ method, kind: 'unreachable' });
    await expect(chat().upload(picture)).rejects.toMatchObject({ retryable: true });
    await chat().upload(picture);
  });

  it('waits as long as Slack asks for', async () => {
    slack.fail({ method: 'files.getUploadURLExternal', kind: 'ratelimited', retryAfter: 7 });
    await expect(chat().upload(picture)).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 7_000,
    });
  });

  it('is refused for good, in words that say what to do, if the app lacks the scope', async () => {
    await slack.close();
    await start([]);
    await expect(chat().upload(picture)).rejects.toMatchObject({
      code: 'slack.missing_scope',
      retryable: false,
      message: expect.stringContaining('manifest.yml'),
    });
  });

  it('goes to no address but those of Slack', async () => {
    const sent: string[] = [];
    const client = clientOf(slack, botToken);
    const { getUploadURLExternal } = client.files;
    for (const address of ['https://slack.com.evil.example/x', 'http://files.slack.com/x', 'file:///x']) {
      client.files.getUploadURLExternal = async (given) => ({
        ...(await getUploadURLExternal(given)),
        upload_url: address,
      });
      const send: typeof fetch = async (url) => {
        sent.push(String(url));
        return new Response('OK');
      };
      const options = {
        ...{ client, send, log: silentLogger, pace: noPace, clock: systemClock },
        settle: async () => {},
      };
      const upload = createSlackChat({ ...options, userOf: async () => null }).upload(picture);
      await expect(upload).rejects.toMatchObject({ code: 'slack.upload-address' });
    }
    expect(sent).toEqual([]);
  });
});

describe('a document', () => {
  it('comes into the thread with its comment, in which people have their names', async () => {
    const thread = await threadIn('growth');
    const { id } = await chat().share(thread, record, 'The record, asked for by <@p_ada>.', once);
    expect(slack.file(id)?.bytes).toBe(Buffer.from('# Gate ✓\n').toString('base64'));
    expect(slack.thread('growth', thread.threadTs).at(-1)).toMatchObject({
      text: `The record, asked for by <@${slack.userId('ada')}>.`,
      files: [{ name: 'record-gate.md', title: 'The record' }],
    });
  });

  it('comes once if the answer was lost', async () => {
    const thread = await threadIn('growth');
    slack.fail({ method: 'files.completeUploadExternal', kind: 'done-but-no-answer' });
    const share = (mayExist: boolean) => chat().share(thread, record, 'The record', { ...once, mayExist });
    await expect(share(false)).rejects.toMatchObject({ retryable: true });
    const { id } = await share(true);
    expect(slack.file(id)?.name).toBe('record-gate.md');
    const files = slack.thread('growth', thread.threadTs).flatMap((one) => one.files ?? []);
    expect(files).toHaveLength(1);
  });

  it('comes into a public channel that the bot has only posted in', async () => {
    const thread = await threadIn('elsewhere');
    await chat().share(thread, record, 'The record', once);
    expect(slack.thread('elsewhere', thread.threadTs)).toHaveLength(2);
  });

  it('is not shared by a worker that has lost its lease', async () => {
    const thread = await threadIn('growth');
    const confirm = () => Promise.reject(new Error('lost'));
    await expect(chat().share(thread, record, 'The record', { ...once, confirm })).rejects.toThrow();
    expect(slack.thread('growth', thread.threadTs)).toHaveLength(1);
  });
});
