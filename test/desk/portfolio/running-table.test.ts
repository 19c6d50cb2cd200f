import { describe, expect, it } from 'vitest';
import { runningTable } from '#desk/portfolio/running-table.ts';
import { momentAfter } from '#domain/looks/running-time.ts';
import { summarize } from '#domain/summary.ts';
import { DAY } from '#shared/clock.ts';
import { textOfPage } from '#test/desk/page-text.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import type { Story } from '#test/support/example-story.ts';

/** The cells of the line of an experiment after so many days of its registered split. */
function cellsOf({ experiment }: Story, days: number): readonly string[] {
  const { launch } = experiment;
  const now = momentAfter({ pauses: [] }, launch?.runningSince ?? launch?.at ?? 0, days * DAY);
  const line = { summary: summarize(experiment), experiment, url: null };
  const body = runningTable('Running', [line], { nameOf: () => 'mia', now });
  const row = textOfPage({ title: '', body }).split('\n').at(-1) ?? '';
  return row.split('|').map((cell) => cell.trim());
}

const DAYS_LEFT = 3;
const HEALTH = 5;

describe('the table of what runs', () => {
  it.each([
    [0.5, '22 of 22'],
    [14.9, '8 of 22'],
    [15, '7 of 22'],
    [15.1, '7 of 22'],
    [21.5, '1 of 22'],
    [22, '0 of 22'],
    [30, '0 of 22'],
  ])('counts the days to the registered end as a report does: after %d days', (days, left) => {
    expect(cellsOf(EXAMPLES.interimReport, days)[DAYS_LEFT]).toBe(left);
  });

  it('calls no data fine that was never read', () => {
    expect(cellsOf(EXAMPLES.launched, 0.01)[HEALTH]).toBe('Not known no reading was taken yet');
    expect(cellsOf(EXAMPLES.interimReport, 15)[HEALTH]).toBe('Fine');
  });
});
