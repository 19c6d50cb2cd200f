import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('no path of a file is the path of an address, which spells a space as %20', () => {
  const files = globSync('{src,sandbox,tools,test}/**/*.ts');
  expect(files.length).toBeGreaterThan(1_000);
  const wrong = files.filter((file) => /import\.meta\.url\)\s*\.pathname/.test(readFileSync(file, 'utf8')));
  expect(wrong).toEqual([]);
});
