import type { WebClient } from '@slack/web-api';
import type { ChatFile, Place, PostOnce, Thread } from '#ports/chat.ts';
import { attempt } from './attempt.ts';
import { slackErrorName, toSlackError } from './errors.ts';
import { slackFault } from './fault-kinds.ts';
import { findFile } from './find-posted.ts';

/** What an upload needs beside the client. */
export interface UploadOptions {
  readonly client: WebClient;
  /** Carries the bytes, which do not go through the client. */
  readonly send: typeof fetch;
  /** Resolves when Slack has probably looked through a file: until then a message with it is refused. */
  readonly settle: () => Promise<void>;
}

/** Uploads a file that the bot alone sees until a message of its shows it; resolves to its id. */
export async function uploadFile(options: UploadOptions, file: ChatFile): Promise<{ id: string }> {
  const uploaded = await sendBytes(options, file);
  await attempt(() => options.client.files.completeUploadExternal({ files: [uploaded] }));
  await options.settle();
  return { id: uploaded.id };
}

/** Uploads a file into a thread, once per name; resolves to its id. */
export async function shareFile(
  options: UploadOptions,
  place: Thread,
  { file, comment, once }: { readonly file: ChatFile; readonly comment: string; readonly once: PostOnce },
): Promise<{ id: string }> {
  const { client } = options;
  if (once.mayExist) {
    const earlier = await attempt(() => findFile(client, place, file.name));
    if (earlier !== null) return { id: earlier };
  }
  const uploaded = await sendBytes(options, file);
  await once.confirm?.();
  const share = () =>
    client.files.completeUploadExternal({
      files: [uploaded],
      channel_id: place.channel,
      thread_ts: place.threadTs,
      initial_comment: comment,
    });
  await attempt(() => share().catch((thrown: unknown) => joinAndShare(client, place, thrown, share)));
  return { id: uploaded.id };
}

/** A public channel takes messages of a bot that is not in it, but no files. */
async function joinAndShare<Answer>(
  client: WebClient,
  { channel }: Place,
  thrown: unknown,
  share: () => Promise<Answer>,
): Promise<Answer> {
  if (slackErrorName(thrown) !== 'not_in_channel') throw thrown;
  await client.conversations.join({ channel });
  return share();
}

/** Announces a file and sends its bytes: what `completeUploadExternal` finishes. */
async function sendBytes({ client, send }: UploadOptions, { name, title, bytes }: ChatFile) {
  const { file_id: id, upload_url: url } = await attempt(() =>
    client.files.getUploadURLExternal({ filename: name, length: bytes.length }),
  );
  if (id === undefined || url === undefined)
    throw slackFault('no-file-id', 'Slack announced no address for a file.');
  if (!isOfSlack(url, client))
    throw slackFault('upload-address', 'Slack named an address for a file that is not its own.');
  const body = new Uint8Array(bytes);
  const { status } = await send(url, { method: 'POST', body }).catch((thrown: unknown) => {
    throw toSlackError(thrown);
  });
  if (status !== 200) throw slackFault('upload-failed', `Slack took no file: it answered ${status}.`);
  return { id, title };
}

/** What people may not know yet goes to no other address, whatever an answer says. */
function isOfSlack(url: string, { slackApiUrl }: WebClient): boolean {
  const { protocol, hostname, origin } = new URL(url);
  if (origin === new URL(slackApiUrl).origin) return true;
  return protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/u.test(hostname);
}
