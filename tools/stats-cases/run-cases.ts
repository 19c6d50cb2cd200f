import type { CaseFunctions } from './case-function.ts';
import { compare } from './compare.ts';
import type { ReferenceCase } from './read-cases.ts';
import { trackInput } from './tracked-input.ts';

/** How many cases passed, and a line for each that did not. */
export type Tally = { readonly passed: number; readonly failures: readonly string[] };

/** Runs the cases; an unknown `fn` and a throw are failures like a wrong number. */
export function runCases(cases: readonly ReferenceCase[], functions: CaseFunctions): Tally {
  const failures = cases.flatMap((entry) => {
    const problems = problemsOf(entry, functions);
    return problems.length === 0 ? [] : [`${entry.file} ${entry.id} ${entry.fn}: ${problems.join('; ')}`];
  });
  return { passed: cases.length - failures.length, failures };
}

function problemsOf(
  { fn, input, expected, tol }: ReferenceCase,
  functions: CaseFunctions,
): readonly string[] {
  const run = Object.hasOwn(functions, fn) ? functions[fn] : undefined;
  if (run === undefined) return ['unknown function'];
  try {
    const tracked = trackInput(input);
    const problems = compare(fn, expected, run(tracked.input), tol);
    return [...problems, ...tracked.unread().map((path) => `${path}: the runner does not read this input`)];
  } catch (fault) {
    return [`threw ${fault instanceof Error ? fault.message : String(fault)}`];
  }
}
