import { z } from 'zod';
import type { Remark, RemarkAnswer } from '#ports/code-review.ts';
import type { GitHubClient } from './client.ts';
import { everyPage } from './every-page.ts';
import { split } from './split.ts';

type Where = { readonly owner: string; readonly repo: string };
/** A pull request, as GitHub's routes want it. */
type At = Where & { readonly pull_number: number };

const userSchema = z.object({ login: z.string(), type: z.string().nullish() }).nullable();

const commentSchema = z.object({
  id: z.number().int(),
  in_reply_to_id: z.number().int().nullish(),
  user: userSchema,
  body: z.string(),
  html_url: z.string(),
  path: z.string(),
  line: z.number().int().nullish(),
  created_at: z.string(),
});
type Comment = z.infer<typeof commentSchema>;

const reviewSchema = z.object({
  id: z.number().int(),
  user: userSchema,
  body: z.string().nullish(),
  state: z.string(),
  html_url: z.string(),
  submitted_at: z.string().nullish(),
});

const answerSchema = z.object({ body: z.string().nullish() });
const COMMENTS = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';

/**
 * What people wrote at the lines of a pull request, and the words of reviews that ask for changes, oldest first. Apps and `self`, the
 * login of the bot's token, are no people.
 */
export async function readRemarks(
  client: GitHubClient,
  where: Where,
  number: number,
  self: string | null,
): Promise<readonly Remark[]> {
  const at = { ...where, pull_number: number };
  const comments = await commentsOf(client, at);
  const reviews = await everyPage(client, 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', at, {
    schema: z.array(reviewSchema),
    itemsOf: (page) => page,
  });
  const asking = reviews.filter(({ state, body }) => state === 'CHANGES_REQUESTED' && (body ?? '') !== '');
  const found = [
    ...comments.map(({ id, user, body, html_url, path, line, created_at }) => ({
      ...{ id: `comment:${id}`, user, text: body, url: html_url, path, line: line ?? null },
      at: Date.parse(created_at),
    })),
    ...asking.map(({ id, user, body, html_url, submitted_at }) => ({
      ...{ id: `review:${id}`, user, text: body ?? '', url: html_url, path: null, line: null },
      at: Date.parse(submitted_at ?? ''),
    })),
  ];
  return found
    .flatMap(({ user, ...remark }) =>
      user === null || user.type === 'Bot' || user.login === self ? [] : [{ ...remark, author: user.login }],
    )
    .sort((one, other) => one.at - other.at);
}

/** Answers a remark, unless an answer with this marker is there: in the comment's thread, or below the pull request for a review. */
export async function writeAnswer(client: GitHubClient, answer: RemarkAnswer): Promise<void> {
  const at = { ...split(answer.repository), pull_number: answer.number };
  const hidden = `<!-- answer: ${answer.marker} -->`;
  const body = `${answer.text}\n\n${hidden}`;
  const [kind, id] = answer.remark.split(':');
  if (kind === 'comment') {
    const comments = await commentsOf(client, at);
    if (comments.some((comment) => comment.body.includes(hidden))) return;
    const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies';
    // GitHub takes replies to the first comment of a thread alone.
    const top = comments.find((comment) => comment.id === Number(id))?.in_reply_to_id ?? Number(id);
    await client.call(route, { ...at, comment_id: top, body }, answerSchema);
    return;
  }
  const { pull_number, ...where } = at;
  const below = { ...where, issue_number: pull_number };
  const list = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const written = await everyPage(client, list, below, {
    schema: z.array(answerSchema),
    itemsOf: (page) => page,
  });
  if (written.some((comment) => comment.body?.includes(hidden) === true)) return;
  await client.call(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { ...below, body },
    answerSchema,
  );
}

function commentsOf(client: GitHubClient, at: At): Promise<readonly Comment[]> {
  return everyPage(client, COMMENTS, at, { schema: z.array(commentSchema), itemsOf: (page) => page });
}
