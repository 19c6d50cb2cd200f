import { describe, expect, it } from 'vitest';
import { readVendors } from '#app/vendors.ts';

const OTHERS = {
  ...{
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'secret',
    GITHUB_TOKEN: 'token',
    OPENAI_API_KEY: 'key',
  },
};
const POSTHOG = {
  ...{ POSTHOG_HOST: 'https://eu.posthog.com', POSTHOG_PROJECT_ID: '1', POSTHOG_PERSONAL_API_KEY: 'phx_1' },
};
const OWN = OTHERS;

function read(set: Readonly<Record<string, string>>) {
  const vendors = readVendors(set);
  return vendors.kind === 'ok' ? vendors.value['own-observations'] : vendors.problem;
}

describe('figures of the bot itself', () => {
  it('are used with flags of its own and without PostHog, in a file beside the journal', () => {
    expect(read(OWN)).toEqual({ address: 'sqlite:data/co-pilot-observations.sqlite', days: 400 });
    expect(read({ ...OWN, DATABASE_FILE: '/srv/bot.db', EVENTS_DAYS: '90' })).toEqual({
      ...{ address: 'sqlite:/srv/bot-observations.sqlite', days: 90 },
    });
  });

  it.each([
    'sqlite:/srv/rows.sqlite',
    'postgresql://bot:secret@db.acme.test/rows',
    'clickhouse://bot@db.acme.test:8443/default',
    'clickhouse+http://127.0.0.1:8123/default',
  ])('are kept at %s', (address) => {
    expect(read({ ...OWN, EVENTS_URL: address })).toEqual({ address, days: 400 });
  });

  it.each([
    ['EVENTS_URL', 'data/rows.sqlite', 'EVENTS_URL: set the database that keeps observations'],
    ['EVENTS_URL', 'mysql://db/rows', 'EVENTS_URL: set the database that keeps observations'],
    ['EVENTS_URL', 'duckdb:rows.duckdb', 'EVENTS_URL: set the database that keeps observations'],
    ['EVENTS_URL', 'sqlite:', 'EVENTS_URL: set the database that keeps observations'],
    ['EVENTS_DAYS', '29', 'EVENTS_DAYS: must be a whole number of days from 30'],
    ['MONGODB_URI', 'mongodb://db/bot', 'EVENTS_URL is not set: with a MongoDB as the store'],
  ])('are refused with %s=%s', (name, value, problem) => {
    expect(read({ ...OWN, [name]: value })).toEqual([expect.stringContaining(problem)]);
  });

  it('are not used beside PostHog, and both at once are refused', () => {
    expect(read({ ...OTHERS, ...POSTHOG })).toBeUndefined();
    const both = read({ ...OTHERS, ...POSTHOG, EVENTS_URL: 'sqlite:rows.sqlite' });
    expect(both).toEqual([expect.stringMatching(/EVENTS_URL and POSTHOG_PERSONAL_API_KEY are both set/)]);
  });

  it('do not hide that a variable of PostHog is missing', () => {
    const { POSTHOG_PERSONAL_API_KEY: _, ...half } = POSTHOG;
    expect(read({ ...OTHERS, ...half })).toEqual([
      expect.stringContaining('POSTHOG_PERSONAL_API_KEY is not set'),
    ]);
  });
});
