import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '#agents/changed-lines.ts';
import { checkCleanUp } from '#agents/check-clean-up.ts';
import { unusedNames } from '#agents/unused-names.ts';
import { planOf, redaction } from './examples.ts';

const plan = planOf();
const before = `import { coins } from './coins.ts';
function late() {
  return 40;
}
const table = { control: 30, treatment: late() };
export const level = table[await flags.variant('${plan.flagKey}', { fallback: 'control' })] + coins;
`;
const kept = "import { coins } from './coins.ts';\nexport const level = 30 + coins;\n";
const file = { path: 'src/gate.ts', content: before };

function problems(content: string | null, more: Partial<Parameters<typeof checkCleanUp>[0]> = {}) {
  return checkCleanUp({
    plan,
    kept: 'control',
    files: [file],
    edits: [{ path: file.path, content }],
    otherFlagKeys: [],
    redaction,
    ...more,
  });
}

describe('checkCleanUp', () => {
  it('has nothing against code without flag and losing arm, nor against a deleted file', () => {
    expect(problems(kept)).toEqual([]);
    expect(problems(null)).toEqual([]);
  });

  it.each([
    ['the flag key in a comment', `// was ${plan.flagKey}\n${kept}`, 'still holds the flag key'],
    [
      'the losing arm',
      `${kept}export const other = { treatment: 40 };\n`,
      'still names the variant "treatment"',
    ],
    [
      'code that only the losing arm used',
      `${kept}function late() {\n  return 40;\n}\n`,
      '"late" is not used any more',
    ],
    [
      'an import that only the losing arm used',
      "import { coins } from './coins.ts';\nexport const level = 30;\n",
      '"coins" is not used',
    ],
  ])('finds %s', (_, content, words) => {
    expect(problems(content).join('\n')).toContain(words);
  });

  it('finds a file that was left out, and one that was not asked for', () => {
    const other = { path: 'src/other.ts', content: `'${plan.flagKey}'` };
    expect(problems(kept, { files: [file, other] }).join('\n')).toContain(
      'src/other.ts: still holds the flag key',
    );
    const edits = [
      { path: file.path, content: kept },
      { path: 'src/more.ts', content: 'x\n' },
    ];
    expect(problems(null, { edits }).join('\n')).toContain('src/more.ts: is not among the files');
  });

  it('leaves the arms of another experiment in the same file alone', () => {
    const shared = `${kept}export const b = flags.variant('another-flag', ['control', 'treatment']);\n`;
    expect(problems(shared).join('\n')).toContain('treatment');
    expect(problems(shared, { otherFlagKeys: ['another-flag'] })).toEqual([]);
  });
});

describe('changedLines', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
    .map((lines) => lines.map((line) => `${line}\n`).join(''));
  const linesIn = (source: string) => source.split('\n').length - 1;

  it('is nothing without a change, everything for a new or deleted file, and the same both ways', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(changedLines(one, one)).toBe(0);
        expect(changedLines(null, one)).toBe(linesIn(one));
        expect(changedLines(one, null)).toBe(linesIn(one));
        expect(changedLines(one, other)).toBe(changedLines(other, one));
        expect(changedLines(one, other)).toBeGreaterThanOrEqual(Math.abs(linesIn(one) - linesIn(other)));
        expect(changedLines(one, other)).toBeLessThanOrEqual(linesIn(one) + linesIn(other));
      }),
    );
  });

  it('counts a changed line as one out and one in', () => {
    expect(changedLines('a\nb\nc\n', 'a\nx\nc\n')).toBe(2);
    expect(changedLines('a\nb\nc\nd\n', 'b\nc\nd\ne\n')).toBe(2);
  });
});

describe('unusedNames', () => {
  it('finds declarations and imports that stand once, and no exports', () => {
    const source = `import a, { b, type C, d as e } from 'x';
const f = 1;
export const g = b;
function h(): C { return f; }
`;
    expect([...unusedNames(source)].sort()).toEqual(['a', 'e', 'h']);
  });
});
