import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { GitHubClient } from './client.ts';

/** GitHub's largest page; a text that stands in more files than these is not found completely. */
const PAGE = 100;
/** What GitHub answers if it does not search: a repository outside its index, or a token that may not. */
const NOT_SEARCHED: readonly string[] = ['github.refused', 'github.forbidden'];

const searchSchema = z.object({
  total_count: z.number(),
  incomplete_results: z.boolean(),
  items: z.array(z.object({ path: z.string() })),
});

/** Paths on the default branch whose files hold the text, by GitHub's code search; null if it cannot tell them all. */
export async function searchFiles(
  client: GitHubClient,
  repository: string,
  text: string,
): Promise<readonly string[] | null> {
  const q = `"${text.replaceAll('"', ' ')}" repo:${repository} in:file`;
  try {
    const found = await client.attempt('GET /search/code', { q, per_page: PAGE }, searchSchema);
    if (found === null || found.incomplete_results || found.total_count > found.items.length) return null;
    return found.items.map(({ path }) => path);
  } catch (thrown) {
    if (thrown instanceof AppError && NOT_SEARCHED.includes(thrown.code)) return null;
    throw thrown;
  }
}
