import { checkEdits, type EditsToCheck } from '#agents/check-edits.ts';
import { isTestPath } from '#agents/check-paths.ts';
import { flagUses, mentions, namesVariant } from '#agents/flag-use.ts';
import { resultingFiles } from '#agents/resulting-files.ts';
import { controlOf, type Plan } from '#domain/plan.ts';
import type { SourceFile } from '#ports/code-host.ts';

export interface ImplementationToCheck extends EditsToCheck {
  readonly plan: Plan;
  readonly testPaths: readonly string[];
}

const FALLBACK_WORDS = /fall_?-?back|default|otherwise|catch|except|rescue|\?\?|\|\||\belse\b/i;
const FAILURE_WORDS =
  /\b(?:fail|error|unreachable|unavailable|time(?:s|d)?[ -]?out|down|reject|throw|offline)/i;

/** The flag is read once, and the control is named as the value for a failing flag service. */
function readProblems(code: readonly SourceFile[], plan: Plan, control: string): readonly string[] {
  const uses = flagUses(
    code.map(({ content }) => content),
    plan.flagKey,
  );
  const [use] = uses;
  if (use === undefined)
    return [`code: the flag key "${plan.flagKey}" is not read anywhere as a string literal`];
  if (uses.length > 1) {
    return [
      `code: the flag key is used in ${uses.length} places; read the flag once, so that exposure is measured once`,
    ];
  }
  const safe = namesVariant(use.around, control) && FALLBACK_WORDS.test(use.around);
  return safe
    ? []
    : [`code: the code that reads the flag must name "${control}" as the default for a failing flag service`];
}

function testProblems(
  tests: readonly SourceFile[],
  testPaths: readonly string[],
  plan: Plan,
): readonly string[] {
  const wrong = testPaths.filter((path) => !isTestPath(path) || !tests.some((test) => test.path === path));
  const text = tests.map(({ content }) => content).join('\n');
  const untested = plan.variants.filter(({ key }) => !mentions(text, key));
  return [
    ...(testPaths.length === 0 ? ['testPaths: name the unit tests that you added or changed'] : []),
    ...wrong.map((path) => `testPaths: ${path} is not a unit test among your edits`),
    ...untested.map(({ key }) => `tests: no unit test names the variant "${key}"`),
    ...(mentions(text, plan.flagKey) ? [] : [`tests: no unit test names the flag key "${plan.flagKey}"`]),
    ...(FAILURE_WORDS.test(text) ? [] : ['tests: no unit test lets the flag service fail']),
  ];
}

/**
 * What is wrong with an implementation, in words that a model can act on; empty if nothing is. Beyond the rules for every
 * edit: the flag is read exactly once with the control as default, and tests name every variant and the failing flag service.
 */
export function checkImplementation(check: ImplementationToCheck): readonly string[] {
  const { plan, files, edits, testPaths } = check;
  const after = resultingFiles(files, edits);
  const edited = new Set(edits.map(({ path }) => path));
  const code = after.filter(({ path }) => !isTestPath(path));
  const tests = after.filter(({ path }) => isTestPath(path) && edited.has(path));
  const control = controlOf(plan)?.key ?? 'control';
  return [
    ...checkEdits(check),
    ...readProblems(code, plan, control),
    ...testProblems(tests, testPaths, plan),
  ];
}
