import { describe, expect, it } from 'vitest';
import { checkImplementation, type ImplementationToCheck } from '#agents/check-implementation.ts';
import { planOf, redaction } from './examples.ts';

const plan = planOf();
const { flagKey } = plan;

const gate = { path: 'src/gate.ts', content: 'export const level = 30;\n' };
const code = `export async function level(unit, flags) {
  const variant = await flags.variant('${flagKey}', unit, { fallback: 'control' });
  return variant === 'treatment' ? 40 : 30;
}
`;
const test = `test('arms of ${flagKey}', () => { check('control'); check('treatment'); });
test('the flag service fails', () => {});
`;

function problems(changes: Partial<ImplementationToCheck> = {}, source = code, tests = test) {
  return checkImplementation({
    plan,
    paths: ['src/gate.ts', 'src/other.ts', 'package.json'],
    files: [gate],
    edits: [
      { path: 'src/gate.ts', content: source },
      { path: 'test/gate.test.ts', content: tests },
    ],
    testPaths: ['test/gate.test.ts'],
    redaction,
    ...changes,
  });
}

const more = (path: string, content: string | null = 'x\n') => ({
  edits: [
    { path: 'src/gate.ts', content: code },
    { path: 'test/gate.test.ts', content: test },
    { path, content },
  ],
});

describe('checkImplementation', () => {
  it('has nothing against flagged code with a test per arm', () => {
    expect(problems()).toEqual([]);
  });

  it.each([
    ['../escape.ts', 'leaves the repository'],
    ['/etc/passwd', 'not a relative path'],
    ['C:/windows.ts', 'not a relative path'],
    ['src\\gate.ts', 'not a relative path'],
    ['src//gate.ts', 'leaves the repository or is not in its plain form'],
    ['.github/workflows/ci.yml', 'hidden'],
    ['.env.local', 'hidden'],
    ['src/.secret/x.ts', 'hidden'],
    ['package-lock.json', 'lock file'],
    ['app/yarn.lock', 'lock file'],
    ['pnpm-lock.yaml', 'lock file'],
    ['package.json', 'manifest'],
    ['CODEOWNERS', 'ownership'],
    ['config/secrets.json', 'secrets'],
    ['keys/deploy.pem', 'secrets'],
    ['node_modules/x/index.js', 'generated'],
    ['src/other.ts', 'its content was not given'],
    ['src/gate.ts', 'edited twice'],
  ])('keeps away from %s', (path, words) => {
    expect(problems(more(path)).join('\n')).toContain(words);
  });

  it.each([
    [
      'a secret',
      more('src/key.ts', "export const key = 'sk-abcdefghijklmnop1234';\n"),
      'looks like a secret',
    ],
    ['a token of another file', more('src/to.ts', "mail('__WITHHELD_EMAIL_1__');\n"), 'WITHHELD'],
    ['deleting nothing', more('src/new.ts', null), 'does not exist'],
    ['too much', more('src/new.ts', 'line\n'.repeat(400)), 'at most 400'],
    ['no edits', { edits: [] }, 'there is none'],
    ['no tests named', { testPaths: [] }, 'name the unit tests'],
    ['a test that is none', { testPaths: ['src/gate.ts'] }, 'src/gate.ts is not a unit test'],
    ['an edit without a change', { edits: [gate] }, 'without any change'],
  ])('objects to %s', (_, changes, words) => {
    expect(problems(changes).join('\n')).toContain(words);
  });

  it('lets a file that holds a secret keep it, and take no other', () => {
    const [old, other] = ['sk-abcdefghijklmnop1234', 'sk-zyxwvutsrqponmlk9876'];
    const files = [gate, { path: 'src/old.ts', content: `export const old = '${old}';\n` }];
    const withOld = (content: string) =>
      problems({ files, paths: ['src/gate.ts', 'src/old.ts'], ...more('src/old.ts', content) }).join('\n');
    expect(withOld(`export const former = '${old}';\n`)).toBe('');
    expect(withOld(`export const old = '${old}';\nexport const key = '${other}';\n`)).toContain(
      'looks like a secret',
    );
  });

  it('counts files', () => {
    const edits = Array.from({ length: 11 }, (_, index) => ({ path: `src/new-${index}.ts`, content: 'x\n' }));
    expect(problems({ edits }).join('\n')).toContain('11 files, at most 10');
  });

  it.each([
    ['no reading of the flag', 'export const level = 40;\n', 'is not read anywhere'],
    ['a reading in a comment only', `// '${flagKey}'\nexport const level = 40;\n`, 'is not read anywhere'],
    ['two readings', `${code}\n${code}`, 'in 2 places'],
    [
      'a constant read twice',
      `const FLAG = '${flagKey}';\nread(FLAG, { fallback: 'control' });\nread(FLAG);\n`,
      'in 2 places',
    ],
    [
      'no default',
      `export const on = flags.isOn('${flagKey}') ? 40 : 30;\n`,
      'must name "control" as the default',
    ],
  ])('objects to %s', (_, source, words) => {
    expect(problems({}, source).join('\n')).toContain(words);
  });

  it.each([
    ['a constant', `export const FLAG = '${flagKey}';\nconst variant = (await read(FLAG)) ?? 'control';\n`],
    ['a catch', `const variant = await read("${flagKey}").catch(() => 'control');\n`],
  ])('accepts %s', (_, source) => {
    expect(problems({}, source)).toEqual([]);
  });

  it('accepts a constant that another file imports', () => {
    const edits = [
      { path: 'src/flag.ts', content: `export const FLAG = '${flagKey}';\n` },
      {
        path: 'src/gate.ts',
        content: `import { FLAG } from './flag.ts';\nread(FLAG, { fallback: 'control' });\n`,
      },
      { path: 'test/gate.test.ts', content: test },
    ];
    expect(problems({ edits })).toEqual([]);
  });

  it.each([
    ['the treatment', test.replace("check('treatment')", ''), 'names the variant "treatment"'],
    ['the failing flag service', test.replace('fails', 'is fine'), 'lets the flag service fail'],
    ['the flag', test.replace(flagKey, 'x'), 'names the flag key'],
  ])('misses a test of %s', (_, tests, words) => {
    expect(problems({}, code, tests).join('\n')).toContain(words);
  });
});
