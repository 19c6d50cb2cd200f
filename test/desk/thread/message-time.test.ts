import { afterAll, beforeAll, expect, it } from 'vitest';
import { message } from '#block-kit/message.ts';
import { threadHtml } from '#desk/thread/thread-html.ts';
import { DAY } from '#shared/clock.ts';
import { type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';
import { textOfPage } from '#test/desk/page-text.ts';

let bench: DeskBench;
beforeAll(async () => {
  bench = await startDeskBench();
});
afterAll(() => bench.close());

const POSTED = Date.UTC(2026, 8, 8, 9, 0);

it.each([
  ['a look took its place', POSTED + 15 * DAY, '2026-09-08 09:00 UTC, changed 2026-09-23 09:00 UTC'],
  ['it says what was posted', POSTED - 2_000, '2026-09-08 09:00 UTC'],
  ['it is the card', null, '2026-09-08 09:00 UTC'],
])('says when a message was changed: %s', async (_case, saidAt, shown) => {
  const { coPilot } = await bench.visit('mia');
  const one = {
    at: 'one/1',
    ts: `${POSTED / 1_000}.000100`,
    saidAt,
    message: message({ text: 'x', blocks: [] }),
  };
  const body = await threadHtml(coPilot, [{ ...one, pictures: {} }]);
  expect(textOfPage({ title: '', body }).split('\n')[0]).toBe(shown);
});
