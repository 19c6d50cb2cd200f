import { describe, expect, it } from 'vitest';
import { CEILINGS, usedBy } from '#domain/spending/ceilings.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { IDEA, type Journey, keysOf } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { until } from '#test/support/journey-stages.ts';

/** An idea alone, the short form; answers the key. */
async function proposeIdea(journey: Journey, idea = IDEA): Promise<string> {
  const known = await keysOf(journey.running);
  await journey.command('mia', idea);
  await journey.fill('mia', {});
  return (await keysOf(journey.running)).find((key) => !known.includes(key)) ?? '';
}

const asked = ({ running }: Journey) => running.sandbox.model?.requests().length ?? 0;

/** Work that stops because the agents have used what they may. */
export function ceilingJourneys(): void {
  describe('a ceiling of what the agents may use', () => {
    it('of the experiment stops the work, asks in the thread, and lets it go on when an approver allows more', () =>
      withJourney(
        async (journey) => {
          const key = await proposeIdea(journey);
          const stopped = await journey.load(key);
          expect([stopped.status, stopped.failure?.reason, stopped.waiting?.act]).toEqual([
            'draft',
            'ceiling',
            'allow-more',
          ]);
          const said = (await journey.thread(key)).at(-1) ?? '';
          expect(said).toMatch(/used .* of 4,000 tokens for this experiment.*Allow more/s);
          const before = asked(journey);
          await journey.running.advance(2 * DAY, { step: HOUR });
          expect(asked(journey)).toBe(before);
          await unchanged(journey, key, () => journey.press('mia', key, 'allow_more'));
          expect(journey.told('mia')).toContain('Only approvers may');
          let presses = 0;
          for (; (await journey.load(key)).failure?.reason === 'ceiling' && presses < 9; presses += 1)
            await journey.press('priya', key, 'allow_more');
          const planned = await journey.load(key);
          expect([planned.status, planned.raised]).toEqual(['in-review', presses]);
          expect((await journey.thread(key)).join('\n')).toContain('More allowed by @priya');
          // Every answer that was paid for is in the books, also those before the stop.
          expect(planned.runs).toHaveLength(asked(journey));
          expect(planned.runs.every(({ at }) => at !== undefined)).toBe(true);
          expect(usedBy(planned.runs).tokens).toBeLessThan(4_000 * (presses + 1) + 4_000);
        },
        { ceilings: { ...CEILINGS, experiment: { usd: 5, tokens: 4_000 } } },
      ));

    it('of the day stops every experiment, and the work goes on by itself on the next day', () => {
      const day = { ...CEILINGS.day };
      return withJourney(
        async (journey) => {
          const first = await proposeIdea(journey);
          const planned = await journey.load(first);
          expect(planned.status).toBe('in-review');
          // Whatever the first plan took: now the day has no room for another question.
          day.tokens = usedBy(planned.runs).tokens;
          const second = await proposeIdea(journey, 'Send the men’s e-mail');
          const stopped = await journey.load(second);
          expect([stopped.failure?.reason, stopped.waiting]).toEqual(['day-ceiling', undefined]);
          expect((await journey.thread(second)).at(-1)).toMatch(
            /go on by themselves when the next day begins/,
          );
          const before = asked(journey);
          await journey.running.advance(10 * HOUR, { step: HOUR });
          expect(asked(journey)).toBe(before);
          await until(journey, second, ({ status }) => status === 'in-review', 1, 'in review');
        },
        { ceilings: { ...CEILINGS, day } },
      );
    });
  });
}
