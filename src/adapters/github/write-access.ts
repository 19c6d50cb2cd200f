import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { ownValue } from '#shared/own-value.ts';
import type { GitHubClient } from './client.ts';
import { repositoryMissing } from './errors.ts';
import { gitHubFault } from './fault-kinds.ts';

type Where = { readonly owner: string; readonly repo: string };

/** What GitHub says of a repository and of the bot's rights there; some servers leave the rights out. */
export const repositoryRightsSchema = z.object({
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  permissions: z.object({ push: z.boolean() }).nullish(),
});

const ruleSchema = z.object({
  type: z.string(),
  ruleset_id: z.number().nullish(),
  parameters: z
    .object({ operator: z.string(), pattern: z.string(), negate: z.boolean().nullish() })
    .partial()
    .nullish(),
});
type Rule = z.output<typeof ruleSchema>;

/**
 * Throws the fault with which a push of this branch would end, as far as GitHub tells beforehand: rights, an archived or disabled
 * repository, and rules for the branch that the bot may not bypass. `signs`: whether its commits are signed.
 */
export async function checkWriteAccess(
  client: GitHubClient,
  where: Where,
  branch: string,
  signs: boolean,
): Promise<void> {
  const repository = `${where.owner}/${where.repo}`;
  const found = await client.find('GET /repos/{owner}/{repo}', where, repositoryRightsSchema);
  if (found === null) throw repositoryMissing(repository);
  const fault = rightsFault(found, repository);
  if (fault !== null) throw fault;
  const route = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
  // Servers before rulesets do not have this page.
  const rules = (await client.find(route, { ...where, branch }, z.array(ruleSchema))) ?? [];
  for (const rule of rules) {
    const problem = ruleProblem(rule, branch, signs);
    if (problem !== null && !(await mayBypass(client, where, rule))) throw problem;
  }
}

/** Why the bot cannot write to a repository; null if nothing that GitHub says of it speaks against it. */
export function rightsFault(
  { archived, disabled, permissions }: z.output<typeof repositoryRightsSchema>,
  repository: string,
): AppError | null {
  if (archived === true) {
    const message = `${repository} is archived on GitHub, so the bot cannot change it. Unarchive it, or choose another repository`;
    return gitHubFault('repository-archived', message);
  }
  if (disabled === true) {
    const message = `${repository} is disabled on GitHub, so the bot cannot change it. Its owner has to settle that with GitHub first`;
    return gitHubFault('repository-disabled', message);
  }
  if (permissions?.push !== false) return null;
  const message = `The bot may read ${repository}, but not write to it. Give its token or its GitHub App Contents and Pull requests read and write on this repository`;
  return gitHubFault('forbidden', message);
}

function ruleProblem({ type, parameters }: Rule, branch: string, signs: boolean): AppError | null {
  if (type === 'required_signatures' && !signs) {
    const message =
      'The repository takes signed commits only. Let the bot act as a GitHub App (GITHUB_APP_ID), whose commits GitHub signs, or exempt it from the rule';
    return gitHubFault('signature-required', message);
  }
  const rule =
    type === 'creation'
      ? 'forbids new branches of this name'
      : type === 'branch_name_pattern' && !fits(parameters ?? {}, branch)
        ? 'asks for another name'
        : null;
  if (rule === null) return null;
  const message = `A rule of the repository ${rule}: ${branch}. Let the bot bypass the rule, or limit it to other branches`;
  return gitHubFault('rule-violation', message);
}

/** Whether a name fits a pattern of a rule; one that cannot be read here is left to GitHub. */
function fits({ operator, pattern = '', negate }: NonNullable<Rule['parameters']>, name: string): boolean {
  const tests: Readonly<Record<string, () => boolean>> = {
    starts_with: () => name.startsWith(pattern),
    ends_with: () => name.endsWith(pattern),
    contains: () => name.includes(pattern),
  };
  const test = ownValue(tests, operator ?? '');
  return test === undefined || test() !== (negate === true);
}

async function mayBypass(client: GitHubClient, where: Where, { ruleset_id: id }: Rule): Promise<boolean> {
  if (id == null) return false;
  const route = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}';
  const schema = z.object({ current_user_can_bypass: z.string().nullish() });
  const found = await client.find(route, { ...where, ruleset_id: id }, schema);
  return found?.current_user_can_bypass === 'always';
}
