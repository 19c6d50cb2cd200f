import { describe, expect, it } from 'vitest';
import { fileSchema } from '#settings/file/file-schema.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { readYaml } from '#settings/file/read-yaml.ts';
import { schemaProblems } from '#settings/file/schema-problems.ts';
import { MOST_PROBLEMS } from '#settings/file/settings-problem.ts';
import { nearestWord } from '#shared/nearest.ts';
import { WHOLE } from './broken-files.ts';

const lines = (many: number, line: (index: number) => string) =>
  Array.from({ length: many }, (_, index) => line(index)).join('\n');

const MANY: readonly (readonly [string, string, number])[] = [
  ['unknown keys', `${WHOLE}\n${lines(5_000, (index) => `unknown_${index}: 1`)}\n`, 4_900],
  ['quotes that are never closed', lines(5_000, () => 'a: "'), 4_900],
  ['keys that stand twice', `${WHOLE}\n${lines(5_000, () => 'product: x')}\n`, 4_899],
  ['aliases', `list:\n${lines(500, () => '  - *a')}\n`, 400],
  ['wrong metrics', `metrics:\n${lines(500, (index) => `  m_${index}: {kind: none}`)}\n`, 400],
];

describe('a settings file with very many problems', () => {
  it.each(MANY)('names the first of %s, and says how many others there are', (_name, text, least) => {
    const read = readSettings(text);
    if (read.kind === 'ok') throw new Error('it has problems');
    expect(read.problem).toHaveLength(MOST_PROBLEMS + 1);
    const [, left] =
      /^At least (\d+) more problems are not named\./.exec(read.problem.at(-1)?.message ?? '') ?? [];
    expect(Number(left)).toBeGreaterThanOrEqual(least);
    const places = read.problem.map(({ line }) => line);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('asks once for each place which keys are known there', () => {
    const { value } = readYaml(MANY[0]?.[1] ?? '');
    const asked: string[] = [];
    const known = (path: readonly unknown[]) => {
      asked.push(path.join('.'));
      return ['product'];
    };
    const issues = fileSchema.safeParse(value).error?.issues ?? [];
    expect(schemaProblems(issues, value, known)).toHaveLength(5_000);
    expect(asked).toEqual(['']);
  });
});

it('looks for no neighbour of a word that is longer than every name', () => {
  const long = 'a'.repeat(201);
  expect([nearestWord('ab', ['a'.repeat(30), 'abc']), nearestWord(long, [long])]).toEqual(['abc', null]);
});
