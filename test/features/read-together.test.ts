import { describe, expect, it } from 'vitest';
import { postHogFault } from '#adapters/posthog/fault-kinds.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { readTogether } from '#features/read-together.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import type { AppError } from '#shared/errors.ts';

const lines = ['a', 'b', 'c'].map((key) => ({ key }) as ExperimentSummary);
const tooLarge = postHogFault('query-too-large', 'too large');
const wait = postHogFault('rate-limited', 'wait');
const denied = postHogFault('unauthorised', 'no');
const away = postHogFault('unreachable', 'away');

/** A source that fails for these questions, by the flags that they ask for; each experiment asks two requests. */
async function reading(
  faultFor: (flags: string) => AppError | null,
  without: string | null = null,
  simpler: readonly string[] = [],
) {
  const asked: string[] = [];
  const taken: string[] = [];
  const looks = async (requests: readonly LookRequest[]) => {
    const flags = requests.map(({ flagKey }) => flagKey).join(' ');
    asked.push(flags);
    const fault = faultFor(flags);
    if (fault !== null) throw fault;
    return requests.map(({ flagKey }) => ({ multiple: 0, flagKey }) as unknown as LookFigures);
  };
  const source = { looks, checkLimit: () => {} } as unknown as MetricsSource;
  const outcomes = await readTogether(source, lines, async ({ key }) => {
    if (key === without) return null;
    return {
      requests: [`${key}1`, `${key}2`].map((flagKey) => ({ flagKey }) as LookRequest),
      ...(simpler.length === 0 ? {} : { simpler: simpler.map((flagKey) => ({ flagKey }) as LookRequest) }),
      take: async (figures) => {
        taken.push(`${key}: ${figures.map((one) => Reflect.get(one, 'flagKey')).join(' ')}`);
      },
    };
  });
  return { asked, taken, outcomes };
}

describe('several experiments in one question', () => {
  it('get each their own answers', async () => {
    const { asked, taken, outcomes } = await reading(() => null);
    expect(asked).toEqual(['a1 a2 b1 b2 c1 c2']);
    expect(taken).toEqual(['a: a1 a2', 'b: b1 b2', 'c: c1 c2']);
    expect(outcomes).toEqual(['read', 'read', 'read']);
  });

  it('are asked for by themselves if the question is refused, so that one spoils no other', async () => {
    const { asked, taken, outcomes } = await reading((flags) => (flags.includes('b') ? tooLarge : null));
    expect(asked).toEqual(['a1 a2 b1 b2 c1 c2', 'a1 a2', 'b1 b2', 'c1 c2']);
    expect(taken).toEqual(['a: a1 a2', 'c: c1 c2']);
    expect(outcomes).toEqual(['read', tooLarge, 'read']);
  });

  it('are asked in a simpler form once, if theirs is refused by itself', async () => {
    const { asked, taken, outcomes } = await reading(
      (flags) => (flags.includes('b2') ? tooLarge : null),
      null,
      ['plain1', 'plain2'],
    );
    expect(asked.slice(1)).toEqual(['a1 a2', 'b1 b2', 'plain1 plain2', 'c1 c2']);
    expect(taken[1]).toBe('b: plain1 plain2');
    expect(outcomes).toEqual(['read', 'read', 'read']);
    const alone = await reading((flags) => (flags.includes('2') ? tooLarge : null), 'b', ['plain']);
    expect(alone.asked.at(-1)).toBe('plain');
    const gone = await reading((flags) => (flags.includes('plain') ? wait : tooLarge), null, ['plain']);
    expect(gone.outcomes).toEqual([wait, wait, wait]);
  });

  it.each([[wait], [away], [denied]])(
    'are not asked for again if the source cannot answer now: %s',
    async (fault) => {
      const { asked, outcomes } = await reading(() => fault);
      expect(asked).toHaveLength(1);
      expect(outcomes).toEqual([fault, fault, fault]);
    },
  );

  it('are left as soon as the source cannot answer any more', async () => {
    const { asked, outcomes } = await reading((flags) =>
      flags === 'b1 b2' ? wait : flags.includes('b') ? tooLarge : null,
    );
    expect(asked).toEqual(['a1 a2 b1 b2 c1 c2', 'a1 a2', 'b1 b2']);
    expect(outcomes).toEqual(['read', wait, wait]);
  });

  it('are not even prepared while the source asks to wait', async () => {
    let prepared = 0;
    const checkLimit = () => {
      throw wait;
    };
    const outcomes = await readTogether({ checkLimit } as unknown as MetricsSource, lines, async () => {
      prepared += 1;
      return null;
    });
    expect([prepared, outcomes]).toEqual([0, [wait, wait, wait]]);
  });

  it('leave out one that has nothing to read', async () => {
    const { asked, outcomes } = await reading(() => null, 'b');
    expect(asked).toEqual(['a1 a2 c1 c2']);
    expect(outcomes).toEqual(['read', 'nothing', 'read']);
  });
});
