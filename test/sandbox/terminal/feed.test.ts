import { describe, expect, it } from 'vitest';
import { fields, header, section } from '#block-kit/layout.ts';
import type { SlackEphemeral, SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { createFeed } from '#sandbox/terminal/feed.ts';
import { paint } from '#sandbox/terminal/paint.ts';
import { lookAt, onTheWire } from './examples.ts';

const DAY = 86_400;
const NINE = Date.UTC(2026, 8, 7, 9) / 1000;

function said(seconds: number, words: string, thread?: number): SlackMessage {
  const blocks = onTheWire(thread === undefined ? [header(words)] : [section(words)]);
  const place = thread === undefined ? {} : { thread_ts: `${thread}.000001` };
  return {
    type: 'message',
    channel: 'C1',
    ts: `${seconds}.000001`,
    user: 'B1',
    text: words,
    blocks,
    ...place,
  };
}

function feed() {
  const { names } = lookAt(60);
  const made = createFeed({ look: { columns: 60, names }, numbersFor: () => () => null, reader: () => 'U1' });
  return (kind: 'message-posted' | 'message-updated', message: SlackMessage) =>
    paint(made.linesFor({ kind, message }), false);
}

describe('the feed', () => {
  it('says when a new day begins, once', () => {
    const show = feed();
    expect(show('message-posted', said(NINE, 'Card'))).toMatch(/^── Mon 7 Sep ──\n09:00/);
    expect(show('message-posted', said(NINE + 60, 'one', NINE))).toBe('  09:01  experiment_bot\n  │ one\n');
    expect(show('message-posted', said(NINE + DAY, 'two', NINE))).toMatch(/^── Tue 8 Sep ──\n {2}09:00/);
  });

  it('says when it goes on in another thread, and not when a thread begins', () => {
    const show = feed();
    show('message-posted', said(NINE, 'First'));
    expect(show('message-posted', said(NINE + 1, 'Second'))).not.toContain('in:');
    expect(show('message-posted', said(NINE + 2, 'more', NINE))).toMatch(/^── in: First ──\n/);
    expect(show('message-posted', said(NINE + 3, 'still', NINE))).not.toContain('in:');
    expect(show('message-updated', said(NINE + 1, 'Renamed'))).toMatch(/^── in: Renamed ──\n/);
  });

  it('tells an edit by what is new in it', () => {
    const show = feed();
    show('message-posted', said(NINE, 'Card'));
    show('message-posted', said(NINE + 1, 'before', NINE));
    expect(show('message-updated', said(NINE + 1, 'after', NINE))).toBe('  │ after\n');
    expect(show('message-updated', said(NINE + 1, 'after', NINE))).toBe('');
  });

  it('folds a reply that is built like an earlier one of its thread, but never a card', () => {
    const { names } = lookAt(60);
    const options = { look: { columns: 60, names }, numbersFor: () => () => null, reader: () => null };
    const made = createFeed({ ...options, foldsRepeats: true });
    const report = (ts: number, thread?: number) => {
      const blocks = onTheWire([header('Look'), section('words'), fields(['*Goal*\nup']), section('more')]);
      return { ...said(ts, 'Look', thread), blocks };
    };
    const show = (message: SlackMessage) => paint(made.linesFor({ kind: 'message-posted', message }), false);
    expect(show(report(NINE))).toContain('more');
    expect(show(report(NINE + 1))).toContain('more');
    expect(show(report(NINE + 2, NINE))).toContain('more');
    const folded = show(report(NINE + 3, NINE));
    expect(folded).toContain('Goal');
    expect(folded).toContain('Folded: ');
    expect(folded).not.toContain('more');
  });

  it('says who alone sees what', () => {
    const { names } = lookAt(60);
    const made = createFeed({
      look: { columns: 60, names },
      numbersFor: () => () => null,
      reader: () => 'U1',
    });
    const message: SlackEphemeral = {
      ...{ type: 'ephemeral', channel: 'C1', ts: `${NINE}.000001`, user: 'B1', text: 'Hush.', blocks: [] },
      to: 'U1',
    };
    expect(paint(made.linesFor({ kind: 'ephemeral-posted', message }), false)).toContain(
      '(only you see this)',
    );
    const other = { ...message, to: 'U2' };
    expect(paint(made.linesFor({ kind: 'ephemeral-posted', message: other }), false)).toContain(
      '(only @priya sees this)',
    );
  });
});
