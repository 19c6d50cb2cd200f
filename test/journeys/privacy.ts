import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { verifyStore } from '#journal/verify.ts';
import { FORM, type Journey } from '#test/support/journey.ts';
import { unchanged, withButton, withJourney } from '#test/support/journey-checks.ts';
import { implemented } from '#test/support/journey-stages.ts';

const MIA = 'U0000000MIA';

/** An admin forgets somebody: types the command and presses the button that answers it. */
async function forget(journey: Journey, person: string): Promise<void> {
  await journey.command('ada', `forget @${person}`);
  const asked = journey.running.sandbox.slack.ephemerals('ada').at(-1);
  if (asked === undefined) throw new Error('ada was not asked');
  await journey.pressOn('ada', asked, 'forget_person');
}

async function brokenLinks({ running }: Journey): Promise<readonly unknown[]> {
  const broken: unknown[] = [];
  for await (const audit of verifyStore(running.bot.coPilot.store)) if (audit.broken) broken.push(audit);
  return broken;
}

/** People are forgotten at an admin's word. */
export function privacyJourneys(): void {
  describe('forgetting a person', () => {
    it('shows a former member from then on and leaves the journal as it was', () =>
      withJourney(async (journey) => {
        const key = await implemented(journey);
        const { store } = journey.running.bot.coPilot;
        expect(await journey.card(key)).toContain('@mia');
        await journey.command('priya', `cancel ${key} @sam found a better way`);
        expect((await journey.load(key)).status).toBe('cancelled');
        expect((await journey.thread(key)).at(-1)).toContain('@sam found a better way');
        const other = await journey.propose('sam', 'Show the price before the cart');
        expect(await store.runsOf(key)).not.toEqual([]);
        const before = await store.records(key);
        await forget(journey, 'mia');
        expect(journey.told('ada')).toContain('Forgotten');
        expect(await store.records(key)).toEqual(before);
        expect(await store.runsOf(key)).toEqual([]);
        expect(await store.runsOf(other)).not.toEqual([]);
        expect(await brokenLinks(journey)).toEqual([]);
        await journey.command('ada', `status ${key}`);
        expect(journey.told('ada')).toContain('a former member');
        expect(journey.told('ada')).not.toContain('mia');
      }));

    it('waits until no experiment goes on in which the person could act twice', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const seen = await journey.spot(key, 'approve_plan');
        await journey.press('priya', key, 'approve_plan');
        const second = await journey.propose('sam', 'Show the price before the cart');
        const { store } = journey.running.bot.coPilot;
        await journey.command('ada', 'forget @mia');
        expect(journey.told('ada')).toMatch(/@mia has a part in experiments that are not over/);
        expect(journey.told('ada')).toMatch(new RegExp(`${key}.*they own it.*they asked for it`, 's'));
        expect(journey.told('ada')).not.toContain(second);
        await journey.command('ada', 'forget @priya');
        expect(journey.told('ada')).toMatch(new RegExp(`${key}.*they approved or decided in it`, 's'));
        // A button from before is refused, too.
        const value = JSON.stringify({ user: MIA });
        await journey.pressOn('ada', withButton(seen, 'forget_person', value), 'forget_person');
        expect(journey.told('ada')).toContain('nothing was erased');
        expect(await store.knownPseudonymOf(MIA)).not.toBeNull();
        await journey.command('priya', `cancel ${key} no longer wanted`);
        await journey.command('ada', 'forget @mia');
        expect(journey.told('ada')).toMatch(/Forget @mia\?.*cannot be undone/s);
        expect(journey.told('ada')).not.toContain('They hold a role');
        await journey.command('ada', 'forget @priya');
        expect(journey.told('ada')).toContain('They hold a role in the settings');
      }));

    it('is not said to be done while the file still holds the key', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'privacy-'));
      const databaseFile = join(folder, 'bot.sqlite');
      const play = async (journey: Journey) => {
        const key = await journey.propose('mia');
        await journey.command('mia', `cancel ${key} no longer wanted`);
        const reader = new DatabaseSync(databaseFile);
        reader.exec('BEGIN; SELECT * FROM people');
        await forget(journey, 'mia');
        expect(journey.told('ada')).toContain(
          'The key is deleted, but a copy still lies in the database file',
        );
        reader.close();
        const { slack } = journey.running.sandbox;
        const asked = slack.ephemerals('ada').at(-2);
        if (asked === undefined) throw new Error('ada was not asked');
        await journey.pressOn('ada', asked, 'forget_person');
        // It stands in place of the question.
        expect(slack.ephemerals('ada').at(-2)?.text).toContain('Nothing is held about this person');
      };
      await withJourney(play, { databaseFile });
      await rm(folder, { recursive: true });
    });

    it('treats a person who comes back as a new one', () =>
      withJourney(async (journey) => {
        const first = await journey.propose('mia');
        const {
          proposal: { requester },
        } = await journey.load(first);
        await journey.command('mia', `cancel ${first} no longer wanted`);
        await forget(journey, 'mia');
        await journey.command('ada', 'forget @mia');
        expect(journey.told('ada')).toContain('Nothing is held about this person');
        const second = await journey.propose('mia', 'Show the price before the cart', FORM);
        expect((await journey.load(second)).proposal.requester).not.toBe(requester);
        expect(await journey.card(second)).toContain('@mia');
      }));

    it('is for admins, by command and by a forged button, and needs to know whom', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const { store } = journey.running.bot.coPilot;
        await journey.command('priya', 'forget @mia');
        expect(journey.told('priya')).toContain('Only admins may do this');
        const seen = await journey.spot(key, 'approve_plan');
        const forged = withButton(seen, 'forget_person', JSON.stringify({ user: MIA }));
        await unchanged(journey, key, () => journey.pressOn('priya', forged, 'forget_person'));
        expect(journey.told('priya')).toContain('Only admins may do this');
        expect(await store.knownPseudonymOf(MIA)).not.toBeNull();
        for (const whom of ['mia', '@nobody', '']) {
          await journey.command('ada', `forget ${whom}`);
          expect(journey.told('ada')).toContain(
            'Name the person, or an address or number of theirs: `/experiment forget @person`',
          );
        }
        await journey.command('ada', 'forget <@U0NOBODY>');
        expect(journey.told('ada')).toContain('Nothing is held about this person');
        expect(await store.knownPseudonymOf('U0NOBODY')).toBeNull();
      }));

    it('leaves nobody in the name of a flag or a branch', () =>
      withJourney(async (journey) => {
        const key = await implemented(journey, 'Show @sam the total before the cart');
        expect(key).toBe('show-the-total-before-the-cart');
        const experiment = await journey.load(key);
        expect(experiment.request.idea).toMatch(/^Show <@p_[a-z0-9]+> the total/);
        expect(JSON.stringify([experiment.code?.pullRequest, experiment.flag])).not.toMatch(
          /p[_-][a-z0-9]{12}/,
        );
      }));

    it('does nothing at the press of a button that says nobody', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await journey.command('ada', 'forget @mia');
        const seen = await journey.spot(key, 'approve_plan');
        for (const value of ['', '{}', '{"user":"U0NOBODY"}', '{"user":1}', 'null']) {
          const forged = withButton(seen, 'forget_person', value);
          await journey.running.act(() =>
            journey.running.sandbox.slack.as('ada').press(forged, { actionId: 'forget_person' }),
          );
          expect(await journey.running.bot.coPilot.store.knownPseudonymOf(MIA)).not.toBeNull();
        }
      }));
  });
}
