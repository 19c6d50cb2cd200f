import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { INGEST } from '#api/server/rate-limit.ts';
import { openEvents } from '#app/own-observations.ts';
import { DAY, MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { unitHash } from '#shared/row-hashes.ts';
import { type ApiClient, apiOf, askApi } from '#test/support/api-client.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { replayObservations } from '#tools/journal/replay-observations.ts';

interface Ground extends ApiClient {
  readonly journey: Journey;
  /** A token of a service that records. */
  readonly token: string;
  readonly now: () => number;
  readonly stored: (table: 'exposures' | 'observations') => readonly Record<string, unknown>[];
}

/** A bot that keeps observations for 100 days. */
async function withObservations(work: (ground: Ground) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'observed-'));
  const address = join(folder, 'events.sqlite');
  const events = await openEvents({ address: `sqlite:${address}`, days: 100 });
  if (events === null) throw new Error('nothing was opened');
  const stored = (table: string) => {
    const database = new DatabaseSync(address, { readOnly: true, readBigInts: true });
    const rows = database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();
    database.close();
    return rows;
  };
  try {
    await withJourney(
      async (journey) => {
        const client = apiOf(journey);
        const token = await client.tokenOf('ada', { kind: 'service', scopes: ['observe'] });
        const { clock } = journey.running.sandbox;
        await work({ ...client, journey, token, stored, now: () => clock.now() });
      },
      { events },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const iso = (at: number) => new Date(at).toISOString();

describe('recording', () => {
  it('says of each row what became of it, and a row that comes again counts once', () =>
    withObservations(async ({ ask, token, now, stored }) => {
      const row = (id: string, more: object = {}) => ({
        id,
        unit: 'u1',
        at: iso(now()),
        name: 'answered',
        ...more,
      });
      const observations = [
        row('a', { value: 2.5 }),
        row('b', { properties: { model: 'small', ok: true, cost: 0.1, none: null } }),
        row('a', { value: 9 }),
        row('c', { consent: false }),
        row('d', { value: 'much' }),
        { id: 'e' },
        'nonsense',
        row('f', { at: iso(now() - 101 * DAY) }),
        row('g', { properties: { deep: { er: 1 } } }),
        row('h', { colour: 'red' }),
        row('i', { consent: true }),
      ];
      const body = { sentAt: iso(now()), observations };
      const told = await ask(token, 'POST /observations', { body });
      expect(told.status).toBe(200);
      expect(told.json).toMatchObject({ accepted: 3, duplicate: 1, dropped: 1 });
      expect(told.json.refused.map(({ index }: { index: number }) => index)).toEqual([4, 5, 6, 7, 8, 9]);
      expect(told.json.refused[0].errors[0].path).toBe('value');
      expect(told.json.refused[5].errors).toEqual([{ path: 'colour', message: 'There is no such field.' }]);
      const again = await ask(token, 'POST /observations', { body });
      expect(again.json).toMatchObject({ accepted: 0, duplicate: 4, dropped: 1 });
      const rows = stored('observations');
      expect(rows.map(({ value }) => value)).toEqual([2.5, null, null]);
      expect(rows[1]?.['properties']).toBe('{"model":"small","ok":true,"cost":0.1,"none":null}');
    }));

  it('keeps a unit as the same hash in both tables, and its id nowhere', () =>
    withObservations(async ({ ask, token, now, stored, journey }) => {
      const at = iso(now());
      const exposures = [
        { id: '1', unit: 'person@shop.dev', at, flag: 'cart-hint', variant: 'treatment' },
        { id: '2', unit: 'other', at, flag: 'cart-hint', variant: 'control', properties: { $os: 'iOS' } },
      ];
      await ask(token, 'POST /exposures', { body: { sentAt: at, exposures } });
      const observations = [{ id: '1', unit: 'person@shop.dev', at, name: 'paid', value: 3 }];
      await ask(token, 'POST /observations', { body: { sentAt: at, observations } });
      const [exposed, other] = stored('exposures');
      expect(exposed).toMatchObject({ flag: 'cart-hint', variant: 'treatment', properties: null });
      expect(stored('observations')[0]?.['unit']).toBe(exposed?.['unit']);
      expect(other?.['unit']).not.toBe(exposed?.['unit']);
      const text = [...stored('exposures'), ...stored('observations')].flatMap(Object.values).join(' ');
      expect(text).not.toContain('person@shop.dev');
      const { store } = journey.running.bot.coPilot;
      const commits = await store.commits('$observations');
      expect(commits.map(({ command }) => command.name as string)).toEqual(['drawSalt']);
      const { salt } = (commits[0] as unknown as { readonly command: { readonly salt: string } }).command;
      expect(exposed?.['unit']).toBe(unitHash(salt, 'person@shop.dev'));
      expect(replayObservations(commits)).toEqual([]);
    }));

  it('sets a clock right that is more than a minute off, and bounds what is to come', () =>
    withObservations(async ({ ask, token, now, stored }) => {
      const send = async (id: string, sentAt: number, at: number) => {
        const observations = [{ id, unit: 'u', at: iso(at), name: 'seen' }];
        await ask(token, 'POST /observations', { body: { sentAt: iso(sentAt), observations } });
      };
      const hour = 60 * MINUTE;
      await send('as it is', now() - 30_000, now() - hour);
      await send('an hour behind', now() - hour, now() - hour - 5_000);
      await send('a day ahead', now() + 24 * hour, now() + 24 * hour - 7_000);
      await send('after it was sent', now(), now() + hour);
      await send('another zone', now(), now() - 1_000);
      expect(stored('observations').map(({ at }) => Number(at) - now())).toEqual([
        -hour,
        -5_000,
        -7_000,
        MINUTE,
        -1_000,
      ]);
    }));

  it('takes a moment with any offset, and no other form', () =>
    withObservations(async ({ ask, token, now, stored }) => {
      const of = (id: string, at: string) => ({ id, unit: 'u', at, name: 'seen' });
      const day = iso(now()).slice(0, 10);
      const told = await ask(token, 'POST /observations', {
        body: {
          sentAt: iso(now()),
          observations: [
            of('1', `${day}T10:30:00+02:00`),
            of('2', `${day}T08:30:00.123456Z`),
            of('3', day),
            of('4', `${day} 08:30:00Z`),
            of('5', String(now())),
          ],
        },
      });
      expect(told.json).toMatchObject({ accepted: 2 });
      expect(stored('observations').map(({ at }) => iso(Number(at)))).toEqual([
        `${day}T08:30:00.000Z`,
        `${day}T08:30:00.123Z`,
      ]);
      const wrong = await ask(token, 'POST /observations', {
        body: { sentAt: 'now', observations: [of('9', day)] },
      });
      expect(wrong.status).toBe(422);
    }));

  it('takes a thousand rows and no more, and an empty batch not at all', () =>
    withObservations(async ({ ask, token, now }) => {
      const rows = (count: number) =>
        Array.from({ length: count }, (_, index) => ({
          id: `r${index}`,
          unit: 'u',
          at: iso(now()),
          name: 'seen',
        }));
      const send = (count: number) =>
        ask(token, 'POST /observations', { body: { sentAt: iso(now()), observations: rows(count) } });
      expect((await send(1_000)).json).toMatchObject({ accepted: 1_000 });
      expect([(await send(1_001)).status, (await send(0)).status]).toEqual([422, 422]);
    }));

  it('needs a token of its own scope, which admins alone make', () =>
    withObservations(async ({ ask, tokenOf, now }) => {
      await expect(tokenOf('mia', { scopes: ['observe'] })).rejects.toThrow('Only admins');
      const reader = await tokenOf('ada', { scopes: ['read', 'propose', 'act'] });
      const body = { sentAt: iso(now()), exposures: [] };
      expect((await ask(reader, 'POST /exposures', { body })).status).toBe(403);
      const recorder = await tokenOf('ada', { kind: 'service', scopes: ['observe'] });
      expect((await ask(recorder, 'GET /experiments')).status).toBe(403);
    }));

  it('holds a token to its own pace, apart from that of other requests', () =>
    withObservations(async ({ api, token, now }) => {
      const head = {
        ...{ method: 'POST', path: '/api/v1/observations', search: '' },
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      };
      const body = Buffer.from(
        JSON.stringify({
          sentAt: iso(now()),
          observations: [{ id: '1', unit: 'u', at: iso(now()), name: 'n' }],
        }),
      );
      for (let sent = 0; sent < INGEST.burst; sent += 1) {
        const begun = await api.begin(head);
        if (begun.kind === 'answered') throw new Error(`request ${sent} was held back`);
        if (sent > 0) begun.drop();
        else expect((await begun.finish(body)).status).toBe(200);
      }
      const over = await api.begin(head);
      expect(over).toMatchObject({ kind: 'answered', answer: { status: 429 } });
    }));
});

describe('erasing a unit', () => {
  it('is asked for by an admin as a person, is written down without the id, and takes all of the unit away', () =>
    withObservations(async ({ ask, token, tokenOf, now, stored, journey }) => {
      const at = iso(now());
      const observations = ['ann', 'bob', 'ann'].map((unit, index) => ({
        id: `${index}`,
        unit,
        at,
        name: 'seen',
      }));
      await ask(token, 'POST /observations', { body: { sentAt: at, observations } });
      const exposures = [{ id: 'x', unit: 'ann', at, flag: 'f', variant: 'control' }];
      await ask(token, 'POST /exposures', { body: { sentAt: at, exposures } });
      const body = { unit: 'ann' };
      const member = await tokenOf('mia');
      expect((await ask(member, 'POST /units/erase', { body })).status).toBe(403);
      expect((await ask(token, 'POST /units/erase', { body })).status).toBe(403);
      const admin = await tokenOf('ada');
      const told = await ask(admin, 'POST /units/erase', { body });
      expect([told.status, told.json]).toEqual([200, { exposures: 1, observations: 2 }]);
      expect([stored('exposures').length, stored('observations').length]).toEqual([0, 1]);
      const commits = await journey.running.bot.coPilot.store.commits('$observations');
      const { command } = commits.at(-1) ?? {};
      expect(command).toMatchObject({ name: 'eraseUnit', unit: expect.stringMatching(/^[0-9a-f]{16}$/) });
      expect(JSON.stringify(commits)).not.toContain('ann');
      expect(replayObservations(commits)).toEqual([]);
    }));
});

describe('keeping', () => {
  it('removes every day what is older than it is kept', () =>
    withObservations(async ({ ask, token, now, stored, journey }) => {
      const observations = [1, 99.5].map((days, index) => {
        return { id: `${index}`, unit: 'u', at: iso(now() - days * DAY), name: 'seen' };
      });
      await ask(token, 'POST /observations', { body: { sentAt: iso(now()), observations } });
      expect(stored('observations')).toHaveLength(2);
      await journey.running.advance(2 * DAY);
      expect(stored('observations')).toHaveLength(1);
    }));

  it('of a bot that keeps no observations is refused with what to do', () =>
    withJourney(async (journey) => {
      const { ask, tokenOf } = apiOf(journey);
      const token = await tokenOf('ada', { kind: 'service', scopes: ['observe'] });
      const sentAt = '2026-09-07T09:00:00Z';
      const observations = [{ id: '1', unit: 'u', at: sentAt, name: 'seen' }];
      const told = await ask(token, 'POST /observations', { body: { sentAt, observations } });
      expect([told.status, told.json.detail]).toEqual([
        409,
        expect.stringContaining('keeps no observations'),
      ]);
    }));
});

describe('while Slack does not answer', () => {
  it('rows are taken for a day from a token whose person was there, and nothing else is', () =>
    withObservations(async ({ api, ask, tokenOf, token, now, journey }) => {
      const { chat } = journey.running.bot.coPilot;
      const whole = chat.hoursOf;
      const reader = await tokenOf('ada', { kind: 'service', scopes: ['read'] });
      const send = async (id: string) => {
        const observations = [{ id, unit: 'u', at: iso(now()), name: 'seen' }];
        const body = { sentAt: iso(now()), observations };
        return (await askApi(api, token, 'POST /observations', { body })).status;
      };
      expect([await send('1'), (await ask(reader, 'GET /token')).status]).toEqual([200, 200]);
      let asked = 0;
      Object.assign(chat, {
        hoursOf: async () => {
          asked += 1;
          throw ownFault('store.busy', 'Slack is away');
        },
      });
      journey.running.sandbox.clock.advance(3 * MINUTE);
      expect([await send('2'), await send('3'), await send('4')]).toEqual([200, 200, 200]);
      expect(asked).toBe(1);
      expect((await askApi(api, reader, 'GET /token')).status).toBe(503);
      journey.running.sandbox.clock.advance(DAY);
      expect(await send('5')).toBe(503);
      Object.assign(chat, { hoursOf: whole });
      expect(await send('5')).toBe(200);
      journey.takeErrors();
    }));
});
