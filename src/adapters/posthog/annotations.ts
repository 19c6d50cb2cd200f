import { z } from 'zod';
import type { Annotations } from '#ports/annotations.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { createPostHogApi, type PostHogOptions } from './api.ts';

const LONGEST = 400;

/**
 * PostHog's annotations of the project. They are a convenience: what cannot be written is logged and left out. A key without the
 * scope annotation:write is told of once, and PostHog is not asked again until the next start.
 */
export function createPostHogAnnotations(options: PostHogOptions, log: Logger): Annotations {
  const api = createPostHogApi(options, 5_000);
  const pending = new Set<Promise<void>>();
  let isAllowed = true;
  const write = async (text: string, at: number) => {
    try {
      const content = text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
      const body = { content, date_marker: new Date(at).toISOString(), scope: 'project' };
      await api.call('POST', '/annotations/', body, z.unknown());
    } catch (thrown) {
      const fault = toAppError(thrown);
      const isNews = isAllowed || fault.retryable;
      if (!fault.retryable) isAllowed = false;
      if (isNews) log.warn('an annotation is left out', faultFields(fault));
    }
  };
  return {
    annotate: (text, at) => {
      if (!isAllowed) return;
      const writing = write(text, at).finally(() => pending.delete(writing));
      pending.add(writing);
    },
    close: async () => void (await Promise.all(pending)),
  };
}
