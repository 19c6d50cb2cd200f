import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { PostHogApi } from './api.ts';
import { unreadableAnswer } from './errors.ts';
import { flagSchema, type PostHogFlag } from './flag-filters.ts';

/** Only the flag that is looked for is read whole: a neighbour may have a shape of years ago. */
const pageSchema = z.object({
  next: z.string().nullish(),
  results: z.array(z.looseObject({ key: z.unknown() })),
});
const PAGE = 100;

/**
 * The flag with exactly this key; null if there is none. With its id it is that very flag or null: another one that has the key by
 * now is another team's. By its id it is one cheap request; a search is billed by PostHog.
 */
export async function findFlag(api: PostHogApi, key: string, id: number | null): Promise<PostHogFlag | null> {
  if (id === null) return byKey(api, key);
  const known = await byId(api, id);
  return known?.key === key && known.deleted !== true ? known : null;
}

/** The id of a flag from its address; null if the address holds none. */
export function flagIdOf(url: string | null | undefined): number | null {
  const id = /\/feature_flags\/(\d+)$/.exec(url ?? '')?.[1];
  return id === undefined ? null : Number(id);
}

async function byId(api: PostHogApi, id: number): Promise<PostHogFlag | null> {
  try {
    return await api.call('GET', `/feature_flags/${id}/`, null, flagSchema);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'posthog.not-found') return null;
    throw thrown;
  }
}

/** A PostHog that does not know the filter `key` answers all flags, page by page. */
async function byKey(api: PostHogApi, key: string): Promise<PostHogFlag | null> {
  for (let offset = 0; ; offset += PAGE) {
    const query = new URLSearchParams({ key, limit: String(PAGE), offset: String(offset) });
    const path = `/feature_flags/?${query.toString()}`;
    const page = await api.call('GET', path, null, pageSchema);
    const found = page.results.find((flag) => flag.key === key && flag['deleted'] !== true);
    if (found !== undefined) return readFlag(path, found);
    if (page.next == null || page.results.length === 0) return null;
  }
}

function readFlag(path: string, flag: unknown): PostHogFlag {
  const parsed = flagSchema.safeParse(flag);
  if (parsed.success) return parsed.data;
  throw unreadableAnswer(path, parsed.error);
}
