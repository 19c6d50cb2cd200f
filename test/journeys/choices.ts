import { describe, expect, it } from 'vitest';
import type { SlackEphemeral } from '#sandbox/stand-ins/slack/state.ts';
import { IDEA, type Journey } from '#test/support/journey.ts';
import { notePressed } from '#test/support/journey-buttons.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';

const TUTORIAL = 'Show the tutorial again after the second gate';

/** What a person alone sees now, with its buttons. */
function seenBy({ running }: Journey, person: string): SlackEphemeral {
  const seen = running.sandbox.slack.ephemerals(person).at(-1);
  if (seen === undefined) throw new Error(`${person} was told nothing`);
  return seen;
}

async function choose(journey: Journey, person: string, actionId: string, value: string): Promise<void> {
  notePressed(actionId);
  const { running } = journey;
  const spot = seenBy(journey, person);
  await running.act(() => running.sandbox.slack.as(person).select(spot, { actionId }, value));
}

const ideaIn = (journey: Journey, person: string) =>
  journey.modal(person).state.values['idea']?.['idea']?.['value'];

/** Commands that are not typed quite right, and what can be chosen then. */
export function choiceJourneys(): void {
  describe('a command that is not typed quite right', () => {
    it('is asked about, and done by a press with the rights of the presser', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        await unchanged(journey, key, () => journey.command('ada', `pasue ${key} it crashes on tablets`));
        expect(journey.told('ada')).toContain(`Did you mean \`pause ${key} it crashes on tablets\`?`);
        await journey.pressOn('ada', seenBy(journey, 'ada'), 'run_command');
        expect((await journey.load(key)).launch?.pause?.reason).toBe('it crashes on tablets');
        expect(journey.told('ada')).toContain(`Pausing \`${key}\``);
        await journey.command('ada', `resmue ${key}`);
        await unchanged(journey, key, () => journey.pressOn('ada', seenBy(journey, 'ada'), 'run_command'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await journey.command('ada', `stop \`${key.toUpperCase()}\``);
        expect(journey.told('ada')).toContain('Only approvers may do this');
      }));

    it('opens the form all the same, if the person meant an idea', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const idea = `Stop the music of ${key} at night`;
        await journey.command('ada', idea);
        expect(journey.told('ada')).toContain(`Did you mean \`stop ${key}\`?`);
        await journey.pressOn('ada', seenBy(journey, 'ada'), 'propose_typed');
        expect(ideaIn(journey, 'ada')).toBe(idea);
      }));

    it('offers the experiments that fit the words, or all that are not over', () =>
      withJourney(async (journey) => {
        const first = await journey.propose('mia');
        const second = await journey.propose('sam', TUTORIAL);
        await journey.command('ada', 'status gate');
        expect(journey.told('ada')).toContain('Which experiment do you mean?');
        await choose(journey, 'ada', 'pick_command', `status ${second}`);
        expect(journey.told('ada')).toContain(TUTORIAL);
        expect(journey.told('ada')).toContain('Open the thread');
        await journey.command('ada', 'show tutorial');
        expect(ideaIn(journey, 'ada')).toBe('show tutorial');
        await journey.command('mia', 'cancel');
        await choose(journey, 'mia', 'pick_command', `cancel ${first}`);
        expect((await journey.load(first)).status).toBe('cancelled');
      }));
  });

  describe('the menu of the card', () => {
    const cardOf = async ({ load, running }: Journey, key: string) => {
      const { channel, threadTs } = (await load(key)).delivery;
      const [card] = running.sandbox.slack.thread(channel, threadTs ?? '');
      if (card === undefined) throw new Error(`${key} has no card`);
      return card;
    };
    const choice = async (journey: Journey, person: string, key: string, command: string) => {
      notePressed('card_menu');
      const card = await cardOf(journey, key);
      const { running } = journey;
      const target = { actionId: 'card_menu' };
      await running.act(() => running.sandbox.slack.as(person).select(card, target, `${command} ${key}`));
    };

    it('pauses, resumes and ends, each by the people who may', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        expect(await journey.card(key)).toContain('[ ⋯ Pause · End… · Amend the plan… · Status ]');
        await choice(journey, 'ada', key, 'pause');
        expect((await journey.load(key)).status).toBe('paused');
        expect(await journey.card(key)).toContain('[ ⋯ Resume · End…');
        await unchanged(journey, key, () => choice(journey, 'ada', key, 'resume'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await choice(journey, 'priya', key, 'resume');
        expect((await journey.load(key)).status).toBe('running');
        await unchanged(journey, key, () => choice(journey, 'mia', key, 'stop'));
        expect(journey.told('mia')).toContain('another person has to decide');
        await choice(journey, 'priya', key, 'pause');
        await unchanged(journey, key, () => choice(journey, 'priya', key, 'stop'));
        await journey.fill('priya', { reason: 'The level was dropped' });
        const { status, decision } = await journey.load(key);
        expect([status, decision.record?.decision, decision.record?.reason]).toEqual([
          ...['decided', 'end-without-winner', 'The level was dropped'],
        ]);
      }));

    it('edits or ends before the run, asks why first, and answers an old copy of the card', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await choice(journey, 'mia', key, 'edit');
        await journey.fill('mia', { idea: `${IDEA}, and say so` });
        expect((await journey.load(key)).request.idea).toBe(`${IDEA}, and say so`);
        const before = await cardOf(journey, key);
        await unchanged(journey, key, () => choice(journey, 'mia', key, 'stop'));
        await journey.fill('mia', { reason: 'The season is over' });
        expect((await journey.load(key)).status).toBe('cancelled');
        expect(await journey.card(key)).not.toContain('⋯');
        const { slack } = journey.running.sandbox;
        const again = { actionId: 'card_menu' };
        await unchanged(journey, key, () =>
          journey.running.act(() => slack.as('mia').select(before, again, `stop ${key}`)),
        );
        expect(journey.told('mia')).toMatch(/not possible now/);
      }));
  });

  describe('/experiment list', () => {
    it('shows the page and the kind that is asked for, with a link to each thread', () =>
      withJourney(async (journey) => {
        const keys: string[] = [];
        for (let number = 1; number <= 11; number += 1) {
          keys.push(await journey.propose(number === 1 ? 'sam' : 'mia', `${IDEA} in world ${number}`));
        }
        const second = keys[1] ?? '';
        // Proposed at the same moment, they stand in the order of their keys.
        const last = keys.toSorted().at(-1) ?? '';
        await journey.command('ada', 'list');
        expect(journey.told('ada')).toContain('11 experiments, page 1 of 2');
        expect(journey.told('ada')).toMatch(/world 11 \(https:\/\/[^)]*\/archives\/[^)]+\): planned/);
        expect(journey.told('ada')).not.toContain(`\`${last}\``);
        await journey.pressOn('ada', seenBy(journey, 'ada'), 'run_command');
        expect(journey.told('ada')).toContain(`\`${last}\``);
        await journey.command('sam', 'list mine');
        expect(journey.told('sam')).toContain('One experiment (mine)');
        await journey.command('mia', `cancel ${second}`);
        await journey.command('ada', 'List the cancelled experiments');
        expect(journey.told('ada')).toContain('One experiment (cancelled)');
        await journey.command('ada', 'list runing');
        expect(journey.told('ada')).toContain('Did you mean `/experiment list running`?');
      }));
  });
}
