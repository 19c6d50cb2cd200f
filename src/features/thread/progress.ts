import { type ChatMessage, message } from '#block-kit/message.ts';
import { plan } from '#block-kit/plan.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Steps } from '#features/steps.ts';
import { bestEffort } from '#features/thread/best-effort.ts';
import type { Place, PostOnce } from '#ports/chat.ts';

type State = 'pending' | 'in_progress' | 'complete' | 'error';
interface Step {
  readonly title: string;
  readonly state: State;
  readonly note: string;
}

/** A live list of steps in the thread, edited as the agents go on. */
export interface Progress {
  /** Runs one step: in progress while it runs, then complete or in error with its note; in error when it throws. */
  readonly step: Steps;
}

const MARKS: Readonly<Record<State, string>> = {
  pending: '▫️',
  in_progress: '⏳',
  complete: '✅',
  error: '⚠️',
};

/**
 * Posts the list of steps once per `key` (or finds the one that is there) and returns the handle that edits it. The list is
 * decoration: if the chat service refuses it or an edit of it, the work goes on without.
 */
export async function startProgress(
  { chat, log }: Pick<CoPilot, 'chat' | 'log'>,
  place: Place,
  once: PostOnce,
  title: string,
  titles: readonly string[],
): Promise<Progress> {
  let steps: readonly Step[] = titles.map((name) => ({ title: name, state: 'pending', note: '' }));
  // Without a card there is no thread: in the channel itself the list would stand alone.
  const posted =
    place.threadTs === null
      ? null
      : await bestEffort(log, () => chat.post(place, renderSteps(title, steps), once));
  const set = async (index: number, state: State, note: string) => {
    steps = steps.map((step, at) => (at === index ? { ...step, state, note } : step));
    if (posted === null) return;
    await bestEffort(log, () => chat.update(place.channel, posted.ts, renderSteps(title, steps)));
  };
  return {
    step: async (index, work) => {
      await set(index, 'in_progress', '');
      try {
        const { value, done, note } = await work();
        await set(index, done ? 'complete' : 'error', note);
        return value;
      } catch (thrown) {
        await set(index, 'error', 'no answer yet; this is tried again by itself');
        throw thrown;
      }
    },
  };
}

/** Slack's plan block, with the same steps as plain text for clients and notifications that cannot show it. */
export function renderSteps(title: string, steps: readonly Step[]): ChatMessage {
  const lines = steps.map(
    ({ title: name, state, note }) => `${MARKS[state]} ${name}${note === '' ? '' : `: ${note}`}`,
  );
  const tasks = steps.map(({ title: name, state, note }, index) => ({
    id: `step-${index + 1}`,
    title: name,
    status: state,
    ...(note === '' ? {} : { details: note }),
  }));
  return message({
    text: escapeMrkdwn(`${title}\n${lines.join('\n')}`),
    blocks: [plan(title, tasks)],
  });
}
