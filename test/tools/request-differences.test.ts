import { expect, it } from 'vitest';
import { loadPrompts } from '#agents/prompt.ts';
import type { ModelRequest } from '#ports/language-model.ts';
import { requestDifferences } from '#tools/replay-runs/request-differences.ts';

const PROMPTS = loadPrompts('prompts');
const TODAY = `designer@${PROMPTS.designer.version}`;
const block = (name: string, text: string, fence = 'f00') =>
  `[[begin ${name} ${fence}]]\n${text}\n[[end ${name} ${fence}]]`;
const REQUEST: ModelRequest = {
  ...{ role: 'designer', instructions: 'Design.', schemaName: 'designer', schema: { type: 'object' } },
  ...{ input: `${block('plan', '{}')}\n\n${block('history', '[]')}`, mostOutputTokens: 10, repair: null },
};
const apart = (changes: Partial<ModelRequest>, asked = TODAY) =>
  requestDifferences(REQUEST, { ...REQUEST, ...changes }, asked, PROMPTS);

it('a question that is the same has no difference, whatever the version of its prompt is called', () => {
  expect(apart({})).toEqual([]);
  expect(apart({}, 'designer@1')).toEqual([]);
});

it('another prompt is named by its versions, or as another text under the same one', () => {
  expect(apart({ instructions: 'Design well.' }, 'designer@0')).toEqual([
    `prompt designer@0 is ${TODAY} now`,
  ]);
  expect(apart({ instructions: 'Design well.' })).toEqual([`the text of prompt ${TODAY} is another`]);
});

it('another input is named by its blocks, whichever fence they have', () => {
  const input = `${block('plan', '{}', 'ba7')}\n\n${block('history', '["a"]', 'ba7')}`;
  expect(apart({ input })).toEqual(['other input in history']);
  expect(apart({ input: `${block('plan', '{}')}\n\n${block('history', '[]', 'ba7')}` })).toEqual([
    'the same inputs under other fences',
  ]);
  expect(apart({ input: block('plan', '{}') })).toEqual(['other input in history']);
});

it('so are a repair, a schema and a cap', () => {
  expect(apart({ repair: { answer: 'a', problems: 'b' } })).toEqual(['other problems were sent back']);
  expect(apart({ schema: {}, mostOutputTokens: 11 })).toEqual([
    'another schema of the answer',
    'another cap of the answer',
  ]);
});
