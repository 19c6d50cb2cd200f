import type { ChatMessage } from '#block-kit/message.ts';
import type { Commit } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import { withConcerned } from '#features/alerts/concerned.ts';
import { callOf } from '#features/call-people/call-of.ts';
import { withCall } from '#features/call-people/with-call.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Picture, RenderContext } from '#features/render-context.ts';
import { renderCard } from '#features/thread/card.ts';
import type { Faces } from '#features/thread/perform-messages.ts';
import { withoutSpentButtons } from '#features/thread/retire-buttons.ts';
import { stamped } from '#features/thread/stamp.ts';
import { type PostedReply, postedReplies } from './posted-messages.ts';

/** A message of the thread as Slack shows it now. People are named by pseudonym. */
export interface ThreadMessage {
  /** Names it in presses: `<experiment>/<key of its effect>`, `<experiment>/card`. */
  readonly at: string;
  /** Its id at the chat service; null if it is not posted. */
  readonly ts: string | null;
  /** The moment of what it says now, milliseconds since the Unix epoch; null of the card, which says how things stand. */
  readonly saidAt: number | null;
  readonly message: ChatMessage;
  /** What it draws, by the ids under which its blocks name them. */
  readonly pictures: Readonly<Record<string, Picture>>;
}

type Needs = Pick<CoPilot, 'clock' | 'choices' | 'people'>;

/** The card and all replies of an experiment as they stand in the thread now, oldest first; `commits` are all of it. */
export async function threadMessages(
  needs: Needs,
  faces: Faces,
  experiment: Experiment,
  commits: readonly Commit[],
): Promise<readonly ThreadMessage[]> {
  const approvers = await needs.people.approvers();
  const replies = postedReplies(experiment, commits).filter(({ topic }) =>
    Object.hasOwn(faces.renderers, topic),
  );
  const shown = await Promise.all(replies.map((reply) => replyOf(needs, faces, { reply, approvers })));
  return [
    {
      at: `${experiment.key}/card`,
      ts: experiment.delivery.threadTs,
      saidAt: null,
      message: renderCard(experiment, needs.clock.now()),
      pictures: {},
    },
    ...shown,
  ];
}

async function replyOf(
  needs: Needs,
  { renderers, drawings }: Faces,
  { reply, approvers }: { readonly reply: PostedReply; readonly approvers: readonly string[] },
): Promise<ThreadMessage> {
  const { key, state, commit, topic, ts } = reply;
  const context: RenderContext = { experiment: state, key, at: commit.at };
  const drawn = drawings[topic]?.(context) ?? [];
  const pictures = Object.fromEntries(drawn.map((picture) => [`${key}-${picture.name}`, picture]));
  const ids = Object.fromEntries(drawn.map(({ name }) => [name, `${key}-${name}`]));
  const original = renderers[topic]({ ...context, pictures: ids });
  const at = `${state.key}/${key}`;
  return { at, ts, saidAt: commit.at, message: await asShown(needs, reply, original, approvers), pictures };
}

/** A press, and the end of the experiment, take the place of buttons and of the call. */
async function asShown(
  needs: Needs,
  { topic, state, commit, stamp, retired }: PostedReply,
  original: ChatMessage,
  approvers: readonly string[],
): Promise<ChatMessage> {
  const spent = retired === null ? null : withoutSpentButtons(original, retired.state, retired.at);
  if (spent !== null) return spent;
  if (stamp !== null) return stamped(original, stamp.text, stamp.at);
  const call = callOf(topic, state, approvers, commit.command.actor.person);
  return withCall(original, await withConcerned(needs, call, topic, state));
}

/** The place in the list of the newest reply with buttons that do something here; null if none has any. */
export function newestWithButtons(messages: readonly ThreadMessage[]): number | null {
  const place = messages.findLastIndex(({ message }) =>
    message.blocks.some(
      (block) => block.type === 'actions' && block.elements.some((element) => !('url' in element)),
    ),
  );
  return place < 1 ? null : place;
}
