import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { json, problem } from './answers.ts';
import { definitionScope } from './definition-routes.ts';

export const PROJECT = '4242';
export const PERSONAL_KEY = 'phx_sandbox';
export const TOKEN = 'phc_sandbox';
/** A key may read itself with any scopes. */
export const OWN_KEY = '/api/personal_api_keys/@current/';
/** What the bot needs, and what it uses if it may. */
export const SCOPES = [
  'feature_flag:read',
  'feature_flag:write',
  'query:read',
  'annotation:write',
  'experiment:write',
  'activity_log:read',
  'action:read',
  'experiment_saved_metric:read',
];

/** What PostHog tells a key of itself. */
export function describeKey({ method }: WireRequest, scopes: readonly string[]): WireAnswer {
  if (method !== 'GET')
    return problem(403, 'permission_denied', 'This action does not support Personal API Key access');
  const organizations: readonly string[] = [];
  return json(200, {
    id: 'key',
    label: 'bot',
    scopes,
    scoped_teams: [],
    scoped_organizations: organizations,
  });
}

/** Key, project and scope, in the order in which PostHog looks at them. */
export function refuseAccess(request: WireRequest, scopes: readonly string[]): WireAnswer | null {
  if (request.headers['authorization'] !== `Bearer ${PERSONAL_KEY}`) {
    return problem(
      401,
      'authentication_failed',
      'Personal API key found in request Authorization header is invalid.',
    );
  }
  if (request.path === OWN_KEY) return null;
  if (!request.path.startsWith(`/api/projects/${PROJECT}/`))
    return problem(404, 'not_found', 'Project not found.');
  const area = scopeOf(request);
  if (scopes.includes(area)) return null;
  return problem(403, 'permission_denied', `API key missing required scope '${area}'`);
}

/** The scope that a request needs. */
function scopeOf({ method, path }: WireRequest): string {
  const act = method === 'GET' ? 'read' : 'write';
  if (path.includes('/query/')) return 'query:read';
  if (path.endsWith('/activity/')) return 'activity_log:read';
  const defined = definitionScope(path.slice(`/api/projects/${PROJECT}`.length));
  if (defined !== null) return defined;
  if (method === 'POST' && path.endsWith('/experiments/')) return 'experiment:write';
  return path.endsWith('/annotations/') ? `annotation:${act}` : `feature_flag:${act}`;
}
