import { DAY } from '#shared/clock.ts';
import { DESK_NOW, type DeskBench } from '#test/desk/desk-bench.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

/** The start of today at the moment of the desk. */
const TODAY = Math.floor(DESK_NOW / DAY) * DAY;

/** A start that is wished for so many days from today. */
function wish(days: number) {
  return { from: TODAY + days * DAY, startsAt: null, ahead: null, by: 'p_maria', at: DESK_NOW - DAY };
}

/** A surface that is taken with two behind it, one that is held, one with a plan for later, and a wish behind an open end. `title` stands for all. */
export async function fillCalendar(bench: DeskBench, title?: string): Promise<void> {
  const named = (own: string) => ({ title: title ?? own });
  const { interimReport, paused, startPlanned, inReview } = EXAMPLES;
  await bench.put(interimReport, 'gate', {
    ...{ ...named('Move the first gate'), surface: 'level gate' },
    timing: { days: 22, share: 0.6, endsAt: DESK_NOW + 9 * DAY },
  });
  await bench.put(startPlanned, 'tutorial', {
    ...{ ...named('Show the tutorial again'), surface: 'level gate' },
    timing: { days: 14, share: 1, start: wish(3) },
  });
  await bench.put(startPlanned, 'gifts', {
    ...{ ...named('Gifts after a level'), surface: 'level gate' },
    timing: { days: 21, share: 1, start: wish(4) },
  });
  await bench.put(inReview, 'colours', {
    ...{ ...named('Colours of the season'), surface: 'level gate', timing: { days: 14, share: 1 } },
  });
  await bench.put(paused, 'trial', {
    ...{ ...named('Offer a trial of 14 days'), surface: 'checkout' },
    timing: { days: 14, share: 1, endsAt: null },
  });
  await bench.put(startPlanned, 'pay', {
    ...{ ...named('Pay later'), surface: 'checkout', timing: { days: 14, share: 1, start: wish(1) } },
  });
  await bench.put(startPlanned, 'mail', {
    ...{
      ...named('Send the men’s e-mail'),
      surface: 'e-mail',
      timing: { days: 14, share: 0.5, start: wish(12) },
    },
  });
}
