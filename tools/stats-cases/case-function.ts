import type { StatsRefusal } from '#stats/outcome.ts';

/** The `input` of one reference case, as read from JSON. */
export type CaseInput = Readonly<Record<string, unknown>>;

/** What a case can expect of one field; numbers may be infinite, null means "not defined". */
export type CaseValue = number | boolean | string | null | undefined | readonly CaseValue[];

/** The answer in the reference's own field names, or the reason of a refusal. */
export type CaseOutput = Readonly<Record<string, CaseValue>> | { readonly error: string };

/** Reads a case's input, asks the engine, and names the answer as the reference cases do. */
export type CaseFunction = (input: CaseInput) => CaseOutput;

/** One topic's functions by the `fn` of the cases. */
export type CaseFunctions = Readonly<Record<string, CaseFunction>>;

/** Names the fields of a result, or passes its refusal on as an error code. */
export function answered<Result extends { readonly kind: 'ok' }>(
  result: Result | StatsRefusal,
  fields: (result: Result) => Readonly<Record<string, CaseValue>>,
): CaseOutput {
  return result.kind === 'refused' ? { error: result.reason } : fields(result);
}
