import type { z } from 'zod';
import { isDeeperThan } from '#shared/nesting.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { Operation } from './operation.ts';
import { type FieldProblem, fieldsWrong, type Problem, problem } from './problem.ts';

/** Levels of a body: schemas and all that comes after them call themselves once a level. */
const DEEPEST = 32;

/** The three parts of a request, checked. */
export interface ReadInput {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Checks the parts of a request by the schemas of its operation. What they do not name is refused by its name. */
export function readInput(
  { params, query, body }: Pick<Operation, 'params' | 'query' | 'body'>,
  given: {
    readonly parts: Readonly<Record<string, string>>;
    readonly search: string;
    readonly body: Buffer;
  },
): Result<ReadInput, Problem> {
  const fields = queryOf(given.search);
  if (fields.kind === 'refused') return fields;
  const path = params?.safeParse(given.parts);
  if (path?.success === false)
    return refused(
      problem(404, 'There is nothing at this address.', { errors: errorsOf('path', path.error) }),
    );
  const asked = query?.safeParse(fields.value);
  const unknown = query === null ? Object.keys(fields.value) : [];
  const errors = [
    ...unknown.map((name) => ({ path: `query.${name}`, message: 'There is no such parameter.' })),
    ...(asked?.success === false ? errorsOf('query', asked.error) : []),
  ];
  const json = body === null ? ok(null) : jsonOf(given.body);
  if (json.kind === 'refused') return json;
  const read = body?.safeParse(json.value);
  if (read?.success === false) errors.push(...errorsOf('body', read.error));
  if (errors.length > 0) return refused(fieldsWrong(errors));
  return ok({ path: path?.data ?? {}, query: asked?.data ?? {}, body: read?.data ?? null });
}

function queryOf(search: string): Result<Record<string, string>, Problem> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in fields) return refused(problem(422, `The parameter ${name.slice(0, 60)} is there twice.`));
    fields[name] = value;
  }
  return ok({ ...fields });
}

function jsonOf(body: Buffer): Result<unknown, Problem> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const json: unknown = JSON.parse(text);
    if (!isDeeperThan(json, DEEPEST)) return ok(json);
    const detail = `The body lies deeper than ${DEEPEST} levels of objects and lists. Take them apart: no field has more than a few.`;
    return refused(problem(400, detail));
  } catch {
    return refused(problem(400, 'The body is no JSON in UTF-8.'));
  }
}

/** What a schema found, by the place in this part of a request; empty if it is a row of its own. */
export function errorsOf(part: string, { issues }: Pick<z.ZodError, 'issues'>): FieldProblem[] {
  return issues.flatMap((issue) => {
    const place = [...(part === '' ? [] : [part]), ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: printed([...place, key]),
        message: 'There is no such field.',
      }));
    return [{ path: printed(place), message: issue.message }];
  });
}

function printed(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('')
    .slice(0, 200);
}
