import { describe, expect, it } from 'vitest';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import { MINUTE } from '#shared/clock.ts';
import { FORM, IDEA, type Journey, keysOf, wholeForm } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';

const SECRET = 'C000SECRET1';
const OTHER = 'C0000OTHER1';

/** Adds a private channel with mia, priya and the bot, and a public one with all; then mia proposes in the private one. */
async function proposedInPrivate(journey: Journey): Promise<string> {
  const { slack } = journey.running.sandbox;
  const state = slack.snapshot();
  const ids = (names: readonly string[]) => names.map(slack.userId);
  const usual = { isArchived: false, user: null };
  state.channels[SECRET] = {
    ...{ ...usual, id: SECRET, name: 'secret', isPrivate: true },
    members: [...ids(['mia', 'priya']), slack.botUserId],
  };
  state.channels[OTHER] = {
    ...{ ...usual, id: OTHER, name: 'other', isPrivate: false },
    members: ids(['mia', 'priya', 'sam', 'ada']),
  };
  slack.restore(state);
  await typed(journey, 'mia', wholeForm(IDEA), SECRET);
  await journey.fill('mia', FORM);
  const [key = ''] = await keysOf(journey.running);
  return key;
}

/** What a person is told who types this in a channel. */
async function typed(journey: Journey, person: string, text: string, channel: string): Promise<string> {
  const { slack } = journey.running.sandbox;
  const before = slack.ephemerals(person).length;
  await journey.running.act(() => slack.as(person).command('/experiment', text, { channel }));
  return slack.ephemerals(person).length === before ? '' : journey.told(person);
}

const ABSENT = 'no-such-experiment';
/** Every command that names an experiment. */
const COMMANDS = [
  ...['status', 'pause', 'resume', 'cancel', 'edit', 'analyze', 'retry', 'stop', 'promote', 'rollback'],
  ...['extend', 'amend', 'auto on', 'auto off', 'plan', 'priority'],
];

describe('an experiment in a private channel', () => {
  it.each([
    ['an approver who is not in it', 'sam'],
    ['a member of it', 'mia'],
  ])('does not exist in another channel, for %s', (_name, person) =>
    withJourney(async (journey) => {
      const key = await proposedInPrivate(journey);
      await unchanged(journey, key, async () => {
        for (const word of COMMANDS) {
          const told = await typed(journey, person, `${word} ${key} for a reason`, OTHER);
          const absent = await typed(journey, person, `${word} ${ABSENT} for a reason`, OTHER);
          expect([word, told.replaceAll(key, ABSENT)]).toEqual([word, absent]);
        }
        expect(await typed(journey, person, 'list', OTHER)).toContain('There is no experiment yet');
        expect(await typed(journey, person, 'status first gate', OTHER)).not.toContain(key);
        expect(await typed(journey, person, key.slice(0, -2), OTHER)).not.toContain(key);
      });
    }),
  );

  it('shows in its own channel, and may be acted on there', () =>
    withJourney(async (journey) => {
      const key = await proposedInPrivate(journey);
      expect(await typed(journey, 'priya', 'list', SECRET)).toContain(key);
      expect(await typed(journey, 'priya', `status ${key}`, SECRET)).toContain('gate');
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
    }));

  it('shows to admins everywhere', () =>
    withJourney(async (journey) => {
      const key = await proposedInPrivate(journey);
      expect(await typed(journey, 'ada', 'list', OTHER)).toContain(key);
      expect(await typed(journey, 'ada', `status ${key}`, OTHER)).toContain('gate');
    }));

  it('is left out of the reminders of people who are not in it', () =>
    withJourney(async (journey) => {
      await proposedInPrivate(journey);
      await journey.running.advance(30 * 60 * MINUTE);
      const { slack } = journey.running.sandbox;
      const written = (person: string) =>
        slack.requests('chat.postMessage').filter(({ args }) => args['channel'] === slack.userId(person))
          .length;
      expect([written('priya'), written('sam')]).toEqual([1, 0]);
    }));
});

describe('a reminder of an experiment in a private channel', () => {
  it('can be put off in the direct message that it is', () =>
    withJourney(async (journey) => {
      const key = await proposedInPrivate(journey);
      await journey.running.advance(30 * 60 * MINUTE);
      const { slack } = journey.running.sandbox;
      const im = Object.values(slack.snapshot().channels).find(({ user }) => user === slack.userId('priya'));
      const [reminder] = slack.messages(im?.id ?? '');
      if (reminder === undefined) throw new Error('priya was not reminded');
      const [menu] = everyElement(reminder.blocks).filter(({ element }) => element['type'] === 'overflow');
      const target = { actionId: String(menu?.element['action_id']) };
      await journey.running.act(() => slack.as('priya').select(reminder, target, `snooze ${key} 3`));
      expect((await journey.load(key)).waiting?.snoozed).toBeDefined();
    }));
});

describe('a form about an experiment in a private channel', () => {
  it('is refused when the person has left the channel meanwhile', () =>
    withJourney(async (journey) => {
      const key = await proposedInPrivate(journey);
      const { slack } = journey.running.sandbox;
      await journey.press('priya', key, 'request_changes');
      const state = slack.snapshot();
      const channel = state.channels[SECRET];
      if (channel !== undefined)
        state.channels[SECRET] = { ...channel, members: [slack.userId('mia'), slack.botUserId] };
      slack.restore(state);
      await journey.running.advance(15 * MINUTE, { step: 5 * MINUTE });
      await unchanged(journey, key, async () => {
        const sent = await journey.fill('priya', { reason: 'Use revenue instead' });
        expect(Object.values(sent.errors).join()).toContain('There is no such experiment');
      });
    }));
});

describe('a channel that becomes private', () => {
  it('hides its experiments elsewhere within two minutes', () =>
    withJourney(async (journey) => {
      const key = await proposedInPrivate(journey);
      const { slack } = journey.running.sandbox;
      const change = (isPrivate: boolean) => {
        const state = slack.snapshot();
        const channel = state.channels[SECRET];
        if (channel !== undefined) state.channels[SECRET] = { ...channel, isPrivate };
        slack.restore(state);
      };
      change(false);
      expect(await typed(journey, 'sam', 'list', OTHER)).toContain(key);
      change(true);
      await journey.running.advance(2 * MINUTE, { step: MINUTE });
      expect(await typed(journey, 'sam', 'list', OTHER)).not.toContain(key);
    }));
});

describe('while Slack does not tell who may read a channel', () => {
  it('the list shows what is certain and says that something may be missing; a key gives a plain fault', () =>
    withJourney(async (journey) => {
      const key = await proposedInPrivate(journey);
      const { slack } = journey.running.sandbox;
      slack.fail({ method: 'conversations.info', kind: { error: 'missing_scope' }, times: 20 });
      const list = await typed(journey, 'sam', 'list', OTHER);
      expect(list).not.toContain(key);
      expect(list).toContain('does not say now which channels are public');
      const told = await typed(journey, 'sam', `status ${key}`, OTHER);
      expect(told).toMatch(/^That did not work.*lacks a scope/s);
      expect(await typed(journey, 'priya', 'list', SECRET)).toContain(key);
      expect(journey.takeErrors()).toHaveLength(1);
    }));
});
