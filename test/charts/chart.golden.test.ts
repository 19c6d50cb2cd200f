import { describe, expect, it } from 'vitest';
import { drawExposures } from '#charts/exposure-chart.ts';
import { drawIntervals } from '#charts/interval-chart.ts';
import { drawStateBars } from '#charts/state-bars.ts';
import { drawSurfaceCalendar } from '#charts/surface-calendar.ts';
import { drawTrend } from '#charts/trend-chart.ts';
import { expectGolden, goldenFiles } from '#test/support/golden.ts';
import {
  CALENDAR_SITUATIONS,
  EXPOSURE_SITUATIONS,
  INTERVAL_SITUATIONS,
  STATE_SITUATIONS,
  TREND_SITUATIONS,
} from './situations.ts';

const LOOKS = [
  { layout: 'wide', theme: 'light' },
  { layout: 'narrow', theme: 'dark' },
] as const;

const PICTURES = LOOKS.flatMap((look) => [
  ...Object.entries(INTERVAL_SITUATIONS).map(([name, chart]) => ({
    file: `intervals-${name}-${look.layout}-${look.theme}.svg`,
    svg: drawIntervals(chart, look),
  })),
  ...Object.entries(TREND_SITUATIONS).map(([name, chart]) => ({
    file: `trend-${name}-${look.layout}-${look.theme}.svg`,
    svg: drawTrend(chart, look),
  })),
  ...Object.entries(CALENDAR_SITUATIONS).map(([name, chart]) => ({
    file: `calendar-${name}-${look.layout}-${look.theme}.svg`,
    svg: drawSurfaceCalendar(chart, look),
  })),
  ...Object.entries(EXPOSURE_SITUATIONS).map(([name, chart]) => ({
    file: `exposures-${name}-${look.layout}-${look.theme}.svg`,
    svg: drawExposures(chart, look),
  })),
  ...Object.entries(STATE_SITUATIONS).map(([name, chart]) => ({
    file: `states-${name}-${look.layout}-${look.theme}.svg`,
    svg: drawStateBars(chart, look),
  })),
]);

/** One element a line, so that a changed picture can be read like code. */
const readable = (svg: string) => `${svg.replaceAll(/></gu, '>\n<')}\n`;

describe('a picture', () => {
  it.each(PICTURES)('$file looks as it was looked at', ({ file, svg }) => {
    expectGolden(`charts/${file}`, readable(svg));
  });

  it('leaves no reviewed file behind', () => {
    expect(goldenFiles('charts').toSorted()).toEqual(PICTURES.map(({ file }) => file).toSorted());
  });
});
