import type { Sandbox } from '#sandbox/start-sandbox.ts';

/** Marks a draft as ready for review and merges it, as a person does on GitHub. Throws if GitHub refuses. */
export async function mergePullRequest(
  { github }: Pick<Sandbox, 'github'>,
  number: number,
  person: string,
): Promise<void> {
  const answer = await fetch(`${github.url}/repos/${github.repository}/pulls/${number}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${github.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ draft: false }),
  });
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to marking #${number} as ready`);
  await github.merge(number, person);
}
