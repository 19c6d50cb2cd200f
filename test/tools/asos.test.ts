import { describe, expect, test } from 'vitest';
import { drawPicture } from '#tools/asos/picture.ts';
import { readTracks } from '#tools/asos/read-checkpoints.ts';
import { replayTrack } from '#tools/asos/replay-track.ts';
import { summarise } from '#tools/asos/summarise.ts';

const HEADER =
  'experiment_id,variant_id,metric_id,time_since_start,count_c,count_t,mean_c,mean_t,variance_c,variance_t';
/** Ten daily checkpoints of 1,000 units an arm; the effect is in standard errors at that look. */
const days = (effects: readonly number[]) =>
  effects.map((effect, day) => {
    const n = 1000 * (day + 1);
    return `e,1,1,${day + 1},${n},${n},0,${effect * Math.sqrt(2 / n)},1,1`;
  });
const replayOf = (rows: readonly string[]) => {
  const [track] = readTracks([HEADER, ...rows].join('\n'));
  return track === undefined ? null : replayTrack(track);
};

describe('reading checkpoints', () => {
  test('leaves out a missing variance instead of making it 0', () => {
    const [track] = readTracks(`${HEADER}\ne,1,4,1,500,500,1,1,2,2\ne,1,4,2,900,900,1,1,,2\n`);
    expect(track).toMatchObject({ missing: 1, endMissing: true });
    expect(track?.checkpoints).toHaveLength(1);
  });

  test('refuses another table', () => {
    expect(() => readTracks('a,b\n1,2')).toThrow(TypeError);
  });
});

describe('replaying', () => {
  test('an early fluke stops peeking only, and the end contradicts it', () => {
    const replay = replayOf(days([2.2, 1.5, 1, 0.8, 0.7, 0.5, 0.4, 0.3, 0.2, 0.1]));
    expect(replay?.stops).toEqual({
      fixed: null,
      peeking: { fraction: 0.1, sign: 1 },
      spending: null,
      sequence: null,
    });
    const peeking = summarise(replay === null ? [] : [replay])[1];
    expect(peeking).toMatchObject({ stopped: 1, contradicted: 1, reversed: 0, medianFraction: 0.1 });
  });

  test('a large effect stops everything before the end', () => {
    const replay = replayOf(days([2, 4, 5, 6, 7, 8, 9, 9.5, 10, 10.5]));
    expect(replay?.precisionRises).toBe(true);
    expect(replay?.stops.peeking?.fraction).toBe(0.1);
    expect(replay?.stops.fixed?.fraction).toBe(1);
    for (const method of ['spending', 'sequence'] as const) {
      expect(replay?.stops[method]?.fraction).toBeLessThan(0.6);
    }
  });

  test('too few checkpoints or units give nothing', () => {
    expect(replayOf(days([3]))).toBeNull();
    expect(replayOf(['e,1,1,1,50,50,0,1,1,1', 'e,1,1,2,60,60,0,1,1,1'])).toBeNull();
  });

  test('the picture is one well-formed drawing without a number that is none', () => {
    const replay = replayOf(days([2, 4, 5, 6, 7, 8, 9, 9.5, 10, 10.5]));
    const svg = drawPicture(summarise(replay === null ? [] : [replay]));
    expect(svg).toMatch(/^<svg [^>]+>[\s\S]+<\/svg>\n$/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(drawPicture(summarise([]))).not.toMatch(/NaN|Infinity|undefined/);
  });
});
