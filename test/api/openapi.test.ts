import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openApiDocument } from '#api/openapi.ts';
import { OPERATIONS } from '#api/operations.ts';

const PATH = 'docs/openapi.json';

it('the document in the repository is the one that is served', () => {
  const document = openApiDocument(OPERATIONS);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PATH, document);
  expect(readFileSync(PATH, 'utf8')).toBe(document);
});

it('every operation is described, and named once', () => {
  const ids = OPERATIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { summary, description } of OPERATIONS) {
    expect(summary).toMatch(/^[A-Z][^.]+$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});
