import type { ChatMessage } from '#block-kit/message.ts';
import { fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { PostedTopic, Topic } from '#domain/topic.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Drawings, RenderContext, Renderers } from '#features/render-context.ts';
import { renderCard } from '#features/thread/card.ts';
import { inThread, loseCard, postCardAgain } from '#features/thread/lost-thread.ts';
import { stamped } from '#features/thread/stamp.ts';
import { uploadPictures } from '#features/thread/upload-pictures.ts';
import type { Performance, Performers } from '#journal/perform.ts';
import { ownFault, toAppError } from '#shared/errors.ts';

/** What says and what draws, by topic. */
export interface Faces {
  readonly renderers: Renderers;
  readonly drawings: Drawings;
}

/** Performs what the thread shows: posts, the card, stamps. */
export function messagePerformers(
  coPilot: CoPilot,
  faces: Faces,
): Pick<Performers, 'post' | 'card' | 'stamp'> {
  return {
    post: (performance) => post(coPilot, faces, performance),
    card: (performance) => card(coPilot, performance),
    stamp: (performance) => stamp(coPilot, faces.renderers, performance),
  };
}

/** Throws `thread.unknown-topic` for a topic of a journal that a later version of the bot wrote. */
function render(renderers: Renderers, topic: Topic, context: RenderContext): ChatMessage {
  if (!Object.hasOwn(renderers, topic))
    throw ownFault('thread.unknown-topic', `No slice renders "${topic}".`);
  return renderers[topic](context);
}

/** Posts into the thread or to one person, once per effect, and records the message so that it can be stamped. */
async function post(
  coPilot: CoPilot,
  { renderers, drawings }: Faces,
  performance: Performance<'post'>,
): Promise<void> {
  const { effect, key, commit, experiment, then, attempts } = performance;
  if (experiment.delivery.messages[key] !== undefined) return;
  const context = { experiment: then, key, at: commit.at };
  const pictures = await uploadPictures(coPilot, drawings[effect.topic], { performance, context });
  const message = render(renderers, effect.topic, { ...context, pictures });
  const once = { key, mayExist: attempts > 1, since: commit.at, confirm: performance.confirm };
  if (effect.to !== undefined) {
    // Once the card is there, its thread tells the person more than this could.
    if (effect.topic === 'card-failed' && experiment.delivery.threadTs !== null) return;
    const told = await coPilot.chat.tell(effect.to, message, once);
    if (told !== null) await record(coPilot, experiment.key, key, effect.topic, told.ts);
    return;
  }
  if (effect.channel !== undefined) {
    const elsewhere = { channel: effect.channel, threadTs: null };
    const { ts } = await coPilot.chat.post(elsewhere, message, once);
    await record(coPilot, experiment.key, key, effect.topic, ts);
    return;
  }
  const { ts } = await inThread(coPilot, performance, effect.topic, (threadTs) =>
    coPilot.chat.post({ channel: experiment.delivery.channel, threadTs }, message, once),
  );
  await record(coPilot, experiment.key, key, effect.topic, ts);
}

/** Posts the card the first time, afterwards brings it to the newest state, or asks for a new one if it was deleted. */
async function card(coPilot: CoPilot, performance: Performance<'card'>): Promise<void> {
  const { key, commit, experiment, attempts } = performance;
  const message = renderCard(experiment, coPilot.clock.now());
  if (experiment.delivery.threadTs !== null) {
    const { channel, threadTs } = experiment.delivery;
    if (await edit(coPilot, experiment, threadTs, message)) return;
    const found = await coPilot.chat.find({ channel, threadTs }, threadTs);
    if (found === 'thread-gone' && (await loseCard(coPilot, experiment)))
      await postCardAgain(coPilot, performance);
    return;
  }
  if (experiment.healing?.card !== undefined) {
    await postCardAgain(coPilot, performance);
    return;
  }
  const place = { channel: experiment.delivery.channel, threadTs: null };
  const once = { key, mayExist: attempts > 1, since: commit.at, confirm: performance.confirm };
  const posted = await coPilot.chat.post(place, message, once);
  await record(coPilot, experiment.key, key, 'card', posted.ts);
}

async function record(
  { execute, clock }: CoPilot,
  experiment: string,
  effect: string,
  topic: PostedTopic,
  ts: string,
): Promise<void> {
  await execute(experiment, {
    name: 'recordPost',
    effect,
    topic,
    ts,
    actor: { person: null, roles: [] },
    at: clock.now(),
  });
}

/** Renders the pressed message again as it was, with the stamp in place of its buttons. */
async function stamp(
  coPilot: CoPilot,
  renderers: Renderers,
  performance: Performance<'stamp'>,
): Promise<void> {
  const { effect, commit, experiment } = performance;
  const posted = experiment.delivery.messages[effect.message];
  // The card has no buttons that could be replaced.
  if (posted === undefined || posted.topic === 'card') return;
  const context = await contextOf(coPilot, experiment.key, posted.version, effect.message);
  if (context === null) return;
  const pictures = experiment.delivery.files?.[effect.message] ?? {};
  const original = render(renderers, posted.topic, { ...context, pictures });
  await edit(coPilot, experiment, posted.ts, stamped(original, effect.text, commit.at));
}

/**
 * An edit decorates: if the message cannot be edited any more, by whatever rule of the chat service, nothing waits for it.
 * False if the message is gone or cannot be edited any more.
 */
async function edit(
  { chat, log }: CoPilot,
  { key, delivery }: Experiment,
  ts: string,
  message: ChatMessage,
): Promise<boolean> {
  try {
    await chat.update(delivery.channel, ts, message);
    return true;
  } catch (thrown) {
    const { kind, code } = toAppError(thrown);
    if (kind !== 'gone' && kind !== 'closed') throw thrown;
    log.warn('a message could not be edited', { experiment: key, ts, code });
    return kind !== 'gone';
  }
}

async function contextOf(coPilot: CoPilot, experiment: string, version: number, key: string) {
  const commits = await coPilot.store.commits(experiment);
  const until = commits.filter((commit) => commit.version <= version);
  const state: Experiment | null = fold(until);
  const at = until.at(-1)?.at;
  return state === null || at === undefined ? null : { experiment: state, key, at };
}
