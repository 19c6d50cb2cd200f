import { describe, expect, it } from 'vitest';
import { actions, button, confirmation, linkButton } from '#block-kit/buttons.ts';
import { checkboxes, multiStaticSelect, option, radioButtons, staticSelect } from '#block-kit/choices.ts';
import { numberInput, textInput } from '#block-kit/inputs.ts';
import { context, fields, header, section } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { bold, bullets, code, link, mention } from '#block-kit/mrkdwn.ts';
import { plan } from '#block-kit/plan.ts';
import { home, modal } from '#block-kit/view.ts';

const input = { label: 'Name', blockId: 'name', actionId: 'value' };
const choices = [
  { value: 'a', label: 'Apple' },
  { value: 'b', label: 'Pear', description: 'x'.repeat(90) },
];

describe('layout', () => {
  it('cuts texts to the limits of their place', () => {
    expect(section('x'.repeat(3_001)).text?.text).toHaveLength(3_000);
    expect(header('x'.repeat(151)).text.text).toHaveLength(150);
    expect(fields(Array.from({ length: 12 }, () => 'x'.repeat(2_001))).fields).toHaveLength(10);
    expect(context(Array.from({ length: 12 }, () => 'x')).elements).toHaveLength(10);
  });

  it('hangs an id and an accessory on a section', () => {
    const accessory = button({ label: 'Open', actionId: 'open' });
    expect(section('text', { blockId: 'one', accessory })).toMatchObject({ block_id: 'one', accessory });
  });
});

describe('buttons', () => {
  it('cut labels and keep values', () => {
    const made = button({ label: 'x'.repeat(80), actionId: 'go', value: 'v', style: 'primary' });
    expect(made.text.text).toHaveLength(75);
    expect(made).toMatchObject({ type: 'button', action_id: 'go', value: 'v', style: 'primary' });
  });

  it('refuse values, addresses and rows that would lose something by cutting', () => {
    expect(() => button({ label: 'a', actionId: 'a', value: 'x'.repeat(2_001) })).toThrow(RangeError);
    expect(() => linkButton('a', `https://a.b/${'x'.repeat(3_000)}`, 'a')).toThrow(RangeError);
    expect(() => actions([])).toThrow(RangeError);
    expect(() =>
      actions(Array.from({ length: 26 }, (_, i) => button({ label: 'a', actionId: `a${i}` }))),
    ).toThrow(RangeError);
  });

  it('ask before they act', () => {
    const dialog = confirmation({
      title: 'x'.repeat(120),
      text: 'y'.repeat(400),
      confirm: 'Yes',
      deny: 'No',
    });
    expect(dialog.title?.text).toHaveLength(100);
    expect(dialog.text.text).toHaveLength(300);
  });
});

describe('inputs', () => {
  it('are required unless said otherwise', () => {
    expect(textInput(input).optional).toBe(false);
    expect(textInput({ ...input, optional: true, hint: 'hint' })).toMatchObject({
      optional: true,
      hint: { text: 'hint' },
    });
  });

  it('cut an initial text to what the input holds', () => {
    const made = textInput({ ...input, initial: 'abcdef', maxLength: 4 });
    expect(made.element).toMatchObject({ initial_value: 'abc…', max_length: 4 });
  });

  it('write numbers as Slack wants them, as text', () => {
    expect(numberInput({ ...input, initial: 5, min: 1, max: 9 }).element).toMatchObject({
      is_decimal_allowed: false,
      initial_value: '5',
      min_value: '1',
      max_value: '9',
    });
  });

  it('choose beforehand by value, and leave the field out if nothing matches', () => {
    expect(staticSelect({ ...input, choices, initial: 'b' }).element).toMatchObject({
      initial_option: { value: 'b' },
    });
    expect(radioButtons({ ...input, choices, initial: 'zzz' }).element).not.toHaveProperty('initial_option');
    expect(checkboxes({ ...input, choices, initial: [] }).element).not.toHaveProperty('initial_options');
    expect(multiStaticSelect({ ...input, choices, initial: ['a', 'b'] }).element).toMatchObject({
      initial_options: [{ value: 'a' }, { value: 'b' }],
    });
  });

  it('refuse what cannot be cut: values, and lists of choices', () => {
    expect(() => option({ value: 'x'.repeat(151), label: 'a' })).toThrow(RangeError);
    expect(() => staticSelect({ ...input, choices: [] })).toThrow(RangeError);
    expect(option({ value: 'b', label: 'Pear', description: 'x'.repeat(90) }).description?.text).toHaveLength(
      75,
    );
  });
});

describe('plan', () => {
  it('shows each step with its status and output', () => {
    const made = plan('Plan', [{ id: 't1', title: 'Design', status: 'complete', output: 'done' }]);
    expect(made.tasks).toMatchObject([
      { type: 'task_card', task_id: 't1', status: 'complete', output: { type: 'rich_text' } },
    ]);
  });
});

describe('views', () => {
  it('cut title and buttons to 24 characters', () => {
    const made = modal({
      title: 'x'.repeat(30),
      callbackId: 'c',
      blocks: [],
      submit: 'y'.repeat(30),
      close: 'No',
    });
    expect([made.title.text.length, made.submit?.text.length, made.close?.text]).toEqual([24, 24, 'No']);
  });

  it('refuse private metadata that would not come back whole', () => {
    const privateMetadata = 'x'.repeat(3_001);
    expect(() => modal({ title: 'a', callbackId: 'c', blocks: [], privateMetadata })).toThrow(RangeError);
    expect(() => home({ blocks: [], privateMetadata })).toThrow(RangeError);
  });
});

describe('message', () => {
  it('keeps blocks and metadata, and cuts the fallback text', () => {
    const metadata = { event_type: 'card', event_payload: { id: '1' } };
    const made = message({ text: 'x'.repeat(5_000), blocks: [header('Hi')], metadata });
    expect(made.text).toMatch(/^x{3997}…$/u);
    expect(made.metadata).toEqual(metadata);
  });
});

describe('mrkdwn', () => {
  it('escapes what people wrote', () => {
    expect(bold('<a> * b')).toBe('*&lt;a&gt; ∗ b*');
    expect(code('a`<b>')).toBe('`a’&lt;b&gt;`');
    expect(link('https://a.b/?x=1&y=|', 'a > b')).toBe('<https://a.b/?x=1&amp;y=%7C|a &gt; b>');
  });

  it('mentions and lists', () => {
    expect(mention('U1')).toBe('<@U1>');
    expect(bullets(['a', 'b'])).toBe('• a\n• b');
  });
});
