import { describe, expect, it } from 'vitest';
import { sayBulletin } from '#features/bulletin.ts';
import { everyBulletin } from '#journal/bulletins.ts';
import { verifyStore } from '#journal/verify.ts';
import type { Store } from '#ports/store.ts';
import { SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { ownFault } from '#shared/errors.ts';
import { bulletinBench, KIND, LEASE, NAME } from '#test/support/bulletin-bench.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { replayBulletin } from '#tools/journal/replay-bulletin.ts';

/** A store whose process dies when the outcome of a post is to be written: from then on nothing is written. */
function dyingAtRecord(store: Store): Store {
  let isDead = false;
  return new Proxy(store, {
    get:
      (target, name) =>
      (given: { command?: { name?: string } }, ...more: readonly unknown[]) => {
        isDead ||= name === 'append' && given.command?.name === 'recordBulletinPost';
        if (isDead) return Promise.reject(ownFault('store.closed', 'The store is closed'));
        return Reflect.apply(Reflect.get(target, name), target, [given, ...more]);
      },
  });
}

async function listed(names: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const name of names) all.push(name);
  return all;
}

describe('bulletins', () => {
  it('are posted once under their name, however many processes say and deliver them', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      const said = await Promise.all([bench.say('Hello'), bench.say('Hello'), bench.say('Hello')]);
      expect(said.toSorted()).toEqual(['said', 'unchanged', 'unchanged']);
      await Promise.all([bench.worker('a').drain(), bench.worker('b').drain()]);
      expect(bench.posted('Hello')).toHaveLength(1);
      expect(await bench.say('Hello')).toBe('unchanged');
      expect(await bench.load()).toMatchObject({ posted: { version: 1 }, failures: [] });
    }));

  it('are found again if the process dies between the post and its record', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      await bench.say('Hello');
      await bench.worker('a', { store: dyingAtRecord(bench.coPilot.store) }).drain();
      expect([bench.posted('Hello').length, (await bench.load())?.posted]).toEqual([1, null]);
      bench.clock.set(bench.clock.now() + 10 * LEASE);
      await bench.worker('b').drain();
      expect(bench.posted('Hello')).toHaveLength(1);
      expect((await bench.load())?.posted?.ts).toBe(bench.posted('Hello')[0]?.ts);
    }));

  it('are found again by other words that were said after such a death', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      await bench.say('Hello');
      await bench.worker('a', { store: dyingAtRecord(bench.coPilot.store) }).drain();
      await bench.say('Hello again');
      bench.clock.set(bench.clock.now() + 10 * LEASE);
      await bench.worker('b').drain();
      expect([bench.posted('Hello').length, bench.posted('Hello again').length]).toEqual([0, 1]);
    }));

  it('are edited by other facts, and words that newer ones overtake are left out', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      const { slack } = journey.running.sandbox;
      await bench.say('One');
      await bench.worker('a').drain();
      for (const words of ['Two', 'Three', 'Four']) expect(await bench.say(words)).toBe('said');
      await bench.worker('a').drain();
      expect(slack.messages(SANDBOX_CHANNEL).map(({ text }) => text)).toEqual(['Four']);
      expect(slack.requests('chat.update')).toHaveLength(1);
      expect((await bench.load())?.posted).toMatchObject({ version: (await bench.load())?.said.version });
    }));

  it('are posted anew if their message was deleted or cannot be edited any more', () =>
    withJourney(
      async (journey) => {
        const bench = bulletinBench(journey);
        const { slack } = journey.running.sandbox;
        await bench.say('One');
        await bench.worker('a').drain();
        slack.deleteMessage(SANDBOX_CHANNEL, (await bench.load())?.posted?.ts ?? '');
        await bench.say('Two');
        await bench.worker('a').drain();
        expect(bench.posted('Two')).toHaveLength(1);
        slack.limitEdits(0);
        await journey.running.advance(LEASE);
        await bench.say('Three');
        await bench.worker('a').drain();
        expect([bench.posted('Two').length, bench.posted('Three').length]).toEqual([1, 1]);
      },
      { refusals: ['message_not_found', 'edit_window_closed'] },
    ));

  it('show pictures that were uploaded once, also after a death', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      const { slack } = journey.running.sandbox;
      await bench.say('Look', { hasPicture: true });
      await bench.worker('a', { store: dyingAtRecord(bench.coPilot.store) }).drain();
      bench.clock.set(bench.clock.now() + 10 * LEASE);
      await bench.worker('b').drain();
      expect(slack.requests('files.completeUploadExternal')).toHaveLength(1);
      expect(bench.posted('Look')[0]?.blocks.map(({ type }) => type)).toEqual(['section', 'image']);
    }));

  it('have one name for one message: another channel or kind is refused, and so is a name that is none', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      await bench.say('Hello');
      const other = { name: NAME, channel: 'C0OTHER', facts: { words: 'Hello' } };
      await expect(sayBulletin(bench.coPilot, KIND, other)).rejects.toThrow(/Another message/);
      for (const name of ['', 'a b', 'a:b', '/a', 'ü', 'x'.repeat(200)])
        await expect(sayBulletin(bench.coPilot, KIND, { ...other, name })).rejects.toThrow(/cannot name/);
    }));

  it('are listed by the beginning of their names', () =>
    withJourney(async (journey) => {
      const { coPilot, channel } = bulletinBench(journey);
      const names = Array.from({ length: 120 }, (_, index) => `b/${String(index).padStart(3, '0')}`);
      for (const name of ['a/1', ...names, 'c/1'])
        await sayBulletin(coPilot, KIND, { name, channel, facts: { words: name } });
      expect(await listed(everyBulletin(coPilot.store, 'b/'))).toEqual(names);
      expect(await listed(everyBulletin(coPilot.store))).toHaveLength(122);
      expect(await listed(everyBulletin(coPilot.store, 'd/'))).toEqual([]);
    }));

  it('stand in the chain of the journal, and are decided again with the same outcome', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      await bench.say('Hello', { hasPicture: true });
      await bench.worker('a').drain();
      const commits = await bench.coPilot.store.commits(`$bulletin/${NAME}`);
      expect(commits.map(({ command }) => command.name)).toEqual([
        'sayBulletin',
        'recordBulletinFiles',
        'recordBulletinPost',
      ]);
      expect(replayBulletin(commits)).toEqual([]);
      const [said] = commits;
      const bent = { ...said, events: [{ type: 'bulletinSaid', channel: 'C1', topic: 't', facts: {} }] };
      expect(replayBulletin([bent as never])).toMatchObject([{ id: `$bulletin/${NAME}:1` }]);
      for await (const { broken } of verifyStore(bench.coPilot.store)) expect(broken).toBeNull();
    }));
});
