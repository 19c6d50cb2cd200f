import { z } from 'zod';
import type { Check } from '#adapters/vendor.ts';
import { createPostHogApi, type PostHogOptions } from './api.ts';
import { createPostHogProbe } from './probe.ts';

/** The key works and has its scopes; the project is there and shows its flags to it. */
export function postHogChecks(options: PostHogOptions): readonly Check[] {
  const api = createPostHogApi(options, 5_000);
  const flags = z.object({ results: z.array(z.unknown()) });
  return [
    { what: 'the key and its scopes', ask: createPostHogProbe(options), isNeeded: true },
    {
      what: `project ${options.projectId}`,
      ask: async () => {
        await api.call('GET', '/feature_flags/?limit=1', null, flags);
      },
      isNeeded: true,
    },
  ];
}
