import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actions, button, confirmation } from '#block-kit/buttons.ts';
import { checkboxes, radioButtons, staticSelect } from '#block-kit/choices.ts';
import { textInput } from '#block-kit/inputs.ts';
import { context, fields, header, section, slackImage } from '#block-kit/layout.ts';
import { plan } from '#block-kit/plan.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { home, modal } from '#block-kit/view.ts';
import { lintMessageBlocks } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { lintHome, lintModal } from '#sandbox/stand-ins/slack/lint/lint-view.ts';

/** Anything that people may have written: blank, short, or far over every limit. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', ' ', '\n\t'),
  fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 600 }))
    .map(([text, times]) => text.repeat(times)),
);
const input = { blockId: 'one', actionId: 'value' };

describe('whatever people write, the builders make blocks that the linter takes', () => {
  it('in messages', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        expect(lintMessageBlocks(messageOf(one, two))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('in modals and Homes', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        const view = modal({
          title: one,
          callbackId: 'c',
          submit: two,
          close: two,
          blocks: [inputOf(one, two)],
        });
        expect(lintModal(view)).toEqual([]);
        expect(lintModal({ ...view, blocks: choicesOf(one, two) })).toEqual([]);
        expect(lintHome(home({ blocks: [section(escapeMrkdwn(one))] }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

function messageOf(one: string, two: string): KnownBlock[] {
  const confirm = confirmation({ title: one, text: two, confirm: one, deny: two });
  return [
    header(one),
    section(escapeMrkdwn(one), { accessory: button({ label: two, actionId: 'a', confirm }) }),
    fields([one, two]),
    context([one, two]),
    slackImage('F00000001', one, two),
    actions([button({ label: one, actionId: 'b', value: one.slice(0, 100) || 'v' })]),
    plan(one, [{ id: 't', title: two, status: 'pending', details: one, output: two }]),
  ];
}

function inputOf(one: string, two: string): KnownBlock {
  return textInput({ ...input, label: one, hint: two, placeholder: two, initial: one });
}

function choicesOf(label: string, description: string): KnownBlock[] {
  const choices = [{ value: 'a', label, description }];
  return [
    staticSelect({ ...input, label, choices, initial: 'a', placeholder: description }),
    radioButtons({ ...input, blockId: 'two', label, choices, initial: 'a' }),
    checkboxes({ ...input, blockId: 'three', label, choices, initial: ['a'] }),
  ];
}
