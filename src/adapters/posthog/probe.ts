import { z } from 'zod';
import type { Probe } from '#ports/telemetry.ts';
import { createPostHogApi, type PostHogOptions } from './api.ts';
import { postHogFault } from './fault-kinds.ts';

/** What the bot cannot do without. */
export const SCOPES = ['feature_flag:read', 'feature_flag:write', 'query:read'] as const;

/** A key as PostHog describes it to itself. No scopes, or `*`, means all; no projects means all of them. */
const keySchema = z.object({
  scopes: z.array(z.string()).nullish(),
  scoped_teams: z.array(z.number()).nullish(),
});

/**
 * Asks PostHog about the key itself, which needs no scope and is not billed, unlike reading flags. Throws if the key does
 * not work there, lacks a scope, or may not use the project.
 */
export function createPostHogProbe(options: PostHogOptions): Probe {
  const api = createPostHogApi(options, 3_000);
  return async () => {
    const { scopes, scoped_teams } = await api.readApart('/personal_api_keys/@current/', keySchema);
    const lacking = SCOPES.filter((scope) => !isGranted(scopes ?? [], scope));
    if (lacking.length > 0)
      throw postHogFault(
        'forbidden',
        `The personal API key lacks ${lacking.join(', ')}. Add what is missing to the key in PostHog.`,
      );
    const projects = scoped_teams ?? [];
    if (projects.length > 0 && !projects.map(String).includes(options.projectId))
      throw postHogFault(
        'forbidden',
        `The personal API key may not use project ${options.projectId}. Add the project to the key in PostHog, or check POSTHOG_PROJECT_ID.`,
      );
  };
}

/** A scope to write includes the one to read. */
function isGranted(scopes: readonly string[], scope: string): boolean {
  return (
    scopes.length === 0 ||
    scopes.includes('*') ||
    scopes.includes(scope) ||
    scopes.includes(scope.replace(/:read$/, ':write'))
  );
}
