import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadShopFiles } from '#sandbox/stand-ins/github/seed.ts';
import { DAY } from '#shared/clock.ts';
import { startJourney } from '#test/support/journey.ts';
import { countPerDay, medianOf, workDaysOf } from '#tools/month/figures.ts';
import { drawMonth, MOST, writeMonthSettings } from '#tools/month/month-plan.ts';
import { listenToBot } from '#tools/month/noise.ts';
import { placeFiles } from '#tools/month/places.ts';
import { playMonth } from '#tools/month/play-month.ts';

/** A Monday. */
const START = Date.UTC(2026, 8, 7);

describe('the figures of a month', () => {
  it('count each day, those without a message too', () => {
    const moments = [START, START + DAY - 1, START + 2 * DAY, START - 1, START + 3 * DAY];
    expect(countPerDay(moments, START, 3)).toEqual([2, 0, 1]);
  });

  it('leave Saturdays and Sundays out of working days', () => {
    expect(workDaysOf([1, 2, 3, 4, 5, 6, 7, 8], START)).toEqual([1, 2, 3, 4, 5, 8]);
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('have a median: of %j it is %d', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });
});

describe('a simulated month', () => {
  it('proposes each experiment on a surface of its own, in the first half', () => {
    const plan = drawMonth(MOST, 30, 7);
    expect(new Set(plan.map(({ form }) => form['surface'])).size).toBe(MOST);
    expect(plan.every(({ day }) => day >= 0 && day < 15)).toBe(true);
    expect(drawMonth(MOST, 30, 7)).toEqual(plan);
  });

  it('is played by people who get an experiment out, and hears every message of the bot and no edit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'month-'));
    const settingsFile = join(folder, 'co-pilot.yaml');
    await writeMonthSettings(settingsFile);
    const files = placeFiles(await loadShopFiles());
    const journey = await startJourney({ settingsFile, files });
    try {
      const { slack } = journey.running.sandbox;
      const posted = listenToBot(slack);
      const { keys, inVain } = await playMonth(journey, drawMonth(1, 4, 1), { days: 5, seed: 1 });
      expect({ keys: keys.length, inVain }).toEqual({ keys: 1, inVain: [] });
      const shown = slack.snapshot().messages.filter(({ bot_id: bot }) => bot !== undefined);
      expect(posted).toHaveLength(shown.length);
      expect((await journey.load(keys[0] ?? '')).status).toMatch(/implemented|verifying|running/);
    } finally {
      await journey.running.close();
      await rm(folder, { recursive: true });
    }
  });
});
