import { z } from 'zod';
import type { Issue, IssueDraft, MarkedIssue } from '#ports/code-host.ts';
import type { GitHubClient } from './client.ts';
import { repositoryMissing } from './errors.ts';
import { split } from './split.ts';

/** GitHub's largest page. */
const PAGE = 100;

/** What `hidden` writes. */
const MARKER = /<!-- experiment-co-pilot: ([A-Za-z0-9.-]+) -->/;

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

/** The open issues of a label that hold a marker of the bot, newest first. */
export async function listOpenIssues(
  client: GitHubClient,
  repository: string,
  label: string,
): Promise<readonly MarkedIssue[]> {
  const fields = { ...split(repository), labels: label, state: 'open', per_page: PAGE };
  const listed = await client.find('GET /repos/{owner}/{repo}/issues', fields, z.array(issueSchema));
  if (listed === null) throw repositoryMissing(repository);
  return listed.flatMap(({ number, body }) => {
    const marker = MARKER.exec(body ?? '')?.[1];
    return marker === undefined ? [] : [{ number, marker }];
  });
}

/** Closes an issue as done. */
export async function closeIssue(client: GitHubClient, repository: string, number: number): Promise<void> {
  const fields = { ...split(repository), issue_number: number, state: 'closed', state_reason: 'completed' };
  await client.call('PATCH /repos/{owner}/{repo}/issues/{issue_number}', fields, issueSchema);
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
