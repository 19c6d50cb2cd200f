import { describe, expect, it } from 'vitest';
import { drawTrend, type TrendChart } from '#charts/trend-chart.ts';
import type { TrendPoint } from '#charts/trend-series.ts';

function point(day: number, estimate: number, more: Partial<TrendPoint> = {}): TrendPoint {
  return {
    day,
    estimate,
    lower: estimate - 0.05,
    upper: estimate + 0.05,
    tone: 'open',
    words: `${day}`,
    ...more,
  };
}

function svgOf(points: readonly TrendPoint[], more: Partial<TrendChart> = {}): string {
  const chart = { title: 'T', subtitle: 'S', endDay: 28, worth: 0.02, empty: 'None yet.', description: 'D' };
  const panels = [{ name: 'treatment', points }];
  return drawTrend({ ...chart, panels, ...more }, { layout: 'wide', theme: 'light' });
}

const numbers = (text: string | undefined) => (text ?? '').split(/[ ,]/u).map(Number);

function bandOf(svg: string) {
  const places = numbers(/<polygon points="([^"]+)"[^>]*fill-opacity/u.exec(svg)?.[1]);
  return places.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: places[index + 1] ?? 0 }] : []));
}

describe('the trend', () => {
  it('has a band between the intervals of its looks, in the order of the days', () => {
    const [first, second, lowSecond, lowFirst] = bandOf(svgOf([point(7, 0.01), point(14, 0.01)]));
    expect(second?.x).toBeGreaterThan(first?.x ?? 0);
    expect([lowFirst?.x, lowSecond?.x]).toEqual([first?.x, second?.x]);
    expect(lowFirst?.y).toBeGreaterThan(first?.y ?? 0);
    expect(first?.y).toBe(second?.y);
  });

  it('puts days in proportion, the planned end among them', () => {
    const svg = svgOf([point(7, 0.01), point(14, 0.01), point(28, 0.01)]);
    const [first, second, last] = bandOf(svg);
    expect((last?.x ?? 0) - (second?.x ?? 0)).toBeCloseTo(2 * ((second?.x ?? 0) - (first?.x ?? 0)), 0);
    expect(svg).toContain(`x1="${last?.x}"`);
    expect(svg).toContain('planned end, day 28');
  });

  it('shows the end of the plan, before and after it', () => {
    for (const days of [[7], [7, 35]]) {
      const svg = svgOf(days.map((day) => point(day, 0.01)));
      expect(svg).toMatch(/stroke-dasharray="6 3"/u);
      expect(svg).toContain('>day 28<');
    }
  });

  it('has an arrow at an interval without a bound', () => {
    const arrows = (svg: string) => svg.match(/<polygon points="[^"]+" fill="#5f5f66"\/>/gu)?.length ?? 0;
    expect(arrows(svgOf([point(7, 0.1), point(14, 0.1)]))).toBe(0);
    expect(arrows(svgOf([point(7, 0.1, { upper: null }), point(14, 0.1)]))).toBe(1);
    expect(arrows(svgOf([point(7, 0.1, { upper: null, lower: null }), point(14, 0.1)]))).toBe(2);
  });

  it('gives every treatment a panel of its own on the same scale', () => {
    const panels = [
      { name: 'gate-40', points: [point(7, 0.05), point(14, 0.05)] },
      { name: 'gate-50', points: [point(7, -0.05), point(14, -0.05)] },
    ];
    const svg = svgOf([], { panels });
    const bands = Array.from(svg.matchAll(/<polygon points="([^"]+)"[^>]*fill-opacity/gu), ([, points]) =>
      numbers(points),
    );
    const heights = bands.map((band) => (band.at(-1) ?? 0) - (band[1] ?? 0));
    expect(heights[0]).toBeCloseTo(heights[1] ?? 0, 1);
    expect(svg).toContain('>gate-40<');
    expect(svg).toContain('>gate-50<');
  });

  it('is words only before the first look that shows effects', () => {
    expect(svgOf([])).toContain('>None yet.<');
    expect(svgOf([])).not.toContain('<circle');
  });

  it('holds no NaN and no infinity', () => {
    const odd = [0, 1e-12, 1e9, Number.POSITIVE_INFINITY, null];
    for (const upper of odd) {
      const svg = svgOf([point(0, 0, { upper }), point(7, 0.1, { lower: upper })], { endDay: 0 });
      expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
    }
  });
});
