import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarAddress, mondayOf, readCalendar } from '#desk/calendar/calendar-view.ts';
import { calendarRoute } from '#desk/calendar/show-calendar.ts';
import { DAY } from '#shared/clock.ts';
import { fillCalendar } from '#test/desk/calendar/full-calendar.ts';
import { DESK_NOW, type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';
import { pageOf, textOfPage } from '#test/desk/page-text.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

let bench: DeskBench;
beforeEach(async () => {
  bench = await startDeskBench();
});
afterEach(() => bench.close());

const shown = async (name: string, query = '') => pageOf(calendarRoute, await bench.visit(name), query);
const text = async (name: string, query = '') => textOfPage(await shown(name, query));

describe('the calendar', () => {
  it('says what has each surface, what follows by its turn, and what has no date', async () => {
    await fillCalendar(bench);
    const page = await text('sam');
    expect(page).toMatch(/level gate \| taken; 40 % .* \|\nMove the first gate gate runs until 2026-02-13/);
    expect(page).toMatch(/tutorial starts on 2026-02-13, queued, takes 14 days/);
    expect(page).toMatch(/gifts starts on 2026-02-27, queued, takes 21 days/);
    expect(page).toMatch(/Colours of the season colours planned \(in review\), takes 14 days/);
    expect(page).toMatch(/running \(paused\) \|\nPay later pay starts when the surface is free, queued/);
  });

  it('draws the same, and says it in words for those who cannot see it', async () => {
    await fillCalendar(bench);
    const { body } = await shown('sam');
    expect(body.text.match(/<svg/g)).toHaveLength(4);
    expect(body.text).toMatch(
      /<desc>[^<]*level gate: taken; 40 %[^<]*Move the first gate runs until 2026-02-13/,
    );
  });

  it('tells surfaces of one name in two repositories apart', async () => {
    await fillCalendar(bench);
    expect(await text('sam')).not.toContain('acme/shop');
    await bench.putLine({ ...(await lineOf('mail')), key: 'other', repository: 'acme/app' });
    expect(await text('sam')).toMatch(/e-mail acme\/app \|[\s\S]*e-mail acme\/shop \|/);
  });

  it('says that all is free if nothing runs', async () => {
    expect(await text('sam')).toContain('Nothing runs or is planned. All traffic is free.');
  });

  it('names nothing of a private channel and gives it no end, but says that the surface is taken', async () => {
    const { slack } = bench.running.sandbox;
    bench.openChannel('C_SECRET', { isPrivate: true, members: [slack.userId('mia'), slack.botUserId] });
    await bench.put(EXAMPLES.interimReport, 'hidden-one', {
      ...{ title: 'A hidden thing', channel: 'C_SECRET', surface: 'level gate' },
      timing: { days: 22, share: 0.6, endsAt: DESK_NOW + 9 * DAY },
    });
    await bench.putLine({
      ...(await lineOf('hidden-one')),
      key: 'hidden-two',
      status: 'implemented',
      surface: 'hidden surface',
    });
    const page = await shown('sam');
    expect(textOfPage(page)).toContain('taken by an experiment that you may not see');
    expect(page.body.text).not.toMatch(/hidden[- ](one|two|thing|surface)|2026-02-13/);
  });

  it('has pages of surfaces, each surface on one of them', async () => {
    await fillCalendar(bench);
    const line = await lineOf('mail');
    for (let at = 1; at <= 45; at += 1)
      await bench.putLine({ ...line, key: `s-${at}`, surface: `surface ${at}` });
    const names: string[] = [];
    for (const page of [1, 2, 3, 4]) {
      const { body } = await shown('sam', `page=${page}`);
      names.push(
        ...[...body.text.matchAll(/<th scope="row"[^>]*>.*?<bdi>([^<]*)/g)].map(([, name = '']) => name),
      );
    }
    // A page behind the last one shows the last one again.
    expect(new Set(names).size).toBe(48);
  });
});

describe('the address of a calendar', () => {
  it('holds the whole view', () => {
    const view = fc.record({
      surface: fc.option(fc.constantFrom('shop', 'level gate', 'متجر', 'a&b=c#d')),
      from: fc.option(
        fc.integer({ min: 0, max: 4_000_000_000_000 }).map((at) => mondayOf(Math.floor(at / DAY) * DAY)),
      ),
      page: fc.integer({ min: 1, max: 99_999 }),
    });
    fc.assert(
      fc.property(view, (drawn) => {
        const { searchParams } = new URL(calendarAddress(drawn), 'https://desk.example');
        expect(readCalendar(searchParams)).toEqual(drawn);
      }),
    );
  });

  it('begins at a Monday whatever day it names', () => {
    for (const day of ['2026-02-02', '2026-02-04', '2026-02-08']) {
      const { from } = readCalendar(new URLSearchParams({ from: day }));
      expect(new Date(from ?? 0).toISOString()).toBe('2026-02-02T00:00:00.000Z');
    }
    expect(readCalendar(new URLSearchParams('from=2026-13-99&page=0')).from).toBeNull();
  });
});

async function lineOf(key: string) {
  const { lines } = await bench.running.bot.coPilot.store.summaryPage({}, { limit: 99 });
  const found = lines.find((line) => line.key === key);
  if (found === undefined) throw new Error('no line');
  return found;
}
