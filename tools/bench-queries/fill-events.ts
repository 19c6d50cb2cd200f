import type { Engine } from '#tools/hogql/engine.ts';
import { createTables } from '#tools/hogql/event-store.ts';

const BLOCK = 1_000_000;

/**
 * Stores made-up events of one project from 2026-03-02 on, over 28 days, and says how many. Of each hundred, 12 are exposures of
 * the flag `bench` with three variants, 13 of other flags, and the others what people do; 40 events a person.
 */
export async function fillEvents(engine: Engine, events: number): Promise<void> {
  await createTables(engine);
  for (let from = 0; from < events; from += BLOCK) {
    const rows = Math.min(BLOCK, events - from);
    await engine.run(`INSERT INTO events ${eventsText(from, rows, Math.ceil(events / 40))}`);
  }
}

/** Every draw is a hash of the row's number, so that all runs have the same events. */
function eventsText(from: number, rows: number, persons: number): string {
  return `SELECT 1 AS team_id,
reinterpretAsUUID(concat(reinterpretAsFixedString(cityHash64(number, 1)), reinterpretAsFixedString(cityHash64(number, 2)))) AS uuid,
multiIf(kind < 25, '$feature_flag_called', kind < 60, '$pageview', kind < 75, 'product_viewed', kind < 85, 'session_started',
kind < 92, 'cart_added', kind < 98, 'order_completed', 'signed_up') AS event,
concat('{"$os":"', ['iOS','Android','Mac OS X','Windows'][1 + person % 4], '","$host":"shop.example.com","$pathname":"/p/',
toString(cityHash64(number, 9) % 50), '","$session_id":"s', toString(intDiv(number, 9)), '"',
multiIf(kind < 12, concat(',"$feature_flag":"bench","$feature_flag_response":"', ['control','first','second'][1 + person % 3], '"'),
kind < 25, concat(',"$feature_flag":"other-', toString(number % 20), '","$feature_flag_response":true'),
kind >= 92 AND kind < 98, concat(',"revenue":', toString(cityHash64(number, 3) % 20000 / 100), ',"items":', toString(1 + number % 5)), ''),
'}') AS properties,
toDateTime64('2026-03-02 00:00:00', 6, 'UTC') + toIntervalSecond(cityHash64(number, 4) % 2419200) AS timestamp,
concat('d', toString(person)) AS distinct_id,
reinterpretAsUUID(concat(reinterpretAsFixedString(cityHash64(person, 5)), reinterpretAsFixedString(cityHash64(person, 6)))) AS person_id
FROM (SELECT number, cityHash64(number, 7) % 100 AS kind, cityHash64(number, 8) % ${persons} AS person FROM numbers(${from}, ${rows}))`;
}
