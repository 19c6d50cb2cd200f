import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { createSlackPeople } from '#adapters/slack/people.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { BOT } from '#domain/actor.ts';
import { EXAMPLE_FILE, EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { changeSettings, withPseudonyms } from '#settings/settings-journal.ts';
import { DAY } from '#shared/clock.ts';
import { sendEvents } from '#test/support/send-events.ts';
import { checkFile } from '#tools/settings/check-file.ts';
import { discover } from '#tools/settings/discover.ts';
import { exportSettings } from '#tools/settings/export-settings.ts';
import { type Platform, platformOf } from '#tools/settings/platform.ts';
import { schemaText } from '#tools/settings/print-schema.ts';
import { readWanted } from '#tools/settings/read-wanted.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const clock = { now: () => NOW };
/** A name that would break out of a comment, a text or the screen. */
const HOSTILE = 'odd\n"name": \u001b[2J {it} #';

let folder: string;
let file: string;
let said: string;
let posthog: SandboxPostHog;

beforeAll(async () => {
  posthog = await startPostHog({ now: clock.now });
  await sendEvents(
    posthog,
    ['site_visited', 'order_completed', HOSTILE].map((event, index) => ({
      ...{ event, distinct_id: `u${index}`, at: NOW - (index + 1) * DAY },
    })),
  );
  posthog.defineAction({
    id: 7,
    name: 'Paid for "pro"',
    steps: [{ event: 'order_completed', properties: [{ key: 'plan', value: 'pro' }] }],
  });
  posthog.defineAction({ id: 8, name: 'Clicked', steps: [{ event: '$autocapture', selector: '.buy' }] });
  posthog.saveMetric({
    ...{ id: 3, name: 'Revenue per user', description: 'euros' },
    query: {
      kind: 'ExperimentMetric',
      metric_type: 'mean',
      source: { kind: 'EventsNode', event: 'order_completed', math: 'sum', math_property: 'revenue' },
    },
  });
});
afterAll(() => posthog.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-tool-'));
  file = join(folder, 'co-pilot.yaml');
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

function environment(more: Readonly<Record<string, string>> = {}) {
  const { url, projectId, personalApiKey } = posthog;
  return {
    POSTHOG_HOST: url,
    POSTHOG_PROJECT_ID: projectId,
    POSTHOG_PERSONAL_API_KEY: personalApiKey,
    ...more,
  };
}

function platform(set = environment()): Platform {
  const connected = platformOf(set);
  if (connected?.kind !== 'ok') throw new Error('PostHog is not connected');
  return connected.value;
}

const PEOPLE = { approvers: ['U0PRIYA'], admins: [], repositories: ['acme/shop'] };
const nothing = { write: null, wanted: null, ...PEOPLE };

async function settingsIn(path: string) {
  const read = readSettings(await readFile(path, 'utf8'));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problem));
  return read.value;
}

describe('the JSON schema for editors', () => {
  it('is the one in the repository: node tools/settings.ts schema > co-pilot.schema.json', async () => {
    expect(await readFile('co-pilot.schema.json', 'utf8')).toBe(`${schemaText()}\n`);
  });

  it('takes the example and refuses a key that is not known', async () => {
    const isValid = new Ajv2020({ strict: false }).compile(JSON.parse(schemaText()));
    const example = parse(await readFile(EXAMPLE_FILE, 'utf8'));
    expect(isValid(example)).toBe(true);
    expect(isValid({ ...example, metric: {} })).toBe(false);
    expect(isValid({ ...example, metrics: { 'Not-A-Key': example.metrics.visit_rate } })).toBe(false);
  });
});

describe('discover', () => {
  it('lists events and actions, and prints entries if no file is named', async () => {
    expect(await discover(platform(), nothing, clock)).toBe(0);
    expect(said).toContain('Events of the last 30 days: 3\n');
    expect(said).toContain('  site_visited: events 1, units 1, last on 2026-11-27\n');
    expect(said).toContain('  7 Paid for "pro": order_completed, events 1 before its filters\n');
    expect(said).toContain('  8 Clicked: cannot be a metric. It matches elements of the page (selector).');
    expect(said).toContain('  site_visited:\n    kind: proportion\n');
    expect(said).not.toContain('\u001b');
  });

  it('makes a file that is right, whatever the events are called', async () => {
    expect(await discover(platform(), { ...nothing, write: file }, clock)).toBe(0);
    const settings = await settingsIn(file);
    expect(settings.metrics.map(({ event }) => event).sort()).toEqual(
      [HOSTILE, 'order_completed', 'site_visited'].sort(),
    );
    expect(settings).toMatchObject({
      roles: { approvers: ['U0PRIYA'], admins: [] },
      repositories: ['acme/shop'],
    });
  });

  it('adds to a file what it lacks, and leaves the rest as it is, byte for byte', async () => {
    const before = `\n\n# Ours.\n${await readFile(EXAMPLE_FILE, 'utf8')}\n# The end.`;
    await writeFile(file, before);
    expect(await discover(platform(), { ...nothing, write: file }, clock)).toBe(0);
    const after = await readFile(file, 'utf8');
    const settings = await settingsIn(file);
    expect(settings.metrics.map(({ key }) => key)).toEqual([
      ...EXAMPLE_SETTINGS.metrics.map(({ key }) => key),
      expect.stringMatching(/^odd_name/),
    ]);
    const differs = [...before].findIndex((character, index) => character !== after[index]);
    const added = after.slice(differs, differs + after.length - before.length);
    expect(after.replace(added, '')).toBe(before);
    expect(added).toContain('In 30 days: events 1, units 1');
    said = '';
    expect(await discover(platform(), { ...nothing, write: file }, clock)).toBe(0);
    expect(said).toContain('There is nothing to add');
    expect(await readFile(file, 'utf8')).toBe(after);
  });

  it.each([
    ['metrics: {}\n', 'The file has no block of metrics to add to'],
    ['metrics: [\n', 'The file is not read as YAML'],
    ['roles: {}\n', 'The file has no block of metrics to add to'],
  ])('refuses to add to %j, and changes nothing', async (text, says) => {
    await writeFile(file, text);
    expect(await discover(platform(), { ...nothing, write: file }, clock)).toBe(1);
    expect(said).toContain(says);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it.each([
    [
      { kind: 'action', id: 7 } as const,
      {
        key: 'paid_for_pro',
        kind: 'proportion',
        event: 'order_completed',
        where: [{ property: 'plan', operator: 'exact', value: 'pro' }],
      },
    ],
    [
      { kind: 'saved-metric', id: 3 } as const,
      { key: 'revenue_per_user_2', name: 'Revenue per user 2', kind: 'mean', property: 'revenue' },
    ],
  ])('makes an entry of %j', async (wanted, metric) => {
    await writeFile(file, await readFile(EXAMPLE_FILE, 'utf8'));
    expect(await discover(platform(), { ...nothing, write: file, wanted }, clock)).toBe(0);
    expect((await settingsIn(file)).metrics.at(-1)).toMatchObject(metric);
  });

  it.each([
    [
      { kind: 'action', id: 8 } as const,
      'The action 8, "Clicked", cannot become a metric. It matches elements',
    ],
    [{ kind: 'action', id: 99 } as const, 'PostHog has no action 99.'],
    [{ kind: 'saved-metric', id: 99 } as const, 'PostHog has no saved metric 99.'],
  ])('says why %j is no entry', async (wanted, says) => {
    expect(await discover(platform(), { ...nothing, wanted }, clock)).toBe(1);
    expect(said).toContain(says);
  });

  it('says that a project without events has none, and leaves actions out that the key may not read', async () => {
    const empty = await startPostHog({ now: clock.now, scopes: ['query:read'] });
    const set = environment({ POSTHOG_HOST: empty.url });
    expect(await discover(platform(set), nothing, clock)).toBe(1);
    expect(said).toContain('PostHog saw no event in the last 30 days');
    await sendEvents(empty, [{ event: 'site_visited', distinct_id: 'a', at: NOW - DAY }]);
    expect(await discover(platform(set), nothing, clock)).toBe(0);
    expect(said).toMatch(/Actions of PostHog are left out\. .*action:read/);
    await empty.close();
  });

  it('takes one definition at a time, by its number', () => {
    expect(readWanted({})).toEqual({ kind: 'ok', value: null });
    expect(readWanted({ action: '7' })).toEqual({ kind: 'ok', value: { kind: 'action', id: 7 } });
    expect(readWanted({ action: '7', 'saved-metric': '3' })).toMatchObject({ kind: 'refused' });
    expect(readWanted({ 'saved-metric': 'three' })).toMatchObject({ kind: 'refused' });
  });
});

describe('check', () => {
  it('of a wrong file lists every problem with its line', async () => {
    await writeFile(file, 'roles: {approvers: [bob]}\n');
    expect(await checkFile(file, {}, clock)).toBe(1);
    expect(said).toContain(`${file}:1 roles.approvers[0]: This must be a Slack user id`);
    expect(said).toMatch(/settings: \d problems\n$/);
  });

  it('without PostHog checks the file alone, and says so', async () => {
    expect(await checkFile(EXAMPLE_FILE, {}, clock)).toBe(0);
    expect(said).toContain('Neither PostHog nor observations of the bot itself are configured');
  });

  it('with half of PostHog says what is missing', async () => {
    expect(await checkFile(EXAMPLE_FILE, { POSTHOG_HOST: 'https://eu.posthog.com' }, clock)).toBe(2);
    expect(said).toContain('POSTHOG_PROJECT_ID');
  });

  it('fails for an event that did not come, and tells level and traffic of the others', async () => {
    expect(await checkFile(EXAMPLE_FILE, environment(), clock)).toBe(1);
    expect(said).toContain('crash_rate: the event "app_crashed" did not come in the last 30 days.');
    expect(said).toMatch(/^visit_rate: last seen 2026-11-27 12:00 UTC, 12.* units on "level gate"$/m);
    expect(said).toMatch(/^level gate: [\d,]+ new units a day$/m);
    expect(said).toMatch(/settings: 9 metrics, 3 surfaces, 4 problems\n$/);
  });
});

describe('export', () => {
  it('writes the newest version as a file that reads back equal, without people who were forgotten', async () => {
    const store = await openSqliteStore(':memory:');
    expect(await exportSettings(store, file)).toBe(1);
    const people = createSlackPeople(
      store,
      () => EXAMPLE_SETTINGS.roles,
      async () => [],
    );
    const settings = await withPseudonyms(people, EXAMPLE_SETTINGS);
    const origin = { kind: 'file', name: 'co-pilot.yaml' } as const;
    await changeSettings(store, { name: 'changeSettings', settings, origin, actor: BOT, at: NOW });
    expect(await exportSettings(store, file)).toBe(0);
    expect(await settingsIn(file)).toEqual(EXAMPLE_SETTINGS);
    const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await store.forget('U0000000SAM');
    expect(await exportSettings(store, file)).toBe(0);
    expect((await settingsIn(file)).roles.approvers).toEqual(['U00000PRIYA']);
    expect(errors).toHaveBeenCalledWith('Left out, because they were forgotten: people with a role, 1.\n');
    await store.close();
  });
});
