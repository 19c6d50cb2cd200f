import type { ChatMessage } from '#block-kit/message.ts';
import { BOT } from '#domain/actor.ts';
import { type Bulletin, bulletinOf, isBulletinStream } from '#domain/bulletin/bulletin.ts';
import type { BulletinCommand } from '#domain/bulletin/journal.ts';
import type { BulletinFace } from '#features/bulletin.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { postQuietly } from '#features/thread/post-quietly.ts';
import { uploadOnce } from '#features/thread/upload-pictures.ts';
import { executeBulletin, loadBulletin } from '#journal/bulletins.ts';
import type { StreamPerformance, StreamWork } from '#journal/perform.ts';
import { type AppError, detailOf, ownFault, toAppError } from '#shared/errors.ts';

type Needs = Pick<CoPilot, 'store' | 'clock' | 'log' | 'chat' | 'pictures'>;

/** How bulletins are posted and edited, by their kinds. */
export function bulletinWork(coPilot: Needs, faces: readonly BulletinFace[]): StreamWork {
  return {
    owns: isBulletinStream,
    perform: (performance) => deliverBulletin(coPilot, faces, performance),
    giveUp: async ({ id, experiment }, fault: AppError) => {
      const { code, retryable: mayPass } = fault;
      const failure = { commit: id, code, detail: detailOf(fault), mayPass };
      await record(coPilot, bulletinOf(experiment), { name: 'recordBulletinFailure', ...failure });
    },
  };
}

/** Brings the message to what was said last. Does nothing if a newer commit asks for it, or if the message says so already. */
async function deliverBulletin(
  coPilot: Needs,
  faces: readonly BulletinFace[],
  performance: StreamPerformance,
): Promise<void> {
  const { commit, attempts } = performance;
  const bulletin = await loadBulletin(coPilot.store, bulletinOf(commit.experiment));
  if (bulletin === null || bulletin.asked > commit.version) return;
  const { name, said, posted, failures } = bulletin;
  if (posted?.version === said.version) return;
  const face = faces.find(({ topic }) => topic === bulletin.topic);
  if (face === undefined) throw ownFault('thread.unknown-topic', `No slice renders "${bulletin.topic}".`);
  // The facts are those that this kind was said with, which no type follows through the journal.
  const facts = said.facts as never;
  const pictures = await uploadOnce(coPilot, {
    ...{ key: commit.id.slice(1).replaceAll('/', '-'), attempts, pictures: face.draw?.(facts) ?? [] },
    known: bulletin.files?.version === said.version ? bulletin.files.ids : undefined,
    record: (ids) => record(coPilot, name, { name: 'recordBulletinFiles', ids, said: said.version }),
  });
  const message = face.render(facts, { name, at: said.at, pictures });
  const ts =
    (await editPosted(coPilot, bulletin, message)) ??
    (await postBulletin(coPilot, { bulletin, message, isCalling: face.calls === true }, performance));
  for (const failed of failures)
    if (failed.commit !== commit.id) await coPilot.store.revive(failed.commit, coPilot.clock.now());
  await record(coPilot, name, { name: 'recordBulletinPost', ts, said: said.version });
  coPilot.log.info('a bulletin was delivered', { bulletin: name, commit: commit.id, attempts });
}

/** Edits the message that is there and answers its id; null if there is none, or if it cannot be edited any more. */
async function editPosted(
  { chat, log }: Needs,
  { name, channel, posted }: Bulletin,
  message: ChatMessage,
): Promise<string | null> {
  if (posted === null) return null;
  try {
    await chat.update(channel, posted.ts, message, 'new');
    return posted.ts;
  } catch (thrown) {
    const { kind, code } = toAppError(thrown);
    if (kind !== 'gone' && kind !== 'closed') throw thrown;
    log.warn('a bulletin is posted anew, because its message could not be edited', { bulletin: name, code });
    return null;
  }
}

interface Posting {
  readonly bulletin: Bulletin;
  readonly message: ChatMessage;
  readonly isCalling: boolean;
}

/** Posts the message, or finds the one that an earlier attempt posted and brings it up to date. */
async function postBulletin(
  coPilot: Needs,
  { bulletin, message, isCalling }: Posting,
  { commit, attempts, confirm }: StreamPerformance,
): Promise<string> {
  const { channel, since, posted } = bulletin;
  // The marker of the first post is the stream's name: whichever commit comes to post it finds what another has posted.
  const key = posted === null ? commit.experiment : commit.id;
  const mayExist = attempts > 1 || (posted === null && commit.version > 1);
  const once = { key, mayExist, since, confirm };
  const place = { channel, threadTs: null };
  const { ts } = await postQuietly(coPilot, { place, message, once, uncalled: isCalling ? [] : 'all' });
  if (mayExist) await coPilot.chat.update(channel, ts, message, 'new');
  return ts;
}

type Outcome = BulletinCommand extends infer Command
  ? Command extends BulletinCommand
    ? Omit<Command, 'actor' | 'at'>
    : never
  : never;

function record({ store, clock }: Needs, name: string, outcome: Outcome) {
  return executeBulletin(store, name, { ...outcome, actor: BOT, at: clock.now() } as BulletinCommand);
}
