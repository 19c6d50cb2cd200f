import { describe, expect, it } from 'vitest';
import { importIdeas } from '#features/import-ideas/import-ideas.ts';
import { readIdeas } from '#features/import-ideas/read-ideas.ts';
import { type Journey, keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const LIST = [
  'idea,reach,confidence,effort',
  'Move the first gate from level 30 to level 40,3000,80 %,2',
  'too short,1,1,1',
  'Sell hints at level 20 to those who fail,,,',
  'Sell hints at level 20 to  those who FAIL,,,',
  'Show the price of shipping in the cart,100,90,1',
].join('\n');

/** Types `import`, pastes a list and submits; the words of the form after that, and those at its field. */
async function imported(journey: Journey, person: string, text: string): Promise<[string, string]> {
  await journey.command(person, 'import');
  const sent = await journey.fill(person, { ideas: text });
  const refused = sent.errors['ideas'] ?? '';
  const [said] = journey.modal(person).blocks.map((block) => JSON.stringify(block));
  await journey.running.act(() => journey.running.sandbox.slack.as(person).closeModal(journey.modal(person)));
  return [refused === '' ? (said ?? '') : '', refused];
}

const messagesOf = ({ running }: Journey) => running.sandbox.slack.snapshot().messages.length;

describe('`/experiment import`', () => {
  it('keeps the good lines, says what is wrong with the others, and keeps nothing twice', () =>
    withJourney(async (journey) => {
      const before = messagesOf(journey);
      const [first] = await imported(journey, 'mia', LIST);
      expect(first).toContain('2 ideas were kept for later');
      expect(first).toContain('One was there already');
      expect(first).toMatch(/2 lines were left out:.*Line 3: Say in a sentence.*Line 6: Confidence must be/s);
      const keys = await keysOf(journey.running);
      expect(keys).toHaveLength(2);
      expect(messagesOf(journey)).toBe(before);
      await journey.command('mia', 'backlog');
      expect(journey.told('mia')).toMatch(
        /Move the first gate.*Priority 1,200.*Sell hints.*No priority yet/s,
      );

      const [again] = await imported(journey, 'mia', LIST);
      expect(again).toContain('0 ideas were kept for later');
      expect(again).toContain('3 were there already');
      expect(await keysOf(journey.running)).toEqual(keys);
    }));

  it('keeps nothing twice if two people send the same list at the same moment', () =>
    withJourney(async (journey) => {
      const { coPilot } = journey.running.bot;
      const { slack } = journey.running.sandbox;
      const list = readIdeas(LIST);
      const ideas = list.kind === 'ok' ? list.value.ideas : [];
      const sent = await Promise.all(
        ['mia', 'sam', 'priya'].map(async (person) => {
          const user = slack.userId(person);
          const actor = await coPilot.people.actorOf(user);
          return importIdeas(coPilot, ideas, { actor, user, channel: slack.channelId('growth') });
        }),
      );
      expect(sent.flatMap(({ kept }) => kept)).toHaveLength(2);
      expect(sent.map(({ kept, known }) => kept.length + known)).toEqual([3, 3, 3]);
      expect(await keysOf(journey.running)).toHaveLength(2);
    }));

  it('takes a hundred ideas that begin with the same words, or give no words for a key, without a long walk', () =>
    withJourney(async (journey) => {
      const { coPilot } = journey.running.bot;
      const user = journey.running.sandbox.slack.userId('mia');
      const channel = journey.running.sandbox.slack.channelId('growth');
      const actor = await coPilot.people.actorOf(user);
      const begin = 'Move the first gate of the game from level 30 to level';
      const ideas = Array.from({ length: 100 }, (_, at) => ({
        ...{ line: at + 2, idea: at % 2 === 0 ? `${begin} ${at}` : `将第一道关卡从第三十级移到第${at}级` },
      }));
      let tries = 0;
      const execute: typeof coPilot.execute = (key, command) => {
        tries += 1;
        return coPilot.execute(key, command);
      };
      const once = () => importIdeas({ ...coPilot, execute }, ideas, { actor, user, channel });
      expect(await once()).toMatchObject({ kept: { length: 100 }, known: 0, left: 0 });
      expect(await once()).toMatchObject({ kept: [], known: 100, left: 0 });
      expect(tries).toBeLessThanOrEqual(2 * 100 * 4);
    }));

  it('keeps nothing twice either of what was planned or dropped since, or comes from another person', () =>
    withJourney(async (journey) => {
      await imported(journey, 'mia', LIST);
      const keys = await keysOf(journey.running);
      const [one = '', other = ''] = keys;
      await journey.command('mia', `plan ${one}`);
      await journey.command('mia', `stop ${other} Not now`);
      const [said] = await imported(journey, 'sam', LIST);
      expect(said).toContain('3 were there already');
      expect([...(await keysOf(journey.running))].sort()).toEqual([...keys].sort());
    }));

  it('shows where an idea came from once it is planned', () =>
    withJourney(async (journey) => {
      await imported(journey, 'mia', LIST);
      const key = (await keysOf(journey.running)).find((one) => one.startsWith('move')) ?? '';
      expect((await journey.load(key)).proposal).toMatchObject({ source: { kind: 'import', line: 2 } });
      await journey.command('mia', `plan ${key}`);
      expect(await journey.card(key)).toContain('imported');
    }));

  it('leaves the form open with what was typed if nothing of it can be kept', () =>
    withJourney(async (journey) => {
      expect((await imported(journey, 'mia', 'Move the gate'))[1]).toMatch(/^Line 1: The first line must/);
      expect((await imported(journey, 'mia', '[{"idea": 1},{}]'))[1]).toMatch(/^Nothing was kept. Line 1/);
      expect((await imported(journey, 'mia', 'idea'))[1]).toMatch(/There is no idea in it/);
      expect(await keysOf(journey.running)).toEqual([]);
    }));

  it('masks secrets and personal data before a key is made of the words, and says so', () =>
    withJourney(async (journey) => {
      const secret = `ghp_${'AbCd1234'.repeat(5)}`.slice(0, 40);
      const list = `idea\nUse token ${secret} for the new gate\nWrite to jo.doe@acme-shop.fr about the gate`;
      const [said] = await imported(journey, 'mia', list);
      expect(said).toContain('2 ideas were kept');
      const { store } = journey.running.bot.coPilot;
      const keys = await keysOf(journey.running);
      const held = JSON.stringify(await Promise.all(keys.map((key) => store.commits(key))));
      expect(held).not.toContain(secret);
      expect(held).not.toContain('jo.doe');
      expect(keys.join()).not.toMatch(/ghp|jo-doe|acme/);
      // The same list again finds both, though their words were masked.
      expect((await imported(journey, 'mia', list))[0]).toContain('2 were there already');
    }));

  it('opens no form and keeps nothing in a channel that is shared with another company', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const share = (isShared: boolean) => {
        const state = slack.snapshot();
        const growth = state.channels[slack.channelId('growth')];
        if (growth !== undefined) state.channels[growth.id] = { ...growth, isShared };
        slack.restore(state);
      };
      await journey.command('mia', 'import');
      share(true);
      const sent = await journey.fill('mia', { ideas: LIST });
      expect(sent.errors['ideas']).toContain('another company');
      expect(await keysOf(journey.running)).toEqual([]);
    }));
});
