import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { SandboxGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';

const Hooks = z.array(z.object({ id: z.number(), config: z.object({ url: z.string() }) }));

async function hooksOf(github: SandboxGitHub) {
  const { url, repository, token } = github;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/repos/${repository}/hooks`, { headers });
  return { headers, hooks: Hooks.parse(await answer.json()) };
}

/** Where the repository's webhooks go. */
export async function webhookOf(github: SandboxGitHub): Promise<string> {
  const { hooks } = await hooksOf(github);
  return hooks[0]?.config.url ?? '';
}

/** Takes all webhooks off the repository: the bot is where none can reach it. */
export async function forgetWebhooks(github: SandboxGitHub): Promise<void> {
  const { headers, hooks } = await hooksOf(github);
  for (const { id } of hooks) {
    const address = `${github.url}/repos/${github.repository}/hooks/${id}`;
    await fetch(address, { method: 'DELETE', headers });
  }
}

/** Tells the bot of a closed pull request; signed with `secret`, or not at all. Answers the status. */
export async function sendWebhook(
  address: string,
  told: {
    readonly number: number;
    readonly merged: boolean;
    readonly secret: string | null;
    readonly repository?: string;
  },
): Promise<number> {
  const { number, merged, secret, repository = 'acme/shop' } = told;
  const body = JSON.stringify({
    action: 'closed',
    number,
    pull_request: { number, merged, merged_by: { login: 'sam' } },
    repository: { full_name: repository },
  });
  const digest = secret === null ? null : createHmac('sha256', secret).update(body).digest('hex');
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      ...(digest === null ? {} : { 'x-hub-signature-256': `sha256=${digest}` }),
    },
    body,
  });
  return answer.status;
}
