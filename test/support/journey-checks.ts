import { expect } from 'vitest';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { type Journey, startJourney } from './journey.ts';

/** Runs one journey in a sandbox of its own, which is closed at the end whatever happens. */
export async function withJourney(
  play: (journey: Journey) => Promise<void>,
  options: Parameters<typeof startJourney>[0] = {},
): Promise<void> {
  await playOut(await startJourney(options), play);
}

/** Plays a journey that has begun, closes it, and shows that no error was logged that nobody asked for. */
export async function playOut(journey: Journey, play: (journey: Journey) => Promise<void>): Promise<void> {
  try {
    await play(journey);
    expect(journey.takeErrors()).toEqual([]);
  } catch (thrown) {
    // What went wrong first is told, not what closing finds after it.
    await journey.close().catch(() => {});
    throw thrown;
  }
  await journey.close();
}

/** Runs an act and shows that it changed nothing in the journal of the experiment. */
export async function unchanged(journey: Journey, key: string, act: () => Promise<unknown>): Promise<void> {
  const before = await journey.load(key);
  await act();
  expect(await journey.load(key)).toEqual(before);
}

/** How often the card of an experiment was edited so far. */
export async function cardEdits({ load, running }: Journey, key: string): Promise<number> {
  const {
    delivery: { threadTs },
  } = await load(key);
  return running.sandbox.slack.requests('chat.update').filter(({ args }) => args['ts'] === threadTs).length;
}

/** The message as a forger would have it: with one button of their own. */
export function withButton(message: SlackMessage, actionId: string, value: string): SlackMessage {
  const button = { type: 'button', action_id: actionId, value, text: { type: 'plain_text', text: actionId } };
  return { ...message, blocks: [{ type: 'actions', block_id: 'forged', elements: [button] }] };
}
