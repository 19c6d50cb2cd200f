import type { z } from 'zod';
import type { GitHubClient } from './client.ts';

const PER_PAGE = 100;
/** No pull request that people read has more than a thousand of anything. */
const MOST_PAGES = 10;

/** How the items of one page are read. */
interface Page<Answer, Item> {
  readonly schema: z.ZodType<Answer>;
  readonly itemsOf: (answer: Answer) => readonly Item[];
}

/** All items of a list, over its pages; the first thousand if there are more. */
export async function everyPage<Answer, Item>(
  client: GitHubClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  { schema, itemsOf }: Page<Answer, Item>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.call(route, { ...parameters, per_page: PER_PAGE, page }, schema);
    const items = itemsOf(answer);
    found.push(...items);
    if (items.length < PER_PAGE) break;
  }
  return found;
}
