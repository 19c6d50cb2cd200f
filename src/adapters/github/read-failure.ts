import { z } from 'zod';
import type { CheckOfCommit } from '#ports/code-review.ts';
import { toAppError } from '#shared/errors.ts';
import type { GitHubClient } from './client.ts';
import { failingPart } from './failing-part.ts';

type Where = { readonly owner: string; readonly repo: string };

const outputSchema = z.object({
  output: z.object({
    title: z.string().nullish(),
    summary: z.string().nullish(),
    text: z.string().nullish(),
  }),
});

const annotationsSchema = z.array(
  z.object({
    path: z.string(),
    start_line: z.number().nullish(),
    annotation_level: z.string().nullish(),
    message: z.string().nullish(),
  }),
);

/**
 * What tells of a check's failure: the log of its job on Actions, else what the check itself wrote. Null if neither can be read; a
 * fault that waiting mends is thrown.
 */
export async function readFailure(
  client: GitHubClient,
  where: Where,
  { log }: CheckOfCommit,
): Promise<string | null> {
  if (log === null) return null;
  const [run, job] = log.split('/');
  const ofJob = job === undefined ? null : await ifReadable(() => readLog(client, where, job));
  return ofJob ?? (await ifReadable(() => readOutput(client, where, Number(run))));
}

/** Answers null for a log that is gone, too large, or closed to the token. */
async function ifReadable(read: () => Promise<string>): Promise<string | null> {
  try {
    const text = failingPart(await read());
    return text === '' ? null : text;
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (fault.retryable) throw fault;
    return null;
  }
}

/** GitHub answers with a redirect to the text, which `fetch` follows. */
function readLog(client: GitHubClient, where: Where, job: string): Promise<string> {
  const route = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs';
  return client.call(route, { ...where, job_id: Number(job) }, z.string());
}

async function readOutput(client: GitHubClient, where: Where, run: number): Promise<string> {
  const at = { ...where, check_run_id: run };
  const { output } = await client.call(
    'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
    at,
    outputSchema,
  );
  const annotations = await client.call(
    'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
    { ...at, per_page: 50 },
    annotationsSchema,
  );
  const marked = annotations.map(
    ({ path, start_line, message }) => `${path}:${start_line ?? ''} ${message ?? ''}`,
  );
  return [output.title, output.summary, output.text, ...marked].filter((part) => part != null).join('\n');
}
