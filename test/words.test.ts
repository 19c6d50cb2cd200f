import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WORD_RULES } from '#tools/words/avoid.ts';
import { filesToRead, findWords, printFinding } from '#tools/words/find.ts';

function words(path: string, source: string): string[] {
  return findWords(path, source).map(({ line, word }) => `${line}: ${word}`);
}

describe('the words to avoid', () => {
  it('stand in no source and no document', () => {
    const paths = filesToRead();
    expect(paths.length).toBeGreaterThan(500);
    expect(paths.flatMap((path) => findWords(path)).map(printFinding)).toEqual([]);
  });

  it('are the ones that the glossary prints', () => {
    const [, list = ''] = readFileSync('docs/glossary.md', 'utf8').split('## Words to avoid');
    const rows = list.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toEqual(['| not | but |', ...WORD_RULES.map(({ avoid, use }) => `| ${avoid} | ${use} |`)]);
  });
});

describe('a word to avoid', () => {
  it.each([
    ['a name', 'const winner = 1;', '1: winner'],
    ['a name in a hole of a template', `const a = \`x \${winningArm}\`;`, '1: winningArm'],
    ['a key', "const a = { b: 'visitor-id' };", '1: visitor-id'],
    ['a text', "\nsay('The winner is the treatment.');", '2: winner'],
    ['a template', `say(\`First \${a} and\nthen a visitor.\`);`, '2: visitor'],
    ['a comment', '// Null where there is none.', '1: where'],
    ['the second line of a comment', '// Reads a file.\n// Empty where it is missing.', '2: where'],
    ['a docstring', '/**\n * A.\n * Where it is open, wait.\n */', '3: Where'],
    ['a comment behind a regular expression', "x.replace(/['`]/g, ''); // Nobody knows.", '1: Nobody'],
    ['a comment behind a division', 'const a = b / c; // Somebody divides.', '1: Somebody'],
    ['a sentence that begins in lower case', "say('the flag is gone.');", '1: the flag is'],
    ['an experiment that is called live', '/** Reads all live experiments. */', '1: live experiments'],
    ['an experiment that is called a test', "say('Run an A/B test.');", '1: A/B test'],
    ['a vendor behind a door', '// Waits at a closed door.', '1: door'],
    ['an effect that is called dead', 'const deadEffects = [];', '1: deadEffects'],
    ['a clock that is called wrong', '// A wrong clock wrote this.', '1: wrong clock'],
    ['a variant that is called a bucket', '// The variant bucket of a unit.', '1: variant bucket'],
    ['a p-value that is called confidence', "say('At 95 % confidence it is better.');", '1: 95 % confidence'],
    ['a metric that is called conversion', "say('The conversion rose.');", '1: conversion'],
    ['a claim without a method', "say('The lift is significant.');", '1: significant'],
  ])('is found in %s', (_, source, found) => {
    expect(words('src/a.ts', source)).toEqual([found]);
  });

  it.each([
    ['a place after a noun', '// The file where the key stands.'],
    ['a place after a verb', '// Says where the key stands, and stays where it is.'],
    ['a way', '// Where from, and where to.'],
    ['the stored name of a decision', "const a = 'end-without-winner';"],
    ['a regular expression', 'const a = /winner/;'],
    ['the path of a module', "import a from './winner.ts';"],
    ['digits', "say('Four significant digits are printed.');"],
    ['an interval with its level', "say('The 95 % confidence interval is narrow.');"],
    ['a word in quotation marks', '// Texts never say "winner".'],
    ['a bucket of a job', '// Runs one bucket of the job.'],
    ['a piece of a sentence', "say('the flag');"],
  ])('is not %s', (_, source) => {
    expect(words('src/a.ts', source)).toEqual([]);
  });

  it('is right only in the file that needs it', () => {
    expect(words('tools/journal/state-facts.ts', 'const deadEffects = [];')).toEqual([]);
    expect(words('tools/journal/other.ts', 'const deadEffects = [];')).toEqual(['1: deadEffects']);
  });

  it('is found in the path of a file', () => {
    expect(words('src/winner.ts', '')).toEqual(['1: src/winner.ts']);
  });

  it('is found in a document, but not in its code', () => {
    expect(words('docs/a.md', '# A\n\n```sh\nwinner\n```\nThe winner.\n')).toEqual(['6: winner']);
  });

  it('is looked for in the names of tests only', () => {
    const source = "it.each([['a winner']])('ships the winner', () => {\n  say('No winner here.');\n});";
    expect(words('test/a.test.ts', source)).toEqual(['1: winner']);
  });

  it('is printed with its file, its line and the word to use', () => {
    const [finding] = findWords('src/a.ts', '\nconst winner = 1;');
    expect(finding === undefined ? '' : printFinding(finding)).toBe(
      'src/a.ts:2: "winner": write: the treatment that is proven better',
    );
  });
});
