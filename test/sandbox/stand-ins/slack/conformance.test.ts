import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { describe, expect, it } from 'vitest';
import { section } from '#block-kit/layout.ts';
import { home, modal } from '#block-kit/view.ts';
import { clientOf, startSlackAlone } from './bolt-app.ts';

/**
 * The same calls by the same client against our stand-in and against the published emulator, which
 * others wrote: where both implement a method, they must agree on what it does and how it refuses.
 * Left out, because the emulator is laxer than Slack there: replies of a thread that is not there
 * (it answers an empty list), unknown tokens, membership, and anything about blocks.
 */
describe('our stand-in and the published emulator', () => {
  it('answer the same calls alike', async () => {
    const { slack, client } = await startSlackAlone();
    const published = await createEmulator({ service: 'slack', port: 0 });
    try {
      const ours = await outcomes(client);
      const theirs = await outcomes(clientOf({ apiUrl: `${published.url}/api/` }, 'xoxb-any'));
      expect(ours).toEqual(theirs);
      expect(ours.length).toBeGreaterThan(20);
    } finally {
      await Promise.all([slack.close(), published.close()]);
    }
  });
});

async function outcomes(client: WebClient): Promise<readonly unknown[]> {
  const { channels } = await client.conversations.list({ types: 'public_channel' });
  const channel = channels?.[0]?.id ?? '';
  const people = (await client.users.list({})).members ?? [];
  const user = people.find((one) => one.is_bot !== true)?.id ?? '';
  await client.conversations.join({ channel });
  return [
    ...(await messages(client, channel, user)),
    ...(await refusals(client, channel)),
    ...(await views(client, user)),
    ...(await uploads(client, channel)),
  ];
}

async function messages(client: WebClient, channel: string, user: string): Promise<readonly unknown[]> {
  const metadata = { event_type: 'card', event_payload: { experiment: 'E1' } };
  const posted = await client.chat.postMessage({ channel, text: 'parent', blocks: [section('x')], metadata });
  const ts = String(posted.ts);
  const reply = await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts });
  const thread = await client.conversations.replies({ channel, ts });
  const history = await client.conversations.history({ channel });
  const edited = await client.chat.update({ channel, ts, text: 'new' });
  const link = await client.chat.getPermalink({ channel, message_ts: ts });
  const reaction = { channel, timestamp: ts, name: 'eyes' };
  return [
    [posted.ok, posted.channel === channel, posted.message?.text, posted.message?.metadata],
    [reply.message?.thread_ts === ts],
    (thread.messages ?? []).map((one) => [one.text, one.reply_count ?? 0]),
    (history.messages ?? []).some((one) => one.text === 'reply'),
    [edited.ok, edited.ts === ts, edited.text],
    link.permalink?.endsWith(`/archives/${channel}/p${ts.replace('.', '')}`),
    await outcome(client.chat.postEphemeral({ channel, user, text: 'psst' })),
    await outcome(client.reactions.add(reaction)),
    await outcome(client.reactions.add(reaction)),
    await outcome(client.chat.delete({ channel, ts: String(reply.ts) })),
    await outcome(client.chat.delete({ channel, ts: String(reply.ts) })),
  ];
}

async function refusals(client: WebClient, channel: string): Promise<readonly unknown[]> {
  const ts = '1.000001';
  return Promise.all([
    outcome(client.chat.postMessage({ channel: 'C404404404', text: 'x' })),
    outcome(client.apiCall('chat.postMessage', { channel })),
    outcome(client.chat.update({ channel, ts, text: 'x' })),
    outcome(client.conversations.info({ channel: 'C404404404' })),
    outcome(client.users.info({ user: 'U404404404' })),
    outcome(client.files.info({ file: 'F404404404' })),
  ]);
}

async function views(client: WebClient, user: string): Promise<readonly unknown[]> {
  const view = home({ blocks: [section('x')] });
  const first = await client.views.publish({ user_id: user, view });
  const hash = String(first.view?.hash);
  const form = modal({ title: 'Title', callbackId: 'c', blocks: [section('x')] });
  return [
    [first.view?.type, first.view?.id === first.view?.root_view_id],
    await outcome(client.views.publish({ user_id: user, view, hash })),
    await outcome(client.views.publish({ user_id: user, view, hash })),
    await outcome(client.views.open({ trigger_id: '1.2.3', view: form })),
    await outcome(client.views.update({ view_id: 'V404404404', view: form })),
  ];
}

async function uploads(client: WebClient, channel: string): Promise<readonly unknown[]> {
  const file = { file: Buffer.from('bytes'), filename: 'a.txt', title: 'A' };
  const result: unknown = await client.filesUploadV2({
    channel_id: channel,
    initial_comment: 'Look',
    ...file,
  });
  const { messages } = await client.conversations.history({ channel, limit: 1 });
  return [
    Object(result).ok,
    messages?.[0]?.text,
    messages?.[0]?.files?.map((one) => [one.name, one.title, one.size]),
  ];
}

/** `ok`, or the code of the refusal. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return error.data.error;
    throw error;
  }
}
