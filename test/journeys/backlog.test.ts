import { describe, expect, it } from 'vitest';
import { IDEA, type Journey, keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** Types an idea, ticks *Keep it for later* and submits; answers the key of the idea and what the form says then. */
async function keepIdea(journey: Journey, person: string, idea: string): Promise<[string, string]> {
  const known = await keysOf(journey.running);
  await journey.command(person, idea);
  await journey.fill(person, { later: ['later'] });
  const said = JSON.stringify(journey.modal(person).blocks);
  await journey.running.act(() => journey.running.sandbox.slack.as(person).closeModal(journey.modal(person)));
  const key = (await keysOf(journey.running)).find((one) => !known.includes(one)) ?? '';
  return [key, said];
}

const messagesOf = ({ running }: Journey) => Object.values(running.sandbox.slack.snapshot().messages).flat();
const agentsAsked = ({ running }: Journey) => running.sandbox.model?.requests().length ?? 0;
const prioritise = async (journey: Journey, person: string, key: string, numbers: readonly string[]) => {
  await journey.command(person, `priority ${key}`);
  const [reach = '', confidence = '', effort = ''] = numbers;
  return journey.fill(person, { reach, confidence, effort });
};

describe('an idea that is kept for later', () => {
  it('lies in the backlog without a message and without an agent, and is planned from there', () =>
    withJourney(async (journey) => {
      const before = messagesOf(journey).length;
      const [key, said] = await keepIdea(journey, 'mia', IDEA);
      expect(said).toContain(`Kept for later as \`${key}\``);
      expect((await journey.load(key)).status).toBe('backlog');
      expect([messagesOf(journey).length, agentsAsked(journey)]).toEqual([before, 0]);

      await journey.command('priya', 'backlog');
      expect(journey.told('priya')).toMatch(/Backlog: one idea/);
      expect(journey.told('priya')).toContain('No priority yet');
      await journey.command('priya', `status ${key}`);
      expect(journey.told('priya')).toContain('planned (backlog)');

      await journey.command('priya', `plan ${key}`);
      expect(journey.told('priya')).toContain(`Planning \`${key}\``);
      const experiment = await journey.load(key);
      expect(experiment.status).toBe('in-review');
      expect(await journey.card(key)).toMatch(/asked for by the owner.*planned by/s);
      await journey.command('priya', `plan ${key}`);
      expect(journey.told('priya')).toMatch(/Planning it is not possible now/);
      // Who planned it wrote none of it, so may approve it.
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
    }));

  it('is listed by its priority, which its people set and others do not', () =>
    withJourney(async (journey) => {
      const [first] = await keepIdea(journey, 'mia', 'Move the first gate from level 30 to level 40');
      const [second] = await keepIdea(journey, 'mia', 'Sell hints at level 20 to those who fail');
      const refused = await prioritise(journey, 'mia', first, ['100', '', '2']);
      expect(Object.keys(refused.errors)).toEqual(['confidence']);
      const sent = await journey.fill('mia', { reach: '100', confidence: '50', effort: '2' });
      expect(sent.errors).toEqual({});
      await prioritise(journey, 'mia', second, ['3000', '80', '2']);
      expect((await journey.load(second)).proposal.priority).toEqual({
        ...{ reach: 3_000, confidence: 0.8, effort: 2 },
      });
      await journey.command('ada', 'backlog');
      const list = journey.told('ada');
      expect(list).toMatch(/Priority 1,200.*Priority 25/s);
      expect(list.indexOf(second)).toBeLessThan(list.indexOf(first));
      await journey.command('ada', `priority ${first}`);
      expect(journey.told('ada')).toMatch(/Only the requester, the owner or an approver/);
      await prioritise(journey, 'mia', second, ['', '', '']);
      expect((await journey.load(second)).proposal.priority).toBeUndefined();
    }));

  it('shows and is planned in its private channel alone', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const state = slack.snapshot();
      const secret = { id: 'C000SECRET1', name: 'secret', isPrivate: true, isArchived: false, user: null };
      const members = [slack.userId('mia'), slack.userId('priya'), slack.botUserId];
      state.channels[secret.id] = { ...secret, members };
      slack.restore(state);
      const there = (person: string, text: string) =>
        journey.running.act(() => slack.as(person).command('/experiment', text, { channel: secret.id }));
      await there('mia', IDEA);
      await journey.fill('mia', { later: ['later'] });
      const [key = ''] = await keysOf(journey.running);
      for (const person of ['sam', 'mia']) {
        await journey.command(person, 'backlog');
        expect(journey.told(person)).toContain('The backlog is empty');
        await journey.command(person, `plan ${key}`);
        expect(journey.told(person)).toContain('There is no experiment');
      }
      await there('priya', 'backlog');
      expect(journey.told('priya')).toContain(key);
      await there('priya', `plan ${key}`);
      expect((await journey.load(key)).status).toBe('in-review');
    }));

  it('is not planned while people of another company read its channel', () =>
    withJourney(async (journey) => {
      const [key] = await keepIdea(journey, 'mia', IDEA);
      const { slack } = journey.running.sandbox;
      const state = slack.snapshot();
      const growth = state.channels[slack.channelId('growth')];
      if (growth !== undefined) state.channels[growth.id] = { ...growth, isShared: true };
      slack.restore(state);
      await journey.command('mia', `plan ${key}`);
      expect(journey.told('mia')).toMatch(/People of another company.*The idea stays in the backlog/);
      expect((await journey.load(key)).status).toBe('backlog');
    }));

  it('is dropped with a reason', () =>
    withJourney(async (journey) => {
      const [key] = await keepIdea(journey, 'mia', IDEA);
      await journey.command('mia', `stop ${key} Others have built it`);
      expect(journey.told('mia')).toBe(`Dropped \`${key}\`.`);
      expect(await journey.load(key)).toMatchObject({ status: 'cancelled', delivery: { threadTs: null } });
      await journey.command('mia', 'backlog');
      expect(journey.told('mia')).toContain('The backlog is empty');
    }));
});
