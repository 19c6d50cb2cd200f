import { expect, it } from 'vitest';
import { MOST_IDEAS, readIdeas } from '#features/import-ideas/read-ideas.ts';
import { IDEA_LENGTH } from '#features/propose-experiment/idea-length.ts';
import { readJsonList } from '#shared/records/read-json-list.ts';

it('is refused by its depth before it is parsed, on the line of it', () => {
  const deep = readJsonList(`[\n${'['.repeat(100_000)}`, 'ideas');
  expect(deep).toMatchObject({
    kind: 'refused',
    problem: { line: 2, message: expect.stringContaining('deeper') },
  });
  expect(readJsonList(`{"ideas": ${'{"a":'.repeat(30)}1${'}'.repeat(31)}`, 'ideas')).toMatchObject({
    problem: { message: expect.stringContaining('deeper') },
  });
});

it('is refused by its number of values', () => {
  expect(readJsonList(`[${'1,'.repeat(200_001)}1]`, 'ideas')).toMatchObject({
    problem: { line: 1, message: expect.stringContaining('more than 200000 values') },
  });
});

it('counts no signs in texts', () => {
  const idea = `Show "${'[{,'.repeat(300)}\\" in the cart`;
  expect(readIdeas(JSON.stringify([{ idea }], null, 2))).toMatchObject({
    kind: 'ok',
    value: { problems: [] },
  });
});

it('takes as many ideas as one import does, each as long as it may be', () => {
  const idea = 'x'.repeat(IDEA_LENGTH);
  const read = readIdeas(JSON.stringify(Array.from({ length: MOST_IDEAS }, () => ({ idea }))));
  expect(read).toMatchObject({ kind: 'ok', value: { problems: [] } });
});
