import { describe, expect, it } from 'vitest';
import { isEventsAddress } from '#adapters/own-observations/addresses.ts';
import { ownObservations } from '#adapters/own-observations/vendor.ts';

describe('EVENTS_URL', () => {
  it.each([
    'sqlite:data/observations.sqlite',
    'postgres://bot:secret@db/shop',
    'postgresql:///shop?host=/run/postgresql',
    'clickhouse://bot:secret@db:8443',
    'clickhouse+http://db:8123',
  ])('may be %s', (address) => {
    expect(isEventsAddress(address)).toBe(true);
  });

  it.each([
    '',
    'sqlite:',
    'postgres:shop',
    'clickhouse:shop',
    'postgresql://bot:%FF@db/shop',
    'clickhouse://bot:%FF@db/shop',
    'clickhouse://bot@db/shop?secret=1',
    // Engines of a warehouse that keep no observations.
    'duckdb:data/observations.duckdb',
    'redshift://bot@db/shop',
    'bigquery://acme-shop/analytics',
    // Every object knows these names.
    'constructor://db/shop',
    'toString://db',
    'valueOf:db',
    '__proto__://db',
  ])('may not be %j', (address) => {
    expect(isEventsAddress(address)).toBe(false);
    expect(ownObservations.read({ EVENTS_URL: address })).toMatchObject({ kind: 'refused' });
  });
});
