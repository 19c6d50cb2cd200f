import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { PostHogApi } from './api.ts';

const userSchema = z.object({
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish(),
});
const logSchema = z.object({ results: z.array(z.looseObject({ user: userSchema.nullish() })) });

/**
 * Name of the person who changed a flag last, by PostHog's activity log; null if the log names none, or if the key may not read
 * it (scope activity_log:read): who it was is good to know and never worth a failure.
 */
export async function changedBy(api: PostHogApi, id: number): Promise<string | null> {
  try {
    const log = await api.call('GET', `/feature_flags/${id}/activity/`, null, logSchema);
    const user = log.results[0]?.user;
    const name = [user?.first_name, user?.last_name].filter(Boolean).join(' ');
    return name || (user?.email ?? null);
  } catch (thrown) {
    if (thrown instanceof AppError) return null;
    throw thrown;
  }
}
