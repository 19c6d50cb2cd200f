import { Octokit } from '@octokit/rest';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';

/** A check as a person or a service brings it about. */
export interface SandboxCheck {
  readonly name: string;
  readonly commit: string;
  /** GitHub's conclusion, `success` or `failure` for instance; null while it runs. */
  readonly conclusion: string | null;
  /** What its job printed, as Actions keeps it; no job if it is left out. */
  readonly log?: string;
}

/** Continuous integration in the sandbox: nothing runs, a test says how it went. */
export interface SandboxCi {
  /** Begins a check, or moves the one of this name on this commit on. */
  check(check: SandboxCheck): Promise<void>;
  /** Writes a commit status, as older services do. */
  status(commit: string, context: string, state: 'pending' | 'success' | 'failure' | 'error'): void;
}

/** What the stand-in answers in place of the emulator; null if the emulator is to answer. */
export type Answering = (request: WireRequest) => Promise<WireAnswer | null> | WireAnswer | null;

interface CiOptions {
  readonly url: string;
  readonly repository: string;
  /** A token that may write checks. */
  readonly token: string;
}

const LOGS = /^\/repos\/[^/]+\/[^/]+\/actions\/jobs\/(\d+)\/logs$/;
const KEPT_LOG = /^\/kept-logs\/(\d+)$/;
const RUNS = /^\/repos\/[^/]+\/[^/]+\/commits\/([^/]+)\/check-runs$/;
const ANNOTATIONS = /^\/repos\/[^/]+\/[^/]+\/check-runs\/(\d+)\/annotations$/;
const STATUS = /^\/repos\/[^/]+\/[^/]+\/commits\/([^/]+)\/status$/;

/** Checks by the emulator, which has neither logs of jobs nor commit statuses, so those are kept here. */
export function createCi({ url, repository, token }: CiOptions): {
  readonly people: SandboxCi;
  readonly answer: Answering;
  readonly isKeptLog: (path: string) => boolean;
} {
  const [owner = '', repo = ''] = repository.split('/');
  const where = { owner, repo };
  const octokit = new Octokit({ baseUrl: url, auth: token });
  const runs = new Map<string, number>();
  const logs = new Map<number, string>();
  const statuses = new Map<string, Map<string, string>>();
  const people: SandboxCi = {
    async check({ name, commit, conclusion, log }) {
      const known = runs.get(`${commit} ${name}`);
      const id = known ?? (await begin(name, commit));
      runs.set(`${commit} ${name}`, id);
      if (log !== undefined) logs.set(id, log);
      const job = `https://github.com/${repository}/actions/runs/1/job/${id}`;
      const state =
        conclusion === null
          ? { status: 'in_progress' as const }
          : { status: 'completed' as const, conclusion: conclusion as 'success' };
      await octokit.checks.update({
        ...{ ...where, check_run_id: id, ...state },
        ...(log === undefined ? {} : { details_url: job }),
      });
    },
    status(commit, context, state) {
      const ofCommit = statuses.get(commit) ?? new Map<string, string>();
      statuses.set(commit, ofCommit.set(context, state));
    },
  };
  const begin = async (name: string, commit: string) => {
    const made = await octokit.checks.create({ ...where, name, head_sha: commit, status: 'in_progress' });
    return made.data.id;
  };
  return {
    people,
    isKeptLog: (path) => KEPT_LOG.test(path),
    answer: async (request) => {
      const { path, method, query } = request;
      if (method !== 'GET') return null;
      const kept = KEPT_LOG.exec(path)?.[1];
      if (kept !== undefined) return keptLog(logs.get(Number(kept)));
      const job = LOGS.exec(path)?.[1];
      if (job !== undefined) {
        // GitHub sends to a signed address of its storage, good for a minute.
        return logs.has(Number(job))
          ? { status: 302, headers: { location: `/kept-logs/${job}` }, body: '' }
          : { status: 404, body: JSON.stringify({ message: 'Not Found' }) };
      }
      const ref = RUNS.exec(path)?.[1];
      if (ref !== undefined) {
        // The emulator gives all on every page.
        const { data } = await octokit.checks.listForRef({ ...where, ref });
        const page = pageOf(data.check_runs, query);
        return { status: 200, body: JSON.stringify({ total_count: data.total_count, check_runs: page }) };
      }
      const run = ANNOTATIONS.exec(path)?.[1];
      if (run !== undefined) {
        // The emulator puts them into an object, GitHub answers the list.
        const { data } = await octokit.checks.listAnnotations({ ...where, check_run_id: Number(run) });
        const list: unknown = Reflect.get(Object(data), 'check_annotations');
        return { status: 200, body: JSON.stringify(list) };
      }
      const commit = STATUS.exec(path)?.[1];
      return commit === undefined ? null : combined(commit, statuses.get(commit) ?? new Map(), query);
    },
  };
}

function keptLog(log: string | undefined): WireAnswer {
  const type = { 'content-type': 'text/plain' };
  if (log === undefined) return { status: 404, headers: type, body: 'BlobNotFound' };
  return { status: 200, headers: type, body: log };
}

/** 30 a page if the request does not say, 100 at most. */
function pageOf<Item>(items: readonly Item[], query: URLSearchParams): readonly Item[] {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const start = (Number(query.get('page') ?? 1) - 1) * size;
  return items.slice(start, start + size);
}

function combined(sha: string, statuses: ReadonlyMap<string, string>, query: URLSearchParams): WireAnswer {
  const all = [...statuses].map(([context, state]) => ({
    ...{ context, state, description: null, target_url: `https://ci.example/${context}` },
  }));
  const has = (...wanted: readonly string[]) => all.some(({ state }) => wanted.includes(state));
  // Without a status, GitHub says "pending".
  const state = has('failure', 'error')
    ? 'failure'
    : has('pending') || all.length === 0
      ? 'pending'
      : 'success';
  const said = { sha, state, total_count: all.length, statuses: pageOf(all, query) };
  return { status: 200, body: JSON.stringify(said) };
}
