import { expect, it } from 'vitest';
import { languageOf } from '#code/language.ts';

it.each([
  ['src/gate.ts', 'typescript'],
  ['Rakefile', 'ruby'],
  ['lib/gate.test.RB', 'ruby'],
  ['views/gate.blade.php', null],
  ['README', null],
  ['ts', null],
  // Every object knows these names.
  ['src/constructor', null],
  ['src/a.constructor', null],
  ['__proto__', null],
])('%s is written in %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
