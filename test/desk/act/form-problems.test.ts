import { describe, expect, it } from 'vitest';
import { inputBlock, numberInput, textInput } from '#block-kit/inputs.ts';
import { formProblems } from '#desk/act/form-problems.ts';
import { fieldName, submittedValues } from '#desk/block-kit/held-value.ts';

const ids = { actionId: 'value', label: 'Field' };

function problemOf(block: ReturnType<typeof textInput>, sent: readonly string[]): string | undefined {
  const view = { blocks: [block] };
  const values = submittedValues(view.blocks, (name) => (name === fieldName(block) ? sent : []));
  return formProblems(view, values)[block.block_id ?? ''];
}

describe('a form that Slack would not send', () => {
  const text = textInput({ ...ids, blockId: 'text', minLength: 3, maxLength: 5 });
  const number = numberInput({ ...ids, blockId: 'number', min: 1, max: 10 });
  const person = inputBlock(
    { blockId: 'person', label: 'Person' },
    { type: 'users_select', action_id: 'value' },
  );

  it.each([
    [text, [''], 'needed'],
    [text, ['ab'], 'at least 3'],
    [text, ['abcdef'], 'at most 5'],
    [number, ['eleven'], 'Write a number'],
    [number, ['1e3'], 'Write a number'],
    [number, ['2.5'], 'whole number'],
    [number, ['0'], '1 or more'],
    [number, ['11'], '10 or less'],
    [person, [], 'needed'],
    [person, ['<!channel>'], 'offered values'],
  ] as const)('is told at its field: %#', (block, sent, problem) => {
    expect(problemOf(block, sent)).toContain(problem);
  });

  it('has no problem if Slack would send it', () => {
    expect([
      problemOf(text, ['abc']),
      problemOf(number, ['10']),
      problemOf(person, ['U0000000MIA']),
      problemOf({ ...text, optional: true }, ['']),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
