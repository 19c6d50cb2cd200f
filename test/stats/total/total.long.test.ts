import { test } from 'vitest';
import { ENTRIES } from './entries.ts';
import { expectNumbers } from './figures.ts';

test.each(ENTRIES)('$name gives neither NaN nor a throw, many times over', (entry) =>
  expectNumbers(entry, entry.runs),
);
