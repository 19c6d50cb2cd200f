import { definitionsOf } from '#code/definitions.ts';
import { enclosingFunction } from '#code/scopes.ts';
import { type TestCase, testCasesOf, withoutProse } from '#code/test-cases.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';

/** What a test does, as text. */
export interface TestEvidence {
  readonly file: CodeFile;
  readonly name: string;
  /** The names of the groups that it is in. */
  readonly group: string;
  /** The code of the test itself with its tables: what it hands to others. */
  readonly own: string;
  /** The code of the functions, fakes and constants of the file that it uses. */
  readonly helpers: string;
  /** What runs before each test of the file. */
  readonly setup: string;
  /** False if it is skipped, empty or asserts nothing. */
  readonly works: boolean;
  /** True if the test was not there before, or was changed. */
  readonly isNew: boolean;
}

const ASSERTS =
  /\bassert|\bexpect|\bshould|\bverify|\brequire\.\w+\(|\b\w+\.(?:Error|Fatal|Fail|Errorf|Fatalf|FailNow)\(|XCTAssert|XCTFail|XCTUnwrap|#expect|#require|\brefute|\bcheck(?:All)?\b|toMatchSnapshot|\.is\.|\.to\.|\bmust_|\bwont_|\bthrowsA\b|\bpanic!|\bthrow new \w*Assert|\braises?\b|assertThat|->see|->get\w*\(.*\)->assert|\bok\(|\bequal\(|\bdeepEqual\(|\bstrictEqual\(|\bsame\(|\bcmp\.Diff|\bis\.\w+\(|\bEqual\(|\bShould\b|\bMust\b|\bapprove|\bsnapshot/i;
const TRIVIAL =
  /assert\s+True\b(?!\s*\w)|assert\s+1\s*==\s*1|(?:\w+\.)*assert(?:True|IsTrue|_true)?\(\s*true\s*\)|(?:\w+\.)*assertTrue\(True\)|expect\(\s*(true|1|null|'[^']*')\s*\)\.to\w*\(\s*(?:\1)?\s*\)|assert(?:\.ok)?\(\s*(?:true|1)\s*\)|assert_equal\s+(\d+),\s*\2|assert!\(\s*true\s*\)|assert\s+true\b|Assert\.True\(\s*true\s*\)|XCTAssert(?:True)?\(\s*true\s*\)|\$this->assertTrue\(\s*true\s*\)|expect\(\s*true\s*\)\.(?:toBe|to equal|to be)\w*(?:\(\s*true\s*\))?/gi;
const STUBS =
  /\bshouldReceive\b|\bshould_receive\b|\ballow\([^\n]*\breceive\b|->expects\(|\bexpects\(:|\.EXPECT\(\)/g;
const SETUP = /^(?:before|beforeEach|beforeAll|setUp|setup|set_up|around|let|subject|setUpWithError)$/;

function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
}

/** The definitions of the file, outside of tests, that a text names, with what they name in turn. */
function helpersOf(text: string, file: CodeFile, code: string, tests: readonly TestCase[]): string {
  if (file.source === null) return '';
  const defined = definitionsOf(file.source).filter(
    ({ kind, node }) =>
      kind !== 'parameter' &&
      kind !== 'entry' &&
      !tests.some((test) => test.node.covers(node) || node.covers(test.node)) &&
      (enclosingFunction(node) === null || kind !== 'value'),
  );
  const taken = new Set<number>();
  let grown = text;
  for (let round = 0; round < 3; round += 1) {
    const names = namesIn(grown);
    for (const [at, { name, node }] of defined.entries()) {
      if (taken.has(at) || !names.has(name.split('.').at(-1) ?? name)) continue;
      taken.add(at);
      grown += `\n${code.slice(node.start, node.end)}`;
    }
  }
  return [...taken].map((at) => code.slice(defined[at]?.node.start, defined[at]?.node.end)).join('\n');
}

/** Loops and tables around a test: what makes several tests of one. */
function tablesAround(test: TestCase, code: string): string {
  const found: string[] = [];
  for (const above of test.node.ancestors()) {
    if (/^for|each|call_expression|^call$|foreach/.test(above.type)) {
      const head = code.slice(above.start, test.node.start);
      if (/^\s*(?:for|foreach)\b|\.(?:each|forEach|map)\b|\.each\(/.test(head))
        found.push(head.slice(0, 1500));
    }
  }
  return found.join('\n');
}

/** What the tests of a file do; names of types and signatures are no evidence. */
export function testEvidenceOf(file: CodeFile): readonly TestEvidence[] {
  const { source } = file;
  if (source === null) return [];
  const code = withoutProse(source);
  const tests = testCasesOf(source);
  const before = (file.before ?? '').replace(/\s+/g, '');
  const setups = definitionsOf(source)
    .filter(({ name }) => SETUP.test(name))
    .map(({ node }) => code.slice(node.start, node.end));
  const blocks = [
    ...code.matchAll(/\b(?:beforeEach|before|setup|setUp|beforeAll|let!?|subject)\b[\s\S]{0,600}/g),
  ].map(([text]) => text.split(/\n\s*\n/)[0] ?? '');
  return tests.map((test) => {
    const body = test.body === null ? '' : code.slice(test.body.start, test.body.end);
    const providers =
      /(?:MethodSource|dataProvider|DataProvider|MemberData|TestCaseSource)\W+(\w+)/.exec(test.head)?.[1] ??
      '';
    const above = test.node.parent;
    const chained =
      above !== null && /member/.test(above.type)
        ? code.slice(test.node.end, (above.parent ?? above).end)
        : '';
    const own = `${chained}\n${test.head}\n${body}\n${tablesAround(test, code)}`;
    const helpers = helpersOf(`${own} ${providers}`, file, code, tests);
    const works =
      !test.skipped && ASSERTS.test(`${body}\n${helpers}`.replace(TRIVIAL, '').replace(STUBS, ''));
    const isNew = !before.includes(test.node.text.replace(/\s+/g, ''));
    return {
      file,
      name: test.name,
      group: test.group,
      own,
      helpers,
      setup: [...setups, ...blocks].join('\n'),
      works,
      isNew,
    };
  });
}
