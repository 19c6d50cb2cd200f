import { z } from 'zod';
import type { CheckOfCommit } from '#ports/code-review.ts';
import { ownValue } from '#shared/own-value.ts';
import type { GitHubClient } from './client.ts';
import { everyPage } from './every-page.ts';

type Where = { readonly owner: string; readonly repo: string };
type Outcome = CheckOfCommit['outcome'];

const runSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  html_url: z.string().nullish(),
  details_url: z.string().nullish(),
});
const runsSchema = z.object({ check_runs: z.array(runSchema) });

const statusSchema = z.object({
  context: z.string(),
  state: z.string(),
  target_url: z.string().nullish(),
});
const statusesSchema = z.object({ statuses: z.array(statusSchema) });

/** What a finished check run says. A conclusion that is not known here waits for a person. */
const CONCLUSIONS: Readonly<Record<string, Outcome>> = {
  success: 'passed',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  neutral: 'skipped',
  skipped: 'skipped',
};

const STATES: Readonly<Record<string, Outcome>> = {
  success: 'passed',
  failure: 'failed',
  error: 'failed',
  pending: 'running',
};

/** GitHub Actions' page of a job, which holds the job's number. */
const JOB_PAGE = /\/actions\/runs\/\d+\/job\/(\d+)/;

/**
 * Check runs and commit statuses of a commit, the newest of each name. GitHub keeps the two apart: Actions and apps write the first,
 * older services the second.
 */
export async function readChecks(
  client: GitHubClient,
  where: Where,
  commit: string,
): Promise<readonly CheckOfCommit[]> {
  const at = { ...where, ref: commit };
  const runs = await everyPage(client, 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs', at, {
    schema: runsSchema,
    itemsOf: ({ check_runs }) => check_runs,
  });
  const statuses = await everyPage(client, 'GET /repos/{owner}/{repo}/commits/{ref}/status', at, {
    schema: statusesSchema,
    itemsOf: (found) => found.statuses,
  });
  return [...runs.map(fromRun), ...statuses.map(fromStatus)];
}

function fromRun({ id, name, status, conclusion, html_url, details_url }: z.infer<typeof runSchema>) {
  const isOver = status === 'completed';
  const job = JOB_PAGE.exec(details_url ?? '')?.[1];
  return {
    name,
    outcome: isOver ? (ownValue(CONCLUSIONS, conclusion ?? '') ?? 'stopped') : 'running',
    url: details_url ?? html_url ?? null,
    log: job === undefined ? `${id}` : `${id}/${job}`,
  } satisfies CheckOfCommit;
}

function fromStatus({ context, state, target_url }: z.infer<typeof statusSchema>) {
  return {
    ...{ name: context, outcome: ownValue(STATES, state) ?? 'stopped' },
    ...{ url: target_url ?? null, log: null },
  } satisfies CheckOfCommit;
}
