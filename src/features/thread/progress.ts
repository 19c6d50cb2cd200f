import { type ChatMessage, message } from '#block-kit/message.ts';
import { plan } from '#block-kit/plan.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Steps } from '#features/steps.ts';
import { bestEffort } from '#features/thread/best-effort.ts';
import { renderCard } from '#features/thread/card.ts';

type State = 'pending' | 'in_progress' | 'complete' | 'error';
interface Step {
  readonly title: string;
  readonly state: State;
  readonly note: string;
}

/** A live list of steps on the card, edited as the agents go on. */
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
 * Shows the steps of an agent's work on the card of the experiment of this key, and returns the handle that goes through them. The next
 * commit takes them off again. They decorate: without a card, or if the chat service refuses an edit, the work goes on without.
 */
export function startProgress(
  { chat, clock, load, log }: Pick<CoPilot, 'chat' | 'clock' | 'load' | 'log'>,
  key: string,
  title: string,
  titles: readonly string[],
): Progress {
  let steps: readonly Step[] = titles.map((name) => ({ title: name, state: 'pending', note: '' }));
  const set = async (index: number, state: State, note: string) => {
    steps = steps.map((step, at) => (at === index ? { ...step, state, note } : step));
    await bestEffort(log, async () => {
      const experiment = await load(key);
      if (experiment?.delivery.threadTs == null) return;
      const { channel, threadTs } = experiment.delivery;
      await chat.update(channel, threadTs, withSteps(renderCard(experiment, clock.now()), title, steps));
    });
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

/** A message with Slack's plan block of these steps below it, and with the steps as plain text for clients that cannot show it. */
export function withSteps(original: ChatMessage, title: string, steps: readonly Step[]): ChatMessage {
  const lines = steps.map(
    ({ title: name, state, note }) =>
      `${MARKS[state]} ${name}${note === '' ? '' : `: ${escapeMrkdwn(note)}`}`,
  );
  const tasks = steps.map(({ title: name, state, note }, index) => ({
    id: `step-${index + 1}`,
    title: name,
    status: state,
    ...(note === '' ? {} : { details: note }),
  }));
  return message({
    text: `${original.text}\n${[title, ...lines].join('\n')}`,
    blocks: [...original.blocks, plan(title, tasks)],
  });
}
