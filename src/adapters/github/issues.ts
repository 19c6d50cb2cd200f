import { z } from 'zod';
import type { Issue, IssueDraft } from '#ports/code-host.ts';
import type { GitHubClient } from './client.ts';
import { repositoryMissing } from './errors.ts';
import { split } from './split.ts';

/** GitHub's largest page. */
const PAGE = 100;

const issueSchema = z.object({
  number: z.number().int(),
  html_url: z.string(),
  body: z.string().nullish(),
});

/** Opens the issue of a draft, unless one with its label holds its marker: then that one. */
export async function openIssue(client: GitHubClient, draft: IssueDraft): Promise<Issue> {
  const found = await findIssue(client, draft);
  if (found !== null) return found;
  const { title, label } = draft;
  const body = `${draft.body}\n\n${hidden(draft)}\n`;
  // GitHub makes a label that is new, and needs the permission for it that pull requests need too.
  const fields = { ...split(draft.repository), title, body, labels: [label] };
  return toIssue(await client.call('POST /repos/{owner}/{repo}/issues', fields, issueSchema));
}

/** Newest first: what is tried again was opened a short time ago. */
async function findIssue(client: GitHubClient, draft: IssueDraft): Promise<Issue | null> {
  const where = { ...split(draft.repository), labels: draft.label, state: 'all', per_page: PAGE };
  for (let page = 1; ; page += 1) {
    const route = 'GET /repos/{owner}/{repo}/issues';
    const listed = await client.find(route, { ...where, page }, z.array(issueSchema));
    if (listed === null) throw repositoryMissing(draft.repository);
    const found = listed.find(({ body }) => body?.includes(hidden(draft)));
    if (found !== undefined) return toIssue(found);
    if (listed.length < PAGE) return null;
  }
}

function hidden({ marker }: IssueDraft): string {
  return `<!-- experiment-co-pilot: ${marker} -->`;
}

function toIssue({ number, html_url: url }: z.infer<typeof issueSchema>): Issue {
  return { number, url };
}
