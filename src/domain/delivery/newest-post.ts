import type { DeliveryRecord } from '#domain/delivery/state.ts';
import type { Topic } from '#domain/topic.ts';

/** The key of the newest message of a topic, by the order in which they were posted; null if there is none. */
export function newestPost({ messages }: Pick<DeliveryRecord, 'messages'>, topic: Topic): string | null {
  return Object.entries(messages).findLast(([, message]) => message.topic === topic)?.[0] ?? null;
}
