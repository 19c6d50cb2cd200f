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
