import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { executeTokens } from '#journal/tokens.ts';
import { childEnvironment } from '#test/support/child-environment.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import {
  databaseName,
  dropDatabase,
  HOW_TO_RUN,
  MONGODB_URI,
  openTestStore,
  withDatabaseName,
} from '#test/support/mongo-database.ts';
import { moveStore } from '#tools/move/move-store.ts';
import { heldAbout } from '#tools/privacy/held-about.ts';

const [MIA, SAM] = ['U0000000MIA', 'U0000000SAM'] as const;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'bot.sqlite');

function run(environment: Readonly<Record<string, string>>, ...given: string[]) {
  const env = childEnvironment(environment);
  return spawnSync(process.execPath, ['tools/export-person.ts', ...given], { encoding: 'utf8', env });
}

/** An experiment that Mia asked for and Priya approved, and one of Priya's that says a word about Mia. */
async function withStory(
  check: (pseudonym: string, keys: readonly string[]) => Promise<void>,
): Promise<void> {
  await withJourney(
    async (journey) => {
      const first = await journey.propose('mia');
      await journey.press('priya', first, 'approve_plan');
      const second = await journey.propose('priya', `Show the total early, as <@${MIA}|mia> proposed`);
      await journey.propose('sam', 'Ask for the address after the payment');
      await check((await journey.load(first)).proposal.requester, [first, second]);
    },
    { databaseFile: file() },
  );
}

describe('npm run export', () => {
  it('prints what is held about one person, while the bot runs', () =>
    withStory(async (pseudonym, [first, second]) => {
      const store = await openSqliteStore(file());
      const session = { digest: 'd', user: MIA, createdAt: 1, seenAt: 2 };
      await store.putSession(session);
      const grant = { id: 'abcdefghjk', kind: 'person', name: 'A sheet', scopes: ['read'] } as const;
      const actor = { person: pseudonym, roles: [] };
      const made = { ...grant, hash: 'a'.repeat(64), expiresAt: 99_999 };
      await executeTokens(store, { name: 'makeToken', grant: made, actor, at: 1 });
      for (const token of ['abcdefghjk', 'other']) {
        await store.noteTokenUse({ token, at: 5 });
        await store.restoreAnswer({ id: token, token, request: 'r', at: 5, work: 'w', answer: '{}' });
      }
      await store.close();
      const { status, stdout, stderr } = run({}, '--person', MIA, '--store', file());
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const held = JSON.parse(stdout);
      expect(held).toMatchObject({ person: MIA, pseudonym, since: held.commits[0].at, claims: [] });
      expect(held.sessions).toEqual([session]);
      expect(held.tokenUses).toEqual([{ token: 'abcdefghjk', at: 5 }]);
      expect(held.answers).toMatchObject([{ id: 'abcdefghjk', answer: '{}' }]);
      const token = held.commits.find(({ id }: { id: string }) => id === '$tokens:1');
      expect(token).toMatchObject({ command: 'makeToken', own: { grant: { name: 'A sheet' } } });
      expect(held.commits[1]).toMatchObject({ id: `${first}:1`, command: 'propose' });
      expect(held.commits[1].own.request.owner).toBe(pseudonym);
      const paths = held.commits[1].mentions.map(({ path }: { path: string }) => path);
      expect(paths).toEqual(
        expect.arrayContaining(['command.actor.person', 'command.request.owner', 'events.0.requester']),
      );
      const about = held.commits.find(({ id }: { id: string }) => id === `${second}:1`);
      expect(about).toMatchObject({ command: 'propose', own: null });
      expect(about.mentions[0].text).toContain(`<@${pseudonym}>`);
      expect(held.summaries).toMatchObject([{ key: first, requester: pseudonym }]);
    }));

  it('tells only pseudonyms of other people, and nothing of an unknown person', () =>
    withStory(async () => {
      const { stdout } = run({}, '--person', MIA, '--store', file());
      expect(stdout.match(/\b[UW][A-Z0-9]{6,}\b/g)).toEqual([MIA]);
      expect(stdout).not.toContain('after the payment');
      const nobody = run({ DATABASE_FILE: file() }, '--person', 'U0NOBODY');
      expect(JSON.parse(nobody.stdout)).toEqual({
        ...{ person: 'U0NOBODY', pseudonym: null, since: null },
        ...{ commits: [], summaries: [], claims: [], runs: [], tokenUses: [], answers: [], sessions: [] },
      });
      expect(run({}, '--person', 'U0NOBODY', '--store', file())).toMatchObject({ status: 0, stderr: '' });
    }));

  it('says what is wrong with its arguments, and makes no store', () => {
    expect(run({}, '--store', file())).toMatchObject({ status: 2, stdout: '' });
    expect(run({}, '--person', 'mia', '--store', file()).stderr).toContain('usage: npm run export');
    const missing = run({}, '--person', SAM, '--store', file());
    expect(missing).toMatchObject({ status: 2, stdout: '' });
    expect(missing.stderr).toContain(file());
    expect(missing.stderr).not.toContain('    at ');
    expect(run({}, '--person', SAM, '--stoer', file()).status).toBe(2);
  });
});

describe.skipIf(MONGODB_URI === null)(`exporting from MongoDB (${HOW_TO_RUN})`, () => {
  it('prints the same', () =>
    withStory(async () => {
      const database = databaseName();
      const uri = withDatabaseName(MONGODB_URI ?? '', database);
      const from = await openSqliteStore(file());
      const to = await openTestStore(uri);
      await moveStore(from, to, { resume: false });
      const held = await heldAbout(from, MIA);
      expect(await heldAbout(to, MIA)).toEqual(held);
      expect(
        JSON.parse(run({ MONGODB_URI: uri, MONGODB_ALLOW_STANDALONE: '1' }, '--person', MIA).stdout),
      ).toEqual(JSON.parse(JSON.stringify(held)));
      await Promise.all([from.close(), to.close()]);
      await dropDatabase(uri, database);
    }));
});
