import { describe, expect, it } from 'vitest';
import { context, section } from '#block-kit/layout.ts';
import { paint } from '#sandbox/terminal/paint.ts';
import { updateLines } from '#sandbox/terminal/update.ts';
import { cardBlocks, lookAt, messageOf, reviewButtons, steps } from './examples.ts';

function news(before: readonly object[], after: readonly object[], inThread = true): string {
  return paint(
    updateLines(messageOf(before, { inThread }), messageOf(after, { inThread }), lookAt(80)),
    false,
  );
}

describe('an edited message in the terminal', () => {
  it('tells the stamp alone if buttons were pressed', () => {
    const body = section('A long plan that was shown before.');
    const stamp = context([':ballot_box_with_check: Approved by <@U2> · <!date^1788775200^{time}|later>']);
    expect(news([body, reviewButtons()], [body, stamp])).toBe('  ✓ Approved by @priya · 10:00\n');
  });

  it('tells the card’s next step if it changed, and nothing if it did not', () => {
    const before = cardBlocks('planned (in-review)', 'Waiting for an approver.');
    const after = cardBlocks('planned (approved)', 'The implementer is about to start.');
    expect(news(before, after, false)).toBe(
      '↻ card: planned (approved) · The implementer is about to start.\n',
    );
    expect(news(before, cardBlocks('planned (draft)', 'Waiting for an approver.'), false)).toBe('');
  });

  it('tells steps as they end, each once', () => {
    expect(news(steps(), steps('in_progress'))).toBe('');
    expect(news(steps('in_progress'), steps('complete', 'in_progress'))).toBe(
      '  │ ✅ Understand the idea: done, note 0\n',
    );
    expect(news(steps('complete'), steps('complete', 'error'))).toBe('  │ ⚠️ Read the baseline\n');
  });

  it('tells any other new line', () => {
    expect(news([section('one\ntwo')], [section('one\nthree')])).toBe('  │ three\n');
    expect(news([section('one')], [section('one')])).toBe('');
  });
});
