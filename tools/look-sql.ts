/**
 * `npm run look-sql -- [--store …] [experiment…]`: prints the SQL behind the figures of the newest look of each experiment, as the
 * warehouse of WAREHOUSE_URL is asked by the settings, or own observations without one. Asks no database but the store of the bot.
 */
import { dialectOf, isAddress } from '#adapters/warehouse/engine-of.ts';
import { createChains } from '#journal/chains.ts';
import { everyExperiment } from '#journal/every-experiment.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { newestSettings } from '#settings/settings-journal.ts';
import type { SqlDialect } from '#warehouse/dialect.ts';
import { DIALECTS } from '#warehouse/dialects/all.ts';
import { ownTables } from '#warehouse/own-tables.ts';
import { say } from './command-line.ts';
import { withReader } from './journal/open-store.ts';
import { newestStatement, printStatement } from './look-sql/asked-of.ts';

await withReader({ name: 'look-sql', takesExperiments: true }, async ({ store, experiments }) => {
  const asked = askedHere((await newestSettings(store))?.settings.warehouse);
  if (typeof asked === 'string') {
    say(asked);
    return false;
  }
  const chains = createChains(store);
  let told = 0;
  let absent = 0;
  for await (const key of experiments.length > 0 ? experiments : everyExperiment(store)) {
    const { state } = await chains.end(key);
    if (state === null) say(`${key}: there is no such experiment`);
    if (state === null) absent += 1;
    const statement = state === null ? null : newestStatement(state, asked.tables, asked.dialect);
    if (statement === null) continue;
    say(`-- ${key}\n${printStatement(statement, asked.dialect)}\n`);
    told += 1;
  }
  say(`-- look-sql: ${told} looks`);
  return absent === 0;
});

/** The tables that looks read, and how they are asked; why there are none, in a sentence. */
function askedHere(
  described: WarehouseTables | undefined,
): { readonly tables: WarehouseTables; readonly dialect: SqlDialect } | string {
  const { WAREHOUSE_URL, EVENTS_URL, POSTHOG_PERSONAL_API_KEY } = process.env;
  if (WAREHOUSE_URL && described === undefined) return 'The settings in the journal describe no warehouse.';
  if (!WAREHOUSE_URL && !EVENTS_URL && POSTHOG_PERSONAL_API_KEY)
    return 'Figures come from PostHog, which is asked in HogQL: see docs/posthog.md.';
  const address = WAREHOUSE_URL || EVENTS_URL || 'sqlite:observations.sqlite';
  if (!isAddress(address)) return 'WAREHOUSE_URL or EVENTS_URL is no address of a database.';
  const dialect = dialectOf(address);
  return { tables: (WAREHOUSE_URL ? described : null) ?? ownTables(dialect), dialect: DIALECTS[dialect] };
}
