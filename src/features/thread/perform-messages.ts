import type { ChatMessage } from '#block-kit/message.ts';
import { fold } from '#domain/commit.ts';
import { messageToEdit, shownBy } from '#domain/delivery/message-to-edit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { PostedTopic, Topic } from '#domain/topic.ts';
import { withConcerned } from '#features/alerts/concerned.ts';
import { isHeldBack } from '#features/alerts/hold-alert.ts';
import { callOf } from '#features/call-people/call-of.ts';
import { withCall } from '#features/call-people/with-call.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Drawings, RenderContext, Renderers } from '#features/render-context.ts';
import { renderCard } from '#features/thread/card.ts';
import { inThread, loseCard, postCardAgain } from '#features/thread/lost-thread.ts';
import { postQuietly } from '#features/thread/post-quietly.ts';
import { retireButtons } from '#features/thread/retire-buttons.ts';
import { stamped } from '#features/thread/stamp.ts';
import { uploadPictures } from '#features/thread/upload-pictures.ts';
import type { Performance, Performers } from '#journal/perform.ts';
import type { PostOnce } from '#ports/chat.ts';
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
    card: async (performance) => {
      await card(coPilot, performance);
      await retireButtons(coPilot, faces.renderers, performance);
    },
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
  const isInThread = effect.to === undefined && effect.channel === undefined;
  const said = () => render(renderers, effect.topic, context).text;
  if (isInThread && (await isHeldBack(coPilot, performance, said))) return;
  const pictures = await uploadPictures(coPilot, drawings[effect.topic], { performance, context });
  const plain = render(renderers, effect.topic, { ...context, pictures });
  const by = commit.command.actor.person;
  const call = isInThread ? callOf(effect.topic, then, await coPilot.people.approvers(), by) : null;
  const message = withCall(plain, await withConcerned(coPilot, call, effect.topic, then));
  const once = { key, mayExist: attempts > 1, since: commit.at, confirm: performance.confirm };
  if (effect.to !== undefined) {
    // Once the card is there, its thread tells the person more than this could.
    if (effect.topic === 'card-failed' && experiment.delivery.threadTs !== null) return;
    const told = await tell(coPilot, effect.to, message, { once, isAlone: effect.topic === 'card-failed' });
    if (told !== null) await record(coPilot, experiment.key, key, effect.topic, told.ts);
    return;
  }
  if (effect.channel !== undefined) {
    const elsewhere = { channel: effect.channel, threadTs: null };
    const { ts } = await coPilot.chat.post(elsewhere, message, once);
    await record(coPilot, experiment.key, key, effect.topic, ts);
    return;
  }
  const { ts } = await inThread(coPilot, performance, effect.topic, async (threadTs) => {
    const edited = await editInstead(coPilot, performance, threadTs, message);
    if (edited !== null) return { ts: edited };
    const place = { channel: experiment.delivery.channel, threadTs };
    return postQuietly(coPilot, {
      place: effect.inChannel === true ? { ...place, inChannel: true } : place,
      message,
      once,
      uncalled: by === null ? [] : [by],
    });
  });
  await record(coPilot, experiment.key, key, effect.topic, ts);
}

/**
 * Writes to one person; null if they cannot be written to, which must not keep others from being told. `isAlone`: no other
 * person is told, so the fault is thrown.
 */
async function tell(
  { chat, log }: CoPilot,
  person: string,
  message: ChatMessage,
  { once, isAlone }: { readonly once: PostOnce; readonly isAlone: boolean },
): Promise<{ readonly ts: string } | null> {
  try {
    return await chat.tell(person, message, once);
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (isAlone || fault.retryable || fault.vendor === null) throw fault;
    log.warn('a person could not be told', { effect: once.key, code: fault.code });
    return null;
  }
}

/** Brings the message up to date that this post replaces; null if a new one is due, because there is none or it is gone. */
async function editInstead(
  coPilot: CoPilot,
  { effect, commit, experiment, then }: Performance<'post'>,
  threadTs: string,
  message: ChatMessage,
): Promise<string | null> {
  const { delivery } = experiment;
  const why = { topic: effect.topic, command: commit.command.name };
  const earlier = delivery.messages[messageToEdit(then, delivery, why) ?? ''];
  // What is older than the card stands in the thread of a card that was deleted.
  if (earlier === undefined || Number(earlier.ts) < Number(threadTs)) return null;
  const outcome = await edit(coPilot, experiment, earlier.ts, message, 'new');
  return outcome === 'edited' ? earlier.ts : null;
}

/** Posts the card the first time, afterwards brings it to the newest state, or asks for a new one if it was deleted. */
async function card(coPilot: CoPilot, performance: Performance<'card'>): Promise<void> {
  const { key, commit, experiment, attempts } = performance;
  const message = renderCard(experiment, coPilot.clock.now());
  if (experiment.delivery.threadTs !== null) {
    const { channel, threadTs } = experiment.delivery;
    if ((await edit(coPilot, experiment, threadTs, message)) !== 'gone') return;
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
  const posted = await postQuietly(coPilot, { place, message, once, uncalled: 'all' });
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
  const key = shownBy(experiment.delivery, effect.message);
  const posted = experiment.delivery.messages[key];
  // The card has no buttons that could be replaced.
  if (posted === undefined || posted.topic === 'card') return;
  const context = await contextOf(coPilot, experiment.key, posted.version, key);
  if (context === null) return;
  const pictures = experiment.delivery.files?.[key] ?? {};
  const original = render(renderers, posted.topic, { ...context, pictures });
  await edit(coPilot, experiment, posted.ts, stamped(original, effect.text, commit.at));
}

/**
 * An edit decorates: if the message cannot be edited any more, by whatever rule of the chat service, nothing waits for it. Answers
 * whether it was edited; `closed` is a message that is there and cannot be edited.
 */
async function edit(
  { chat, log }: CoPilot,
  { key, delivery }: Experiment,
  ts: string,
  message: ChatMessage,
  pictures?: 'new',
): Promise<'edited' | 'gone' | 'closed'> {
  try {
    await chat.update(delivery.channel, ts, message, pictures);
    return 'edited';
  } catch (thrown) {
    const { kind, code } = toAppError(thrown);
    if (kind !== 'gone' && kind !== 'closed') throw thrown;
    log.warn('a message could not be edited', { experiment: key, ts, code });
    return kind;
  }
}

async function contextOf(coPilot: CoPilot, experiment: string, version: number, key: string) {
  const commits = await coPilot.store.commits(experiment);
  const until = commits.filter((commit) => commit.version <= version);
  const state: Experiment | null = fold(until);
  const at = until.at(-1)?.at;
  return state === null || at === undefined ? null : { experiment: state, key, at };
}
