import { describe, expect, it } from 'vitest';
import { actions, button } from '#block-kit/buttons.ts';
import { textInput } from '#block-kit/inputs.ts';
import { context, divider, fields, header, section, urlImage } from '#block-kit/layout.ts';
import { bold, date, link, mention } from '#block-kit/mrkdwn.ts';
import { plan } from '#block-kit/plan.ts';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { blocksAsText, messageAsText, mrkdwnAsText } from '#test/support/as-text.ts';
import { tableBlock } from '#test/support/table-block.ts';

const names: Readonly<Record<string, string>> = { U1: 'ada', C1: 'growth' };
const nameOf = (id: string) => names[id] ?? id;
const shown = (...blocks: object[]) =>
  blocksAsText(
    blocks.map((block): Fields => ({ ...block })),
    nameOf,
  );

describe('messages as plain text', () => {
  it('show words, buttons and inputs', () => {
    const text = shown(
      header('Gate at 40'),
      section(`${bold('Hypothesis')}: later is better, says ${mention('U1')}`, {
        accessory: button({ label: 'Edit', actionId: 'edit' }),
      }),
      fields(['*Risk*\nlow', '*Days*\n14']),
      divider(),
      context([date(1_788_253_200, '{date}', '1 September'), link('https://example.com', 'the plan')]),
      urlImage('https://example.com/a.png', 'Lift by day'),
      actions([button({ label: 'Approve', actionId: 'a' }), button({ label: 'Reject', actionId: 'b' })]),
      textInput({ label: 'Reason', blockId: 'r', actionId: 'v' }),
    );
    expect(text.split('\n')).toEqual([
      '== Gate at 40 ==',
      'Hypothesis: later is better, says @ada',
      '[ Edit ]',
      'Risk low',
      'Days 14',
      '────',
      '1 September · the plan (https://example.com)',
      '[picture: Lift by day]',
      '[ Approve ] [ Reject ]',
      'Reason: ____',
    ]);
  });

  it('show tables in columns and plans with their state', () => {
    const rows = [
      ['Metric', 'Lift'],
      ['retention', '+1 %'],
      ['rounds', { value: 0, text: '0' }],
    ] as const;
    expect(shown(tableBlock(rows))).toBe('Metric     Lift\nretention  +1 %\nrounds     0');
    const tasks = [
      { id: 'a', title: 'Design', status: 'complete', output: 'two variants' },
      { id: 'b', title: 'Policy', status: 'in_progress' },
    ] as const;
    expect(shown(plan('Agents', tasks))).toBe('Agents\n● Design – two variants\n◐ Policy');
  });

  it('show the text if there are no blocks', () => {
    expect(messageAsText({ text: '<#C1>: 1 &lt; 2 &amp; 3 <!here>', blocks: [] }, nameOf)).toBe(
      '#growth: 1 < 2 & 3 @here',
    );
    expect(mrkdwnAsText('<https://example.com>', nameOf)).toBe('https://example.com');
  });
});
