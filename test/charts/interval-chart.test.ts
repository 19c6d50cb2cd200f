import { describe, expect, it } from 'vitest';
import { drawIntervals, type IntervalChart, type IntervalRow } from '#charts/interval-chart.ts';

const ROW: IntervalRow = {
  ...{ name: 'Orders', note: 'goal, should rise', verdict: 'proven better', tone: 'good', isGoal: true },
  ...{ estimate: 0.1, interval: { lower: 0.05, upper: 0.15 }, figures: '+10.00 %' },
  limit: null,
};

function svgOf(rows: readonly Partial<IntervalRow>[], more: Partial<IntervalChart> = {}): string {
  const chart = { title: 'T', subtitle: 'S', empty: 'Nothing is shown yet.', description: 'D', ...more };
  const all = rows.map((row) => ({ ...ROW, ...row }));
  return drawIntervals({ ...chart, rows: all }, { layout: 'wide', theme: 'light' });
}

function linesWith(svg: string, width: number) {
  const line = new RegExp(
    `<line x1="([^"]+)" y1="([^"]+)" x2="([^"]+)" y2="([^"]+)" stroke="([^"]+)" stroke-width="${width}"`,
    'gu',
  );
  return Array.from(svg.matchAll(line), ([, x1, y1, x2, y2, stroke]) => ({
    ...{ x1: Number(x1), y1: Number(y1), x2: Number(x2), y2: Number(y2), stroke },
  }));
}

/** The thick lines: one bar a row. */
const barsOf = (svg: string) => linesWith(svg, 6);
/** The ends of intervals. */
const capsOf = (svg: string) => linesWith(svg, 3);
const arrowsIn = (svg: string) =>
  svg.match(/<polygon points="[^"]+" fill="#(?:0b5cad|b3400a|5f5f66)"/gu)?.length ?? 0;

describe('intervals', () => {
  it('stand on one scale: the same lift is at the same place in every row', () => {
    const [one, other] = barsOf(svgOf([ROW, { interval: { lower: -0.05, upper: 0.05 }, isGoal: false }]));
    expect(one?.x1).toBe(other?.x2);
    const [widthOne, widthOther] = [one, other].map((bar) => (bar?.x2 ?? 0) - (bar?.x1 ?? 0));
    expect(widthOne).toBeCloseTo(widthOther ?? 0, 1);
  });

  it('lie on the right of no change exactly if they are above it', () => {
    const svg = svgOf([ROW, { interval: { lower: -0.15, upper: -0.05 }, estimate: -0.1 }]);
    const [above, below] = barsOf(svg);
    const zero = linesWith(svg, 2)[0]?.x1 ?? 0;
    expect(above?.x1).toBeGreaterThan(zero);
    expect(below?.x2).toBeLessThan(zero);
  });

  it('end in two caps, and in an arrow if they have no bound or go on beyond the picture', () => {
    expect([capsOf(svgOf([ROW])).length, arrowsIn(svgOf([ROW]))]).toEqual([2, 0]);
    for (const lower of [null, Number.NEGATIVE_INFINITY, -40]) {
      const svg = svgOf([ROW, { isGoal: false, interval: { lower, upper: 0.1 } }]);
      expect([lower, capsOf(svg).length, arrowsIn(svg)]).toEqual([lower, 3, 1]);
    }
    const both = svgOf([{ interval: { lower: null, upper: null } }]);
    expect([capsOf(both).length, arrowsIn(both)]).toEqual([0, 2]);
  });

  it('that lie beyond the picture as a whole never cross no change', () => {
    const svg = svgOf([ROW, { isGoal: false, estimate: 9, interval: { lower: 8, upper: 10 } }]);
    const zero = linesWith(svg, 2)[0]?.x1 ?? 0;
    expect(barsOf(svg)[1]?.x1).toBeGreaterThan(zero);
    expect([capsOf(svg).length, arrowsIn(svg)]).toEqual([2, 1]);
    // No estimate is drawn at a place that is not its own.
    expect(svg.match(/<circle/gu)).toHaveLength(1);
  });

  it('are left out for a metric that cannot be judged, which still has its name, its margin and its verdict', () => {
    const svg = svgOf([
      ROW,
      {
        name: 'Refunds',
        verdict: 'cannot be judged',
        tone: 'unjudged',
        interval: null,
        estimate: null,
        limit: { at: 0.05, kind: 'margin' },
      },
    ]);
    expect(barsOf(svg)).toHaveLength(1);
    expect(svg).toContain('>Refunds<');
    expect(svg).toContain('>cannot be judged<');
    expect(svg).toContain('stroke-dasharray="6 3"');
    expect(svg).toContain('>margin of a guardrail<');
  });

  it('say in words and by shape what their colour says', () => {
    const better = svgOf([ROW]);
    const worse = svgOf([{ tone: 'bad', verdict: 'proven worse' }]);
    const open = svgOf([{ tone: 'open', verdict: 'no difference proven' }]);
    expect(
      [better, worse, open].map((svg) => [
        /<circle[^>]*fill="#0b5cad"/u.test(svg),
        /<rect[^>]*fill="#b3400a"/u.test(svg),
        /<circle[^>]*fill="#ffffff"/u.test(svg),
      ]),
    ).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
    expect(
      [better, worse, open].map((svg) => /proven better|proven worse|no difference proven/u.exec(svg)?.[0]),
    ).toEqual(['proven better', 'proven worse', 'no difference proven']);
  });

  it('print the sign of every number on the scale', () => {
    const svg = svgOf([{ interval: { lower: -0.1, upper: 0.2 }, figures: '' }]);
    const labels: readonly string[] = svg.match(/[+−]?\d+ %(?=<)/gu) ?? [];
    expect(labels).toEqual(['−10 %', '0 %', '+10 %', '+20 %']);
  });

  it('are words only if there is nothing to show', () => {
    const svg = svgOf([]);
    expect(svg).toContain('>Nothing is shown yet.<');
    expect(barsOf(svg)).toEqual([]);
  });

  it('hold what people typed as text, whatever it is', () => {
    const typed = '</text><script>alert("1")</script> & \u0000\u0008\uFFFE \uD800 \'"';
    const svg = svgOf([{ name: typed, note: typed, verdict: typed, figures: typed }], {
      title: typed,
      subtitle: typed,
      description: typed,
    });
    expect(svg).not.toContain('<script');
    for (const one of ['\u0000', '\u0008', '\uFFFE', '\uD800']) expect(svg).not.toContain(one);
    expect(svg).toContain('&lt;script&gt;');
  });

  it('are numbers alone: no NaN, no infinity and nothing undefined gets into a picture', () => {
    const odd = [0, -0, 1e-12, 1e12, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null];
    for (const lower of odd)
      for (const upper of odd)
        expect(svgOf([{ interval: { lower, upper }, estimate: lower }])).not.toMatch(
          /NaN|Infinity|undefined/u,
        );
  });
});
