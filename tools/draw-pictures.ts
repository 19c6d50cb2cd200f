/**
 * `npm run pictures -- --out <folder>`: draws the pictures of test/charts/situations.ts as people meet them, at 360 and 800
 * pixels, light and dark, to be looked at; and as they go to the chat, with the bytes of each and the milliseconds of
 * processor time that it takes. Prints targets, judges none: times depend on the machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPictures } from '#adapters/resvg/pictures.ts';
import { THEMES, type ThemeName } from '#charts/chart-theme.ts';
import { drawExposures } from '#charts/exposure-chart.ts';
import { drawIntervals } from '#charts/interval-chart.ts';
import { drawStateBars } from '#charts/state-bars.ts';
import { drawSurfaceCalendar } from '#charts/surface-calendar.ts';
import { drawTrend } from '#charts/trend-chart.ts';
import {
  CALENDAR_SITUATIONS,
  EXPOSURE_SITUATIONS,
  INTERVAL_SITUATIONS,
  STATE_SITUATIONS,
  TREND_SITUATIONS,
} from '#test/charts/situations.ts';
import { readArguments, refuseArguments } from './command-line.ts';

const WIDTHS = [360, 800];
const SENT = 1280;
const ROUNDS = 5;

type DrawIn = (theme: ThemeName) => string;

const SITUATIONS: readonly (readonly [string, DrawIn])[] = [
  ...Object.entries(INTERVAL_SITUATIONS).map(
    ([name, chart]) =>
      [`intervals-${name}`, (theme: ThemeName) => drawIntervals(chart, { layout: 'wide', theme })] as const,
  ),
  ...Object.entries(EXPOSURE_SITUATIONS).map(
    ([name, chart]) =>
      [`exposures-${name}`, (theme: ThemeName) => drawExposures(chart, { layout: 'wide', theme })] as const,
  ),
  ...Object.entries(TREND_SITUATIONS).map(
    ([name, chart]) =>
      [`trend-${name}`, (theme: ThemeName) => drawTrend(chart, { layout: 'wide', theme })] as const,
  ),
  ...Object.entries(CALENDAR_SITUATIONS).map(
    ([name, chart]) =>
      [
        `calendar-${name}`,
        (theme: ThemeName) => drawSurfaceCalendar(chart, { layout: 'wide', theme }),
      ] as const,
  ),
  ...Object.entries(STATE_SITUATIONS).map(
    ([name, chart]) =>
      [`states-${name}`, (theme: ThemeName) => drawStateBars(chart, { layout: 'wide', theme })] as const,
  ),
];

const { pictures } = createPictures();

async function drawAll(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, draw] of SITUATIONS)
    for (const theme of Object.keys(THEMES) as ThemeName[])
      for (const width of WIDTHS)
        writeFileSync(
          join(folder, `${name}-${theme}-${width}.png`),
          await pictures.toPng(draw(theme), width),
        );
}

/** Processor time on all threads, of the quickest of some rounds, in milliseconds. */
async function cost(draw: DrawIn): Promise<{ readonly milliseconds: number; readonly bytes: number }> {
  let [milliseconds, bytes] = [Number.POSITIVE_INFINITY, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    ({ length: bytes } = await pictures.toPng(draw('light'), SENT));
    const { user, system } = process.cpuUsage(before);
    milliseconds = Math.min(milliseconds, (user + system) / 1000);
  }
  return { milliseconds, bytes };
}

async function main(): Promise<number> {
  const given = readArguments({ options: { out: { type: 'string' } } });
  if (given.kind === 'refused')
    return refuseArguments(given.problem, 'usage: npm run pictures -- --out <folder>');
  const { out } = given.value.values;
  if (typeof out === 'string') await drawAll(out);
  process.stdout.write(
    `${'picture'.padEnd(34)}${'bytes (≤ 60,000)'.padStart(18)}${'ms (≤ 50)'.padStart(12)}\n`,
  );
  for (const [name, draw] of SITUATIONS) {
    const { milliseconds, bytes } = await cost(draw);
    process.stdout.write(
      `${name.padEnd(34)}${String(bytes).padStart(18)}${milliseconds.toFixed(1).padStart(12)}\n`,
    );
  }
  return 0;
}

process.exitCode = await main();
