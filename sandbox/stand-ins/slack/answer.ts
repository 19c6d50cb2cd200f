import { defined, type Fields } from './fields.ts';
import type { Problem } from './lint/problem.ts';

/** What a Web API method answers: `ok` with fields, or an error code. */
export type Answer = Fields & { readonly ok: boolean };

/** A good answer; undefined fields are left out. */
export function good(fields: Fields = {}): Answer {
  return { ...defined(fields), ok: true };
}

/** A refusal with Slack's code. */
export function bad(error: string, fields: Fields = {}): Answer {
  return { ...fields, ok: false, error };
}

/** A refusal of blocks or views, with Slack's words for the place of each fault. */
export function badly(error: string, problems: readonly Problem[]): Answer {
  return bad(error, {
    errors: problems.map((one) => `${one.message} [json-pointer:${one.pointer}]`),
    response_metadata: {
      messages: problems.map((one) => `[ERROR] ${one.message} [json-pointer:${one.pointer}]`),
      rules: problems.map((one) => one.rule),
    },
  });
}
