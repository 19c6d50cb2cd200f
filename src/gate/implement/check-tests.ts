import { testCasesOf } from '#code/test-cases.ts';
import { isForDevelopers } from '#code/test-paths.ts';
import type { Finding } from '#gate/change.ts';
import type { CodeBase } from '#gate/implement/code-base.ts';
import { isYesOrNo } from '#gate/implement/reader-default.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import { type TestEvidence, testEvidenceOf } from '#gate/implement/test-evidence.ts';
import { variantKeys } from '#gate/implement/variants.ts';

const FAILURE_NAME =
  /\b(?:fails?|failed|failing|failures?|errors?|errored|raises?|raised|throws?|threw|thrown|rejects?|rejected|unavailable|unreachable|unreached|offline|outage|time[sd]? ?outs?|timed out|timeout|down|broken|breaks|crash(?:es|ed)?|missing|malformed|garbage|invalid|corrupt|unreadable|unanswered|gone|silent|nothing (?:comes )?back|(?:gives?|gave|returns?|returned|knows?) nothing|not loaded|exceptions?|refused|disconnected|not (?:answer|respond|load|ready|reach|available|configured|be)\w*|no (?:answer|network|reply|response|connection|variant|variants|flag|flags|service|value|decision|assignment|client)|without (?:an? |the |any )?(?:\w+ )?(?:answer|network|reply|response|connection|variants?|flags?|services?|server|provider|client|decision|posthog|launch ?darkly|unleash|flipper|statsig|growth ?book|optimizely|split|config\w*|value|assignment|ready)|without (?:posthog|launch ?darkly|unleash|flipper|statsig|growth ?book|optimizely|split|eppo|flagsmith)|(?:cannot|could not|couldn t|can t|does not|doesn t|did not|is not|isn t|are not|aren t|never) (?:be )?(?:answer\w*|reach\w*|load\w*|respond\w*|read\w*|ready|fetch\w*|available|connected|initiali\w*)|null|nil|undefined|none|unanswered|fall ?s? ?back|fall back|default(?:s| variant| value)?|disabled|degraded|5\d\d)\b/i;
const ROW_NAME =
  /\b(?:no (?:answer|response|reply|network)|without an answer|unavailable|unreachable|service (?:is )?down|(?:service|provider|client) (?:fails|failed|throws|is offline)|timed? ?out)\b/i;
/** A table of tests with a row for an answer that is none. */
const BAD_ROWS =
  /\b(?:each|with|parametrize|TestCase|arguments)\b\s*[(:`][^;]*?[[(,]\s*(?:null|nil|None|undefined)\s*[,\])]/;
const FAILURE_CODE =
  /\bthrow\b|\braise\b|\brejects?\(|mockReject|Promise\.reject|side_effect\s*=|thenThrow|doThrow|willThrow|\.throws\(|Throws(?:Async|ForAnyArgs)?\(|ThrowsAsync|and_raise|\.raises\(|throwError|\bErr\(|\{:error\b|errors\.New\(|fmt\.Errorf\(|\bnew \w*(?:Error|Exception|Unavailable|Timeout)\b|\b\w+(?:Error|Exception)\(|\b\w*(?:Unavailable|Unreachable|Offline|Broken|Failing|Throwing|TimedOut|Timeout)\w*\b|enabled:\s*false|'disabled'|"disabled"|\bstatus\w*[:=(]\s*5\d\d|\b50[0-4]\b|networkError|abort\(|\.timeout\(/;
const NO_ANSWER =
  /(?:mock(?:Return|Resolved)\w*|returns?|thenReturn|and_return|returnValue|willReturn|Returns|ReturnsAsync|doReturn|return_value\s*=|stub\w*|answer\w*|\bwith\w*|flags?|variant|value|reply|result)\s*[:=(]?\s*\(?\s*(?:null|nil|None|undefined|void 0|Optional\.empty\(\)|std::nullopt)\b|=>\s*(?:null|undefined|nil)\b|->\s*(?:null|nil)\b|\{\s*(?:null|nil)\s*\}|\b(?!assert|expect|to|is|be|equal|refute)\w+\((?:[^()]*,\s*)?(?:null|nil|None|undefined)\s*\)|lambda[^:]*:\s*None\b|:\s*(?:nil|null|None),?\s*(?:\}|\)|$)|=>\s*fall_?back\b|=>\s*default\w*\b|getArgument\(|ArgAt<|mockReturn\w+\(\s*\)|\{\s*\}\s*as\b|:answer,\s*nil/im;

function withoutAssertions(text: string): string {
  return text
    .replace(/\b(?:t|tb|suite)\.(?:Error|Fatal|Errorf|Fatalf)\(/g, 'report(')
    .replace(
      /\.(?:toThrow\w*|toBeNull|toBeUndefined|toBe\((?:null|undefined)\)|toEqual\((?:null|undefined)\))/g,
      '.holds',
    )
    .replace(/\bassert\w*(?:[.:]+\w+)?[(\s]\s*(?:null|nil|None)\b/gi, 'holds')
    .replace(/\b(?:XCTAssertNil|assertNull|assert_nil|assertIsNone|assert_is_none)\b/g, 'holds');
}

function letsFail({ name, own, helpers, isNew }: TestEvidence): boolean {
  if (!isNew) return false;
  const body = withoutAssertions(own);
  const rows = [...own.matchAll(/(["'`])((?:(?!\1).){4,60})\1/g)].map(([, , text]) => text ?? '');
  if (rows.some((row) => ROW_NAME.test(row)) || BAD_ROWS.test(own)) return true;
  return (
    FAILURE_NAME.test(name) ||
    FAILURE_CODE.test(body) ||
    NO_ANSWER.test(body) ||
    /\b(?:raise|throw)\s+\w+|Promise\.reject\(/.test(withoutConditions(helpers))
  );
}

/** Fakes that fail only if they are told to are no evidence that a test tells them. */
function withoutConditions(text: string): string {
  return text.replace(/\b(?:if|unless|when)\b[^\n]*(?:\n[^\n]*){0,2}/g, '');
}

function mentions(text: string, key: string): boolean {
  const camel = key.replace(/[-_](\w)/g, (_all, letter: string) => letter.toUpperCase());
  const snake = key.replace(/[-\s]/g, '_');
  return [key, camel, snake].some((one) =>
    new RegExp(`(?<![\\p{L}\\p{N}-])${RegExp.escape(one)}(?![\\p{L}\\p{N}-])`, 'iu').test(text),
  );
}

function exercises(test: TestEvidence, key: string, base: CodeBase, yesOrNo: boolean): boolean {
  const { plan } = base.change;
  const keys = variantKeys(plan);
  const own = test.own.replaceAll(plan.flagKey, '');
  if (mentions(own, key)) return true;
  if (
    /\ballCases\b|\b\w*[Vv]ariants?\.(?:values|entries|all)\b|\b(?:ALL_)?VARIANTS\b|\b(?:all)?variants\.(?:each|forEach|map)/.test(
      own,
    )
  )
    return true;
  const other = keys.some((one) => one !== key && mentions(own, one));
  const treated = plan.treatments.length === 1 && key === plan.treatments[0];
  const literal = new RegExp(`\\b${treated ? 'true' : 'false'}\\b`, 'i');
  const named = treated ? /\b(?:on|enabled|open|active)\b/i : /\b(?:off|disabled|closed|inactive)\b/i;
  // A test that was there before says yes of another flag.
  const ofThis = !treated || test.isNew || `${test.own}${test.helpers}${test.setup}`.includes(plan.flagKey);
  const said = ofThis && (literal.test(own) || named.test(test.name));
  if (yesOrNo && plan.treatments.length === 1 && said) return true;
  if (other) return false;
  if (mentions(`${test.name} ${test.group}`, key)) return true;
  const prepared = `${own} ${test.setup}`;
  if (
    yesOrNo &&
    !/\b(?:true|false)\b/.test(own) &&
    new RegExp(`\\b${treated ? 'true' : 'false'}\\b`).test(prepared)
  )
    return true;
  const around = `${withoutSignatures(test.helpers)}\n${test.setup}`.replaceAll(plan.flagKey, '');
  return keys.filter((one) => mentions(around, one)).join() === key;
}

function withoutSignatures(text: string): string {
  return text.replace(/:\s*(?:['"][^'"\n]*['"]\s*\|\s*)+['"][^'"\n]*['"]/g, '');
}

/** Reasons against the tests of a change: none for a variant or for a failing flag service, or none that asserts. */
export async function checkTests(
  base: CodeBase,
  readings: readonly FlagReading[],
): Promise<readonly Finding[]> {
  const { change } = base;
  if (!change.hasTestRunner) return [];
  for (const path of change.testPaths) await base.load(path);
  const files = base.files.filter(
    (file) =>
      file.isTest ||
      change.testPaths.includes(file.path) ||
      (file.edited &&
        file.source !== null &&
        (isForDevelopers(file.path) || testCasesOf(file.source).length > 0)),
  );
  const tests = files.flatMap(testEvidenceOf);
  const working = tests.filter(({ works }) => works);
  const idle = tests.some(({ works, isNew }) => !works && isNew);
  const yesOrNo = readings.some((reading) => isYesOrNo(reading, base));
  const path = change.testPaths[0] ?? null;
  const findings: Finding[] = [];
  const untested = variantKeys(change.plan).filter(
    (key) => !working.some((test) => exercises(test, key, base, yesOrNo)),
  );
  const fails = working.some(letsFail);
  if (idle && (untested.length > 0 || !fails)) {
    findings.push({
      code: 'test-empty-or-skipped',
      path,
      sentence:
        'New tests are skipped, empty or assert nothing. Let each run and assert what its variant shows.',
    });
  }
  for (const key of untested) {
    findings.push({
      code: 'no-test-for-variant',
      path,
      sentence: `No test that runs and asserts exercises the variant "${key}". Add one.`,
    });
  }
  if (!fails) {
    findings.push({
      code: 'no-failure-test',
      path,
      sentence:
        'No test covers what happens without an answer of the flag service. Add one in which it fails or gives nothing.',
    });
  }
  return findings;
}
