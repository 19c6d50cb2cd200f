import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { requestModal } from '#features/propose-experiment/modal.ts';
import { fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { CHOICES } from '#test/features/choices.ts';
import { modalProblems } from '#test/features/lint.ts';
import { MODALS } from '#test/features/modal-cases.ts';
import { blocksAsText } from '#test/support/as-text.ts';
import { expectGolden } from '#test/support/golden.ts';

/** The modal that is held to its JSON too: it has every kind of input. */
const IN_FULL = 'modal-request-new';

/** A form as somebody reads it: label, what stands in the field, hint. */
function formText(view: ModalView): string {
  const lines = fieldsIn(JSON.parse(JSON.stringify(view.blocks))).map((block) => JSON.stringify(block));
  return [
    `== ${view.title.text} ==`,
    ...lines.map(line),
    `[ ${view.submit?.text ?? ''} ] [ ${view.close?.text} ]`,
  ].join('\n');
}

function line(json: string): string {
  const { type, label, hint, optional, element, elements } = JSON.parse(json);
  if (type !== 'input' && type !== 'section' && type !== 'context')
    return blocksAsText([JSON.parse(json)], (id) => id);
  if (type === 'section' && JSON.parse(json).accessory !== undefined)
    return blocksAsText([JSON.parse(json)], (id) => id);
  if (type === 'section') return JSON.parse(json).text.text;
  if (type === 'context') return elements.map((one: { text: string }) => one.text).join('\n');
  const options = element.options?.map((choice: { text: { text: string } }) => choice.text.text).join(' | ');
  const chosen =
    element.initial_value ??
    element.initial_option?.text.text ??
    element.initial_options?.map((choice: { text: { text: string } }) => choice.text.text).join(', ') ??
    element.initial_user ??
    element.initial_users?.join(', ') ??
    element.initial_conversation ??
    element.initial_conversations?.join(', ') ??
    (element.placeholder === undefined ? '____' : `(${element.placeholder.text})`);
  const tail = [optional ? 'optional' : '', hint?.text ?? '', options === undefined ? '' : `of ${options}`];
  return `${label.text}: ${chosen}${tail.map((part) => (part === '' ? '' : `\n    ${part}`)).join('')}`;
}

describe('the modals', () => {
  it.each(MODALS)('$name reads as reviewed and is what Slack takes', ({ name, view }) => {
    const rendered = view();
    expect(modalProblems(rendered)).toEqual([]);
    expectGolden(`messages/${name}.txt`, formText(rendered));
    if (name === IN_FULL) expectGolden(`messages/${name}.json`, JSON.stringify(rendered, null, 2));
  });

  it('say that guardrails of the settings are added, if the settings name some', () => {
    const purpose = { mode: 'propose', channel: 'C_GROWTH' } as const;
    const choices = { ...CHOICES, guardrails: ['retention_1d'] };
    const text = formText(requestModal({ purpose, choices, values: {} }));
    expect(text).toContain('The settings name some for every experiment');
    expect(text).not.toContain('the designer proposes');
  });
});
