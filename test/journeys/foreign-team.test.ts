import { describe, expect, it } from 'vitest';
import { FORM, IDEA, type Journey, keysOf, wholeForm } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { ask, onlyAsked } from '#test/support/journey-questions.ts';

/** Another workspace in which the same app is installed: what it sends carries the same signature. */
const FOREIGN = { fromTeam: 'T0000000999' };
const REFUSED = 'serves another Slack workspace';

describe('a signed delivery of another workspace', () => {
  it('lists, shows, changes and proposes nothing', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await unchanged(journey, key, async () => {
        for (const text of [
          'list',
          `status ${key}`,
          `pause ${key} why`,
          `edit ${key}`,
          IDEA,
          wholeForm(IDEA),
        ]) {
          await journey.command('priya', text, FOREIGN);
          expect(journey.told('priya')).toContain(REFUSED);
          expect(journey.told('priya')).not.toContain(key);
        }
      });
      expect(journey.running.sandbox.slack.openViews('priya')).toEqual([]);
    }));

  it('approves nothing, also with the id of an approver', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await unchanged(journey, key, async () => {
        await journey.press('priya', key, 'approve_plan', FOREIGN);
        expect(journey.told('priya')).toContain(REFUSED);
      });
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
    }));

  it('submits no form; the form stays open and says why', () =>
    withJourney(async (journey) => {
      await journey.command('mia', wholeForm(IDEA));
      const sent = await journey.fill('mia', FORM, FOREIGN);
      expect(Object.values(sent.errors).join()).toContain(REFUSED);
      expect(await keysOf(journey.running)).toEqual([]);
      await journey.fill('mia', FORM);
      expect(await keysOf(journey.running)).toHaveLength(1);
    }));
});

const EVE = 'U0000000EVE';
const THEIRS = 'T0000000777';
const READS_ONLY = 'belong to another company';

/** Shares the channel with another company: eve comes in. */
function share({ running }: Journey): void {
  const { slack } = running.sandbox;
  const state = slack.snapshot();
  const eve = { id: EVE, name: 'eve', realName: 'Eve', isBot: false, isAdmin: false, isDeactivated: false };
  state.users[EVE] = { ...eve, teamId: THEIRS };
  const channel = state.channels[slack.channelId('growth')];
  if (channel !== undefined)
    state.channels[channel.id] = { ...channel, isShared: true, members: [...channel.members, EVE] };
  slack.restore(state);
}

describe('a person of another company in a channel that is shared with it', () => {
  it('asks about the experiments of this channel as themselves, and changes nothing', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      share(journey);
      await onlyAsked(journey, key, async () => {
        expect(await ask(journey, 'eve', key, 'what is the status?')).toContain('It is planned (in review)');
        expect(await ask(journey, 'eve', key, 'approve the plan')).toContain(
          'I answer here and change nothing',
        );
      });
      const { slack } = journey.running.sandbox;
      const { runs } = await journey.load(key);
      expect(runs.filter(({ prompt }) => prompt.startsWith('answerer@'))).toHaveLength(2);
      const reader = { recipient_user_id: EVE, recipient_team_id: THEIRS };
      expect(slack.requests('chat.startStream').map(({ args }) => args)).toEqual([
        ...[expect.objectContaining(reader), expect.objectContaining(reader)],
      ]);
    }));

  it('reads what is behind the messages, and changes nothing', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      share(journey);
      const { slack } = journey.running.sandbox;
      await unchanged(journey, key, async () => {
        await journey.press('eve', key, 'show_plan');
        expect(slack.openViews('eve')).toHaveLength(1);
        const [details] = slack.openViews('eve');
        if (details !== undefined) await slack.as('eve').closeModal(details);
        for (const action of ['approve_plan', 'request_changes', 'edit_request']) {
          await journey.press('eve', key, action);
          expect(journey.told('eve')).toContain(READS_ONLY);
          expect(slack.openViews('eve')).toEqual([]);
        }
      });
    }));

  it('holds no role, also if the settings name their id', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      share(journey);
      journey.running.sandbox.slack.changeUser(journey.running.sandbox.slack.userId('priya'), {
        teamId: THEIRS,
      });
      await unchanged(journey, key, async () => {
        await journey.press('priya', key, 'approve_plan');
        expect(journey.told('priya')).toContain(READS_ONLY);
        await journey.command('mia', 'external on');
        await journey.press('priya', key, 'approve_plan');
        expect(journey.told('priya')).not.toContain(READS_ONLY);
      });
    }));

  it('may act as a member without a role from when a member of the workspace says so, until one takes it back', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      share(journey);
      await journey.command('mia', 'external on');
      expect(journey.told('mia')).toContain('may do what a member without a role may do');
      await journey.command('sam', 'external on');
      expect(journey.told('sam')).toContain('already');
      await journey.command('mia', 'external off');
      await journey.press('eve', key, 'approve_plan');
      expect(journey.told('eve')).toContain(READS_ONLY);
      await journey.command('mia', 'external on');
      await journey.press('eve', key, 'approve_plan');
      expect(journey.told('eve')).not.toContain(READS_ONLY);
      expect((await journey.load(key)).design?.approvals).toEqual([]);
      const commits = await journey.running.bot.coPilot.store.commits('$external');
      expect(commits.map(({ version }) => version)).toEqual([1, 2, 3]);
    }));

  it('types no command: Slack takes none of them', () =>
    withJourney(async (journey) => {
      share(journey);
      const { isSent, problem } = await journey.command('eve', 'list');
      expect([isSent, problem]).toEqual([false, '/experiment is not a valid command.']);
    }));
});
