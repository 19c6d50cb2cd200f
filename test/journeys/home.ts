import { describe, expect, it, vi } from 'vitest';
import { summarize } from '#domain/summary.ts';
import { findElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { MINUTE } from '#shared/clock.ts';
import { IDEA, type Journey, MAIL } from '#test/support/journey.ts';
import { notePressed } from '#test/support/journey-buttons.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched } from '#test/support/journey-stages.ts';
import { PATIENT } from '#test/support/patience.ts';

/** The home of a person as it stands; throws if they have none. */
function homeOf({ running }: Journey, person: string): SlackView {
  const view = running.sandbox.slack.home(person);
  if (view === undefined) throw new Error(`${person} has no home`);
  return view;
}

const words = (view: SlackView): string => JSON.stringify(view.blocks);

async function openHome(journey: Journey, person: string): Promise<string> {
  const { slack } = journey.running.sandbox;
  const sent = await journey.running.act(() => slack.as(person).openHome());
  expect(sent.problem).toBeNull();
  return words(homeOf(journey, person));
}

async function press(journey: Journey, person: string, target: object, seen = homeOf(journey, person)) {
  const { slack } = journey.running.sandbox;
  notePressed(String(findElement(seen.blocks, target).element['action_id']));
  return journey.running.act(() => slack.as(person).press(seen, target));
}

async function choose(journey: Journey, person: string, actionId: string, value: string): Promise<string> {
  const { slack } = journey.running.sandbox;
  const seen = homeOf(journey, person);
  notePressed(actionId);
  await journey.running.act(() => slack.as(person).select(seen, { actionId }, value));
  return words(homeOf(journey, person));
}

/** Puts lines of other experiments into the list, each a minute younger. */
async function fill(journey: Journey, key: string, count: number, more: object = {}): Promise<void> {
  const { store } = journey.running.bot.coPilot;
  const line = summarize(await journey.load(key));
  for (let index = 0; index < count; index += 1) {
    const other = { key: `other-${index}`, title: `Other ${index}`, requester: 'p_other', owner: 'p_other' };
    const proposedAt = line.proposedAt + (index + 1) * MINUTE;
    await store.putSummary({ ...line, ...other, status: 'running', waiting: null, proposedAt, ...more });
  }
}

/** The App Home over HTTP. */
export function homeJourneys(): void {
  describe('the home', () => {
    it('is honest while there is nothing, and leads to the form', () =>
      withJourney(async (journey) => {
        expect(await openHome(journey, 'mia')).toContain('There is no experiment yet');
        await press(journey, 'mia', { actionId: 'home_new_experiment' });
        const view = journey.modal('mia');
        expect(view.title).toMatchObject({ text: 'New experiment' });
        const { slack } = journey.running.sandbox;
        await journey.fill('mia', { idea: IDEA, channel: slack.channelId('growth') });
        await vi.waitFor(() => expect(words(homeOf(journey, 'mia'))).toContain('Yours 1'), PATIENT);
      }));

    it('shows each person what waits for them, with a way to the thread', () =>
      withJourney(async (journey) => {
        await journey.propose('mia');
        await journey.propose('mia', MAIL.idea, MAIL.form);
        const approver = await openHome(journey, 'priya');
        expect(approver).toContain('*Waits for you 2*');
        expect(approver).toContain('*Review the plan*');
        expect(approver).toMatch(/"url":"http[^"]+"/);
        const owner = await openHome(journey, 'mia');
        expect(owner).toContain('*Waits for you 0*');
        expect(owner).toContain('Yours 2');
      }));

    it('pages through a list and filters it, by what travels in the view', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await fill(journey, key, 23);
        expect(await openHome(journey, 'mia')).toContain('Running 23');
        await press(journey, 'mia', { actionId: 'home_open', label: 'All 23' });
        expect(words(homeOf(journey, 'mia'))).toContain('*Running 23*, page 1 of 3');
        await press(journey, 'mia', { label: 'Next page' });
        await press(journey, 'mia', { label: 'Next page' });
        expect(words(homeOf(journey, 'mia'))).toContain('page 3 of 3');
        expect(words(homeOf(journey, 'mia'))).not.toContain('Next page');
        await press(journey, 'mia', { label: 'Previous page' });
        expect(words(homeOf(journey, 'mia'))).toContain('page 2 of 3');
        await press(journey, 'mia', { label: 'Next page' });
        // Looked at again later, it is as it was left.
        expect(await openHome(journey, 'mia')).toContain('page 3 of 3');
        expect(await choose(journey, 'mia', 'home_whose', 'mine')).toContain('No experiment is in this list');
        expect(await choose(journey, 'mia', 'home_list', 'all')).toContain('*All experiments 1*');
        expect(await choose(journey, 'mia', 'home_surface', 'surface e-mail')).toContain(
          '*All experiments 0*',
        );
        expect(await choose(journey, 'mia', 'home_surface', 'all surfaces')).toContain('*All experiments 1*');
        await press(journey, 'mia', { label: 'Overview' });
        expect(words(homeOf(journey, 'mia'))).toContain('*Waits for you 0*');
      }));

    it('opens the calendar of what the person may see', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        await openHome(journey, 'ada');
        await press(journey, 'ada', { actionId: 'home_calendar' });
        const view = journey.modal('ada');
        expect(JSON.stringify(view.title)).toContain('Calendar');
        expect(words(view)).toContain(key);
        expect(words(view)).toMatch(/level gate.*taken/);
      }));

    it('shows no experiment of a private channel to those who are not in it', () =>
      withJourney(async (journey) => {
        const { slack } = journey.running.sandbox;
        const state = slack.snapshot();
        const members = [slack.userId('mia'), slack.userId('priya'), slack.botUserId];
        const secret = { id: 'C000SECRET1', name: 'secret', isPrivate: true, isArchived: false, user: null };
        state.channels['C000SECRET1'] = { ...secret, members };
        slack.restore(state);
        const key = await journey.propose('mia');
        await fill(journey, key, 1, { title: 'The secret one', channel: 'C000SECRET1', threadTs: null });
        expect(await openHome(journey, 'mia')).toContain('The secret one');
        const other = await openHome(journey, 'sam');
        expect(other).not.toContain('secret');
        expect(other).toContain('Running 0');
        expect(other).toContain('*Waits for you 1*');
      }));

    it('acts as the thread does, and shows what came of it', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        expect(await openHome(journey, 'priya')).toContain('proven worse');
        const seen = homeOf(journey, 'priya');
        await press(journey, 'priya', { label: 'Kill' }, seen);
        expect((await journey.load(key)).decision.record).toMatchObject({ decision: 'kill' });
        await vi.waitFor(
          () => expect(words(homeOf(journey, 'priya'))).toContain('*Waits for you 0*'),
          PATIENT,
        );
        expect(words(homeOf(journey, 'priya'))).toContain('Decided lately');
      }));

    it('tells a person in a window why their press was refused', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        await openHome(journey, 'priya');
        const seen = homeOf(journey, 'priya');
        await journey.press('sam', key, 'decide_kill');
        await unchanged(journey, key, async () => {
          await press(journey, 'priya', { label: 'Kill' }, seen);
        });
        expect(JSON.stringify(journey.modal('priya').blocks)).toMatch(/decided|decision/i);
      }));

    it('goes on from what is shown if a person presses on what they saw before', () =>
      withJourney(
        async (journey) => {
          const key = await journey.propose('mia');
          await fill(journey, key, 12);
          await openHome(journey, 'mia');
          const before = homeOf(journey, 'mia');
          await choose(journey, 'mia', 'home_list', 'planned');
          await press(journey, 'mia', { label: 'All 12' }, before);
          expect(words(homeOf(journey, 'mia'))).toContain('*Running 12*');
        },
        { refusals: ['hash_conflict'] },
      ));

    it('says that it cannot read, while the store fails, and is there again after', () =>
      withJourney(async (journey) => {
        await journey.propose('mia');
        const { store } = journey.running.bot.coPilot;
        const failing = vi.spyOn(store, 'summaryCounts').mockRejectedValue(new Error('disk I/O error'));
        expect(await openHome(journey, 'mia')).toContain('I cannot read the experiments now (error ');
        failing.mockRestore();
        await press(journey, 'mia', { label: 'Try again' });
        expect(words(homeOf(journey, 'mia'))).toContain('Yours 1');
      }));

    it('shows the line alone of an experiment that cannot be read', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await fill(journey, key, 1);
        const { store } = journey.running.bot.coPilot;
        const failing = vi.spyOn(store, 'commits').mockRejectedValue(new Error('disk I/O error'));
        const seen = await openHome(journey, 'priya');
        failing.mockRestore();
        expect(seen).toContain('Running 1');
        expect(seen).toContain('*Review the plan*');
      }));

    it('is a plain sentence to a person of another company', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const { slack } = journey.running.sandbox;
        slack.changeUser(slack.userId('sam'), { teamId: 'T0ELSEWHERE' });
        const seen = await openHome(journey, 'sam');
        expect(seen).toContain('You belong to another company');
        expect(seen).not.toContain(key);
      }));

    it('keeps quiet if Slack does not take it', () =>
      withJourney(async (journey) => {
        const { slack } = journey.running.sandbox;
        slack.fail({ method: 'views.publish', kind: { error: 'not_enabled' } });
        const sent = await slack.as('mia').openHome();
        expect(sent.problem).toBeNull();
        await journey.running.settle();
        expect(slack.home('mia')).toBeUndefined();
        expect(await openHome(journey, 'mia')).toContain('There is no experiment yet');
      }));
  });
}
