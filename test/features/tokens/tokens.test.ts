import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSlackPeople } from '#adapters/slack/people.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { PersonActor, Role } from '#domain/actor.ts';
import { forgetPerson } from '#features/privacy/forget-person.ts';
import { sweepPeople } from '#features/privacy/sweep-people.ts';
import { listTokens, revokeToken } from '#features/tokens/known-tokens.ts';
import { makeToken, type TokenWish } from '#features/tokens/make-token.ts';
import { loadTokens } from '#journal/tokens.ts';
import { verifyStore } from '#journal/verify.ts';
import type { Store } from '#ports/store.ts';
import { DAY } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { readToken, secretHash } from '#shared/token-text.ts';
import { START } from '#test/support/experiments.ts';
import { replayTokens } from '#tools/journal/replay-tokens.ts';

const WISH: TokenWish = { kind: 'person', name: 'Nightly import', scopes: ['read', 'propose'], days: 30 };

let store: Store;
let now = START;
beforeEach(async () => {
  now = START;
  store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

function needs() {
  const people = createSlackPeople(
    store,
    () => ({ approvers: [], admins: ['UADA'] }),
    async () => [],
  );
  return { store, people, clock: { now: () => now } };
}

async function actor(user: string, ...roles: readonly Role[]): Promise<PersonActor> {
  return { ...(await needs().people.actorOf(user)), roles };
}

async function made(user: string, changes: Partial<TokenWish> = {}, ...roles: readonly Role[]) {
  const result = await makeToken(needs(), await actor(user, ...roles), { ...WISH, ...changes });
  if (result.kind === 'refused') throw new Error(result.problem.message);
  return result.value;
}

it('keeps the hash of a secret and never the secret', async () => {
  const { token, text } = await made('UMIA');
  const read = readToken(text);
  expect(read?.id).toBe(token.id);
  const known = (await loadTokens(store))?.byId.get(token.id);
  expect(known?.hash).toBe(secretHash(read?.secret ?? ''));
  const written = JSON.stringify(await store.records('$tokens'));
  expect(written).not.toContain(read?.secret);
  expect(readToken(`${text}x`)).toBeNull();
  expect(readToken(text.slice(0, -1))).toBeNull();
});

it('lists to a person their own, and to admins all, with the last use', async () => {
  const { token: mine } = await made('UMIA');
  now += 1;
  const { token: other } = await made('USAM', { name: 'His' });
  await store.noteTokenUse({ token: mine.id, at: now });
  const ids = async (user: string, ...roles: readonly Role[]) =>
    (await listTokens(needs(), await actor(user, ...roles))).map(({ id, usedAt }) => [id, usedAt]);
  expect(await ids('UMIA')).toEqual([[mine.id, now]]);
  expect(await ids('UADA', 'admin')).toEqual([
    [other.id, null],
    [mine.id, now],
  ]);
});

it('lets a person and admins revoke it, once, and tells no other person whether it exists', async () => {
  const { token } = await made('UMIA');
  const stranger = await revokeToken(needs(), await actor('USAM'), token.id);
  const never = await revokeToken(needs(), await actor('USAM'), 'abcdefghjk');
  expect(stranger).toMatchObject({ kind: 'refused', problem: { code: 'unknown' } });
  expect(stranger).toEqual(never);
  expect(await revokeToken(needs(), await actor('UADA', 'admin'), token.id)).toMatchObject({ kind: 'ok' });
  const again = await revokeToken(needs(), await actor('UMIA'), token.id);
  expect(again).toMatchObject({ kind: 'refused', problem: { code: 'already-done' } });
  const [line] = await listTokens(needs(), await actor('UMIA'));
  expect(line).toMatchObject({ isInForce: false, revoked: { at: now } });
});

it.each<[string, Partial<TokenWish>, Role[]]>([
  ['a service by a member', { kind: 'service' }, []],
  ['a service that acts', { kind: 'service', scopes: ['read', 'act'] }, ['admin']],
  ['no scope', { scopes: [] }, []],
  ['no name', { name: ' ' }, []],
  ['a long name', { name: 'x'.repeat(81) }, []],
  ['no time', { days: 0 }, []],
  ['too long a time', { days: 366 }, []],
  ['no number of days', { days: Number.NaN }, []],
  ['a part of a day', { days: 0.4 }, []],
  ['days and a half', { days: 1.5 }, []],
])('refuses %s', async (_name, changes, roles) => {
  const result = await makeToken(needs(), await actor('UMIA', ...roles), { ...WISH, ...changes });
  expect(result).toMatchObject({ kind: 'refused' });
  expect(await loadTokens(store)).toBeNull();
});

it('masks no name that is too long', async () => {
  const masked: string[] = [];
  const { people, ...rest } = needs();
  const watched = {
    ...people,
    pseudonymise: (text: string) => {
      masked.push(text);
      return people.pseudonymise(text);
    },
  };
  const wish = { ...WISH, name: '<@U012AB3CD> '.repeat(10) };
  const result = await makeToken({ ...rest, people: watched }, await actor('UMIA'), wish);
  expect(result).toMatchObject({ kind: 'refused', problem: { code: 'policy' } });
  expect(masked).toEqual([]);
});

it('keeps the chain whole with many writers, and decides it again with the same outcomes', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, () => made('UADA', { kind: 'service' }, 'admin')));
  for (const { token } of all.slice(0, 5)) await revokeToken(needs(), await actor('UADA'), token.id);
  for await (const { broken } of verifyStore(store)) expect(broken).toBeNull();
  const commits = await store.commits('$tokens');
  expect(commits).toHaveLength(17);
  expect(replayTokens(commits)).toEqual([]);
});

it('revokes the tokens of a person who is forgotten, and erases what is kept of their use', async () => {
  const { token } = await made('UMIA');
  const { token: other } = await made('USAM');
  for (const id of [token.id, other.id]) {
    await store.noteTokenUse({ token: id, at: now });
    await store.restoreAnswer({ id, token: id, request: 'r', at: now, work: 'w', answer: '{}' });
  }
  await forgetPerson({ ...needs(), load: async () => null }, 'UMIA');
  expect((await loadTokens(store))?.byId.get(token.id)?.revoked).toEqual({ at: now, by: null });
  expect(await store.tokenUses()).toEqual([{ token: other.id, at: now }]);
  expect((await store.answersAfter(null, 9)).map(({ id }) => id)).toEqual([other.id]);
  expect(replayTokens(await store.commits('$tokens'))).toEqual([]);
});

it('keeps a person known while a token of theirs holds', async () => {
  await made('UMIA', { days: 30 });
  await store.pseudonymOf('USAM', 'p_sam');
  const sweep = () => sweepPeople({ ...needs(), log: silentLogger, retentionDays: 1 });
  expect(await sweep()).toBe(1);
  expect(await store.knownPseudonymOf('UMIA')).not.toBeNull();
  now += 31 * DAY;
  expect(await sweep()).toBe(1);
  expect(await store.knownPseudonymOf('UMIA')).toBeNull();
});

it('makes at most twenty of one person in 24 hours, revoked ones among them', async () => {
  const ada = await actor('UADA');
  for (let count = 0; count < 20; count += 1) {
    const { token } = await made('UADA');
    await revokeToken(needs(), ada, token.id);
  }
  expect(await makeToken(needs(), ada, WISH)).toMatchObject({ problem: { code: 'policy' } });
  await made('UMIA');
  now += DAY;
  await made('UADA');
});
