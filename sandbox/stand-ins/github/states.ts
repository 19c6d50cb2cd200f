import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { CLOSED, type ClosedState } from './closed-states.ts';

/** A rule of a ruleset that is active for every branch but the default one. */
export type BranchRule =
  | { readonly type: 'creation' | 'update' | 'required_signatures' }
  | {
      readonly type: 'branch_name_pattern';
      readonly parameters: { readonly operator: 'starts_with'; readonly pattern: string };
    };

/** What an owner can make of the repository. */
export interface GitHubStates {
  /** The repository refuses as GitHub does in this state from now on. */
  become(state: ClosedState | 'open'): void;
  /** Rules of the repository from now on; `bypass`: whether the bot may bypass them. */
  setRules(rules: readonly BranchRule[], bypass?: boolean): void;
  /** Gives the repository another `owner/name`; the old one leads to it. */
  rename(repository: string): void;
}

/** What stands between a request and the emulator. */
export interface States extends GitHubStates {
  /** The answer of a state to a request; null if it passes. */
  intercept(request: WireRequest): WireAnswer | null;
  /** `owner/name` now. */
  name(): string;
  /** The request as the emulator knows it, and its answer as the sender does. */
  toEmulator(request: WireRequest): WireRequest;
  fromEmulator(answer: WireAnswer): WireAnswer;
}

const READS = new Set(['GET', 'HEAD']);

/** An open repository without rules. */
export function createStates(original: string): States {
  let state: ClosedState | 'open' = 'open';
  let rules: readonly BranchRule[] = [];
  let mayBypass = false;
  let name = original;
  return {
    become: (next) => {
      state = next;
    },
    setRules: (next, bypass = false) => {
      [rules, mayBypass] = [next, bypass];
    },
    rename: (repository) => {
      name = repository;
    },
    intercept: (request) => {
      if (name !== original && request.path.startsWith(`/repos/${original}`)) {
        const location = request.path.replace(original, name);
        const query = request.query.size === 0 ? '' : `?${request.query.toString()}`;
        return {
          status: READS.has(request.method) ? 301 : 307,
          headers: { location: `${location}${query}` },
          body: '{}',
        };
      }
      const closed = state === 'open' ? null : CLOSED[state];
      if (closed !== null && (closed.reads || !READS.has(request.method)))
        return { ...closed, body: JSON.stringify(closed.body) };
      return answerOfRules(request, rules, mayBypass);
    },
    name: () => name,
    toEmulator: (request) => {
      if (name === original) return request;
      const query = new URLSearchParams(request.query);
      const [owner = ''] = original.split('/');
      const [given, branch] = (query.get('head') ?? '').split(':');
      if (given === name.split('/')[0] && branch !== undefined) query.set('head', `${owner}:${branch}`);
      return { ...request, query, path: request.path.replace(`/repos/${name}`, `/repos/${original}`) };
    },
    fromEmulator: (answer) => {
      const text = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8');
      const renamed =
        name === original ? text : text.replaceAll(`"full_name":"${original}"`, `"full_name":"${name}"`);
      const archived =
        state === 'archived' ? renamed.replaceAll('"archived":false', '"archived":true') : renamed;
      return archived === text ? answer : { ...answer, body: archived };
    },
  };
}

function answerOfRules(
  { method, path, body, headers }: WireRequest,
  rules: readonly BranchRule[],
  mayBypass: boolean,
): WireAnswer | null {
  if (/\/rules\/branches\//.test(path)) {
    const active = rules.map((rule) => ({ ...rule, ruleset_id: 1, ruleset_source_type: 'Repository' }));
    return { status: 200, body: JSON.stringify(active) };
  }
  if (/\/rulesets\/1$/.test(path))
    return {
      status: 200,
      body: JSON.stringify({ id: 1, current_user_can_bypass: mayBypass ? 'always' : 'never' }),
    };
  if (mayBypass || !/\/git\/refs/.test(path) || READS.has(method)) return null;
  const branch =
    method === 'POST' ? String(JSON.parse(body.toString('utf8')).ref).replace('refs/heads/', '') : null;
  // GitHub signs what an App commits.
  const isSigned = /\bghs_/.test(headers['authorization'] ?? '');
  const broken = rules
    .filter(({ type }) => type !== 'required_signatures' || !isSigned)
    .flatMap((rule) => violation(rule, branch));
  if (broken.length === 0) return null;
  const message = `Repository rule violations found\n\n${broken.join('\n\n')}\n\n`;
  return {
    status: 422,
    body: JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest', status: '422' }),
  };
}

/** What GitHub says of a rule that a push breaks; `branch` is its name if it is new. */
function violation(rule: BranchRule, branch: string | null): readonly string[] {
  switch (rule.type) {
    case 'creation':
      return branch === null ? [] : ['Cannot create ref due to creations being restricted.'];
    case 'update':
      return branch === null ? ['Cannot update this protected ref.'] : [];
    case 'required_signatures':
      return ['Commits must have verified signatures.'];
    case 'branch_name_pattern':
      return branch === null || branch.startsWith(rule.parameters.pattern)
        ? []
        : [`Branch name must start with a matching pattern: ${rule.parameters.pattern}`];
  }
}
