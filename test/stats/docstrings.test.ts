import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../src/stats/', import.meta.url);
/** Parts of `analyze`, and files behind `distributions.ts`: the docstrings of their callers name the sources. */
const INNER = /^(engine\/(?!analyze\.ts|analysis\.ts).*|distributions\/.*)$/;
const EXPORTED = /^export (?:async )?(function|const|type|interface|class) (\w+)/;

interface Export {
  readonly place: string;
  readonly inner: boolean;
  readonly docstring: string;
  /** The signature of a function, empty for anything else. */
  readonly signature: string;
}

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);
const EXPORTS = files.flatMap((file) => exportsOf(file, readFileSync(new URL(file, ROOT), 'utf8')));

function exportsOf(file: string, text: string): readonly Export[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const found = EXPORTED.exec(line);
    if (found === null) return [];
    const rest = lines.slice(index).join('\n');
    return {
      place: `${file} ${found[2]}`,
      inner: INNER.test(file),
      docstring: docstringAbove(lines, index),
      signature: found[1] === 'function' ? rest.slice(0, rest.search(/ \{\n/)) : '',
    };
  });
}

function docstringAbove(lines: readonly string[], index: number): string {
  if (lines[index - 1]?.trimEnd().endsWith('*/') !== true) return '';
  const start = lines.slice(0, index).findLastIndex((line) => line.startsWith('/**'));
  return lines.slice(start, index).join(' ');
}

const placesOf = (failing: readonly Export[]) => failing.map(({ place }) => place);
const functions = EXPORTS.filter(({ signature }) => signature !== '');
const refusing = functions.filter(({ signature }) => signature.includes('StatsRefusal'));

describe('what is exported', () => {
  test('is found, with what refuses', () => {
    expect(placesOf(functions)).toContain('engine/analyze.ts analyze');
    expect(placesOf(refusing)).toContain('means/welch-test.ts welchTest');
  });

  test('has a docstring', () => {
    const silent = EXPORTS.filter(({ docstring }) => docstring.length < 12);
    expect(placesOf(silent)).toEqual([]);
  });

  test('says which reasons it refuses with', () => {
    const silent = refusing.filter(({ docstring }) => !/[Rr]efus/.test(docstring));
    expect(placesOf(silent)).toEqual([]);
  });

  test('names the source of its method if it answers with one', () => {
    const silent = refusing.filter(
      ({ docstring, inner, place }) =>
        !inner && !/ (check[A-Z]\w*|refuse)$/.test(place) && !/Sources?:/.test(docstring),
    );
    expect(placesOf(silent)).toEqual([]);
  });
});
