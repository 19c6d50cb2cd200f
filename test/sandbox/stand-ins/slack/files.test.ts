import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackImage } from '#block-kit/layout.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { botToken, clientOf, refusal, signingSecret, startSlackAlone, workspace } from './bolt-app.ts';

const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);

let slack: Slack;
let client: WebClient;

beforeEach(async () => {
  ({ slack, client } = await startSlackAlone());
});

afterEach(() => slack.close());

describe('files', () => {
  it('come up by the real helper, byte for byte, and are shared in a thread', async () => {
    const channel = slack.channelId('growth');
    const thread_ts = String((await client.chat.postMessage({ channel, text: 'parent' })).ts);
    const file = { file: bytes, filename: 'chart.png', alt_text: 'A chart', title: 'Chart' };
    await client.filesUploadV2({ channel_id: channel, thread_ts, initial_comment: 'Look', ...file });
    const shared = slack.thread('growth', thread_ts)[1];
    expect(shared).toMatchObject({
      text: 'Look',
      files: [{ name: 'chart.png', title: 'Chart', size: bytes.length }],
    });
    const { file: info } = await client.files.info({ file: String(shared?.files?.[0]?.['id']) });
    expect(info).toMatchObject({
      mimetype: 'image/png',
      shares: { public: { [channel]: [{ ts: shared?.ts }] } },
    });
    const address = info?.url_private ?? '';
    const got = await fetch(address, { headers: { Authorization: `Bearer ${botToken}` } });
    expect(Buffer.from(await got.arrayBuffer())).toEqual(bytes);
    expect((await fetch(address)).status).toBe(403);
  });

  it('can stand in a block once they are finished', async () => {
    const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
      filename: 'chart.png',
      length: bytes.length,
    });
    const show = () =>
      client.chat.postMessage({ channel: 'growth', text: 'x', blocks: [slackImage(file_id, 'x')] });
    expect(await refusal(client.files.completeUploadExternal({ files: [{ id: file_id }] }))).toBe(
      'file_not_found',
    );
    await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
    expect(await refusal(show())).toBe('invalid_blocks');
    expect(await refusal(client.files.info({ file: file_id }))).toBe('file_not_found');
    await client.files.completeUploadExternal({ files: [{ id: file_id, title: 'Chart' }] });
    await show();
    expect(slack.file(file_id)).toMatchObject({ title: 'Chart', bytes: bytes.toString('base64') });
  });

  it('are announced with their length, sent once and finished once', async () => {
    const { upload_url = '', file_id = '' } = await announced('chart.png');
    const sent = (length: number) =>
      fetch(upload_url, { method: 'POST', body: new Uint8Array(length) }).then(({ status }) => status);
    expect([await sent(bytes.length - 1), await sent(bytes.length)]).toEqual([400, 200]);
    await client.files.completeUploadExternal({ files: [{ id: file_id }] });
    expect(await sent(bytes.length)).toBe(404);
    expect(await refusal(client.files.completeUploadExternal({ files: [{ id: file_id }] }))).toBe(
      'file_not_found',
    );
    expect(await refusal(client.files.getUploadURLExternal({ filename: 'x.png', length: 0 }))).toBe(
      'invalid_arguments',
    );
  });

  it('need their scopes', async () => {
    const bare = await startSlack({
      ...{ now: () => 0, signingSecret, botToken },
      workspace: { ...workspace, scopes: [] },
    });
    const { files } = clientOf(bare, botToken);
    expect(await refusal(files.getUploadURLExternal({ filename: 'x.png', length: 1 }))).toBe('missing_scope');
    expect(await refusal(files.completeUploadExternal({ files: [{ id: 'F1' }] }))).toBe('missing_scope');
    expect(await refusal(files.info({ file: 'F1' }))).toBe('missing_scope');
    await bare.close();
  });

  it('are refused in a block if they are no picture, unknown, or not looked through yet', async () => {
    const text = await uploaded('chart.md');
    slack.refuseNewFiles(2);
    const picture = await uploaded('chart.png');
    const show = (id: string) =>
      client.chat.postMessage({ channel: 'growth', text: 'x', blocks: [slackImage(id, 'x')] });
    expect(await refusal(show(text))).toBe('invalid_blocks');
    expect(await refusal(show('F0000000099'))).toBe('invalid_blocks');
    expect(await refusal(show('no-id'))).toBe('invalid_blocks');
    expect(await refusal(show(picture))).toBe('invalid_blocks');
    expect(await refusal(show(picture))).toBe('invalid_blocks');
    expect((await show(picture)).ok).toBe(true);
    slack.deleteFile(picture);
    expect(await refusal(show(picture))).toBe('invalid_blocks');
  });
});

function announced(filename: string) {
  return client.files.getUploadURLExternal({ filename, length: bytes.length });
}

async function uploaded(filename: string): Promise<string> {
  const { upload_url = '', file_id = '' } = await announced(filename);
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  await client.files.completeUploadExternal({ files: [{ id: file_id }] });
  return file_id;
}
