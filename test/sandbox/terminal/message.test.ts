import { describe, expect, it } from 'vitest';
import { section } from '#block-kit/layout.ts';
import { messageLines } from '#sandbox/terminal/message.ts';
import { modalLines } from '#sandbox/terminal/modal.ts';
import { paint } from '#sandbox/terminal/paint.ts';
import { lineWidth } from '#sandbox/terminal/width.ts';
import { cardBlocks, everyKind, formView, lookAt, messageOf, reviewButtons, steps } from './examples.ts';

const golden = (name: string) => `../../golden/terminal/${name}.txt`;
const card = messageOf(cardBlocks('planned (in-review)', 'Waiting for an approver.'), { inThread: false });
const plan = messageOf([section('*Hypothesis*  If we move the gate, players come back.'), reviewButtons()]);

describe('a message in the terminal', () => {
  it.each([
    ['card', card],
    ['buttons', plan],
    ['every-kind', messageOf(everyKind())],
    ['steps-planned', messageOf(steps())],
    ['steps-under-way', messageOf(steps('complete', 'error', 'in_progress'))],
    ['words-only', messageOf([], { text: 'No blocks, *only* words for <@U2>.' })],
  ])('is shown as reviewed: %s', async (name, message) => {
    const lines = messageLines(message, lookAt(80, message.blocks));
    await expect(paint(lines, false)).toMatchFileSnapshot(golden(name));
  });

  it('says who alone sees it', async () => {
    const lines = messageLines(
      messageOf([], { text: 'You asked for it.' }),
      lookAt(80),
      '(only you see this)',
    );
    expect(paint(lines, false)).toBe('  09:00  experiment_bot  (only you see this)\n  │ You asked for it.\n');
  });

  it.each([60, 72, 80, 96])('is never wider than %i columns', (columns) => {
    for (const message of [card, plan, messageOf(everyKind()), messageOf(steps('complete'))]) {
      const widest = Math.max(...messageLines(message, lookAt(columns, message.blocks)).map(lineWidth));
      expect(widest).toBeLessThanOrEqual(columns);
    }
  });

  it('shows the same words with colour as without', () => {
    const lines = messageLines(plan, lookAt(80, plan.blocks));
    const esc = String.fromCharCode(27);
    const coloured = paint(lines, true);
    expect(coloured).toContain(`${esc}[1m`);
    expect(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), '')).toBe(paint(lines, false));
  });
});

describe('a form in the terminal', () => {
  it('is shown field by field', async () => {
    await expect(paint(modalLines(formView(), lookAt(80)), false)).toMatchFileSnapshot(golden('form'));
  });
});
