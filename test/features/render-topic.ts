import { RENDERERS } from '#app/features.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import type { Topic } from '#domain/topic.ts';
import { postOf, type Story } from '#test/support/example-story.ts';

/** The newest message of a topic in a story, as it was posted; with pictures if their files are given. */
export function renderTopic(
  story: Story,
  topic: Topic,
  pictures: Readonly<Record<string, string>> = {},
): ChatMessage {
  return RENDERERS[topic]({ ...postOf(story, topic).context, pictures });
}
