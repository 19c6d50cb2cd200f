import { describe, expect, it } from 'vitest';
import { decodeSeenEvents, seenEventsQuery } from '#adapters/posthog/seen-events.ts';
import { findPython, NO_ENGINE, startEngine } from '#tools/hogql/engine.ts';
import { storeEvents } from '#tools/hogql/event-store.ts';
import { createRunHogQl } from '#tools/hogql/run-hogql.ts';

const python = findPython();
const WINDOW = { from: Date.UTC(2026, 10, 25), until: Date.UTC(2026, 10, 28, 11) };

/** On a real engine, through PostHog's own parser. */
describe.skipIf(python === null)(`seen events${python === null ? ` (${NO_ENGINE})` : ''}`, () => {
  it('are counted by event in the window, by persons after merges, most frequent first', async () => {
    const engine = startEngine(python ?? '');
    const event = (name: string, person: string, at: string, distinctId?: string) => ({
      ...{ event: name, person, at, properties: {} },
      ...(distinctId === undefined ? {} : { distinctId }),
    });
    await storeEvents(
      engine,
      new Map([
        [
          7,
          [
            event("o'neil", 'p1', '2026-11-25T00:00:00Z'),
            event("o'neil", 'p1', '2026-11-27T10:00:00.123456Z', 'other'),
            event('rare', 'p2', '2026-11-28T10:59:59.999Z'),
            event('rare', 'p2', '2026-11-28T11:00:00Z'),
            event('gone', 'p2', '2026-11-24T23:59:59.999Z'),
            event('also rare', 'p3', '2026-11-26T00:00:00Z'),
          ],
        ],
      ]),
    );
    const run = createRunHogQl(engine);
    const project = { teamId: 7, timezone: 'America/New_York' };
    const seen = async (only: readonly string[] = []) =>
      decodeSeenEvents((await run(seenEventsQuery(WINDOW, only), project)).rows);
    expect(await seen()).toEqual([
      { event: "o'neil", count: 2, units: 1, lastSeenAt: Date.UTC(2026, 10, 27, 10, 0, 0, 123) },
      { event: 'also rare', count: 1, units: 1, lastSeenAt: Date.UTC(2026, 10, 26) },
      { event: 'rare', count: 1, units: 1, lastSeenAt: Date.UTC(2026, 10, 28, 10, 59, 59, 999) },
    ]);
    expect((await seen(["o'neil", 'gone'])).map((one) => one.event)).toEqual(["o'neil"]);
    engine.stop();
  });
});
