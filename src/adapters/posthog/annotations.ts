import { z } from 'zod';
import type { Annotations } from '#ports/annotations.ts';
import type { Logger } from '#shared/logger.ts';
import { createPostHogApi, type PostHogOptions } from './api.ts';
import { createBestEffort } from './best-effort.ts';

const LONGEST_NOTE = 400;
/** Of the name of an experiment. */
const LONGEST_NAME = 400;

/**
 * PostHog's annotations of the project, and experiments in the state of a draft that name the flag. A draft reads no events
 * and does not keep the flag from being removed. Both are a convenience, by scopes of their own (annotation:write,
 * experiment:write).
 */
export function createPostHogAnnotations(options: PostHogOptions, log: Logger): Annotations {
  const api = createPostHogApi(options, 5_000);
  const notes = createBestEffort(log, 'an annotation is left out');
  const links = createBestEffort(log, 'an experiment of PostHog is left out');
  return {
    annotate: (text, at) => {
      const content = cut(text, LONGEST_NOTE);
      const body = { content, date_marker: new Date(at).toISOString(), scope: 'project' };
      notes.run(() => api.call('POST', '/annotations/', body, z.unknown()));
    },
    link: ({ flagKey, title, hypothesis }) => {
      const description = `${hypothesis} Run from Slack, whose thread has the results: do not launch it here.`;
      const body = { name: cut(title, LONGEST_NAME), description, feature_flag_key: flagKey };
      links.run(() => api.call('POST', '/experiments/', body, z.unknown()));
    },
    close: async () => {
      await Promise.all([notes.close(), links.close()]);
    },
  };
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
