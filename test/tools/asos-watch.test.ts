import { describe, expect, test } from 'vitest';
import { playWatch } from '#tools/asos/play-watch.ts';
import { readExperiments } from '#tools/asos/read-experiments.ts';
import { watchSection } from '#tools/asos/watch-section.ts';

const HEADER =
  'experiment_id,variant_id,metric_id,time_since_start,count_c,count_t,mean_c,mean_t,variance_c,variance_t';

/** Daily checkpoints over three weeks of a 20 % rate and an amount; units of the treatment by those of the control. */
function experiment(id: string, ratio: number, rate: number, amount = 10) {
  return Array.from({ length: 23 }, (_, index) => {
    const [day, n] = [index + 1, 2_000 * (index + 1)];
    const treated = Math.round(n * ratio);
    const rateRow = `${id},1,1,${day},${n},${treated},0.2,${rate},0.16,${rate * (1 - rate)}`;
    return [rateRow, `${id},1,4,${day},${n},${treated},10,${amount},100,100`];
  }).flat();
}

const played = (rows: readonly string[]) => readExperiments([HEADER, ...rows].join('\n')).map(playWatch);

describe('real experiments through the watch and the verdict', () => {
  test('ship what is proven better, at a whole week', () => {
    const [one] = played(experiment('better', 1, 0.215));
    expect(one).toMatchObject({ recommendation: 'ship', rule: 'proven-and-safe', day: 14, splitAlarm: null });
    // Days 7, 14 and 21; the other 20 checkpoints are watches.
    expect([one?.looks, one?.watches]).toEqual([3, 20]);
  });

  test('end without shipping at the last whole week if nothing is proven', () => {
    const [one] = played(experiment('same', 1, 0.2));
    expect(one).toMatchObject({ recommendation: 'end-without-winner', day: 21, lastDay: 23 });
  });

  test('tell a broken split on the day on which chi-square passes 0.1 %, and read nothing', () => {
    // 4 % fewer, by SciPy: chi-square is 9.80 after 6 days (p 0.0018) and 11.43 after 7 (p 0.0007).
    const [one] = played(experiment('broken', 0.96, 0.25));
    expect(one).toMatchObject({ recommendation: 'do-not-read', rule: 'split-broken', day: 21 });
    expect([one?.splitAlarm, one?.isSplitBroken]).toEqual([7, true]);
  });

  test('take harm out at once', () => {
    const [one] = played(experiment('harmful', 1, 0.2, 7));
    expect(one?.recommendation).toBe('kill');
    expect(one?.takenOut[0]).toMatch(/^treatment-1 on day [1-7]$/);
  });

  test('leave a metric out if its figures are missing, and say that data are not sound', () => {
    const rows = experiment('holes', 1, 0.2).map((row) =>
      row.includes(',4,') ? row.replace(/,100,100$/, ',,100') : row,
    );
    const [real] = readExperiments([HEADER, ...rows].join('\n'));
    expect(Object.keys(real?.moments[0]?.moments['metric-4'] ?? {})).toEqual(['treatment-1']);
    expect(played(rows)[0]?.rule).toBe('data-not-sound');
  });

  test('are put in words with the splits that were told', () => {
    const section = watchSection(
      played([...experiment('broken', 0.96, 0.25), ...experiment('uneven', 2, 0.2)]),
    );
    expect(section).toContain('| broken | 7.0 | 0.9600 | yes |  |');
    expect(section).toContain('| uneven | 1.0 | 2.0000 | yes | perhaps planned so |');
    expect(section).toContain('| do-not-read (split-broken) | 2 |');
  });

  test('refuse another table', () => {
    expect(() => readExperiments('a,b\n1,2')).toThrow(TypeError);
  });
});
