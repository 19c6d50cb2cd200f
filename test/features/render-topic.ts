import { FEATURES } from '#app/features.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { postOf, type Story } from '#test/support/example-story.ts';

/** The renderers of all slices, by topic. */
export const RENDERERS = new Map(FEATURES.flatMap(({ messages }) => Object.entries(messages ?? {})));

/** The newest message of a topic in a story, as it was posted. */
export function renderTopic(story: Story, topic: string): ChatMessage {
  const { context } = postOf(story, topic);
  const render = RENDERERS.get(topic);
  if (render === undefined) throw new Error(`no slice renders "${topic}"`);
  return render(context);
}
