import { percentDecoded } from '#shared/percent-decoded.ts';
import type { ApiHead } from './api-request.ts';
import type { Operation } from './operation.ts';
import { type Problem, problem } from './problem.ts';

/** Below this path lies everything. */
export const ROOT = '/api/v1';

/** An operation and the named parts of the path, decoded. */
export interface FoundOperation {
  readonly operation: Operation;
  readonly parts: Readonly<Record<string, string>>;
}

/** Finds what a request asks for. HEAD asks for what GET does. The path is compared as it was sent. */
export function findOperation(
  operations: readonly Operation[],
  { method, path }: Pick<ApiHead, 'method' | 'path'>,
): FoundOperation | Problem {
  const asked = method === 'HEAD' ? 'GET' : method;
  const fits = operations.flatMap((operation) => {
    const parts = partsOf(operation.path, path);
    return parts === null ? [] : [{ operation, parts }];
  });
  if (fits.length === 0)
    return problem(404, `There is no ${path.slice(0, 100)}. ${ROOT}/openapi.json lists what there is.`);
  const found = fits.find(({ operation }) => operation.method === asked);
  if (found !== undefined) return found;
  const methods = fits.map(({ operation }) => operation.method);
  const allow = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : [])])].join(', ');
  return problem(405, `This address takes ${allow}.`, { headers: { allow } });
}

function partsOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  if (!path.startsWith(`${ROOT}/`)) return null;
  const wanted = pattern.split('/').slice(1);
  const given = path.slice(ROOT.length).split('/').slice(1);
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const [, name] = /^\{(\w+)\}$/.exec(want) ?? [];
    const part = percentDecoded(given[index] ?? '');
    if (part === null || part === '') return null;
    if (name === undefined && want !== given[index]) return null;
    if (name !== undefined) parts[name] = part;
  }
  return parts;
}
