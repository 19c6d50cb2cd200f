import { describe, expect, it } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import { IDEA, type Journey, keysOf } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';

/** `/experiment <idea>` and the short form as it opens; answers the key of the new experiment. */
async function proposeIdea(journey: Journey, idea: string): Promise<string> {
  await journey.command('mia', idea);
  const sent = await journey.fill('mia', {});
  expect([sent.problem, sent.errors]).toEqual([null, {}]);
  const [key = ''] = await keysOf(journey.running);
  return key;
}

const questions = ({ running }: Journey) =>
  running.sandbox.model?.requests().filter(({ role }) => role === 'chooser').length;

describe('an idea and nothing else', () => {
  it('opens a form of three fields, of which the idea alone is needed, and becomes a plan with its reasons', () =>
    withJourney(async (journey) => {
      await journey.command('mia', IDEA);
      const inputs = journey.modal('mia').blocks.filter(({ type }) => type === 'input');
      expect(inputs.map((block) => block['optional'] === true)).toEqual([false, true, true]);
      await journey.fill('mia', { owner: null });
      const [key = ''] = await keysOf(journey.running);
      const experiment = await journey.load(key);
      expect(experiment.status).toBe('in-review');
      const { request } = designOf(experiment).plan;
      expect(request).toMatchObject({ goalMetric: 'retention_7d', surface: 'level gate', risk: 'low' });
      expect(request.owner).toBe(experiment.proposal.requester);
      const thread = (await journey.thread(key)).join('\n');
      expect(thread).toMatch(
        /Chosen by the designer.*goal 7-day retention, because .*surface level gate, because/s,
      );
      expect(thread).toMatch(/Computed.*worth having \+\d.*because/s);
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
    }));

  it('asks the model once for its choices: what is in the journal is not chosen again', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.model?.fail({ kind: 'refuses', times: 1, role: 'supervisor' });
      const key = await proposeIdea(journey, IDEA);
      const { request, status } = await journey.load(key);
      expect([status, request.surface, questions(journey)]).toEqual(['draft', 'level gate', 1]);
      await journey.press('mia', key, 'retry_design');
      expect([(await journey.load(key)).status, questions(journey)]).toEqual(['in-review', 1]);
    }));

  it('that fits nothing comes back with a button that opens the whole form with all that is known', () =>
    withJourney(async (journey) => {
      const key = await proposeIdea(journey, 'Greet people by their first name with a longer salutation');
      expect((await journey.load(key)).status).toBe('draft');
      const said = (await journey.thread(key)).at(-1) ?? '';
      expect(said).toMatch(/There is no plan yet.*Goal metric.*Surface.*Edit request/s);
      await journey.press('mia', key, 'edit_request');
      const { values } = journey.modal('mia').state;
      expect(values['idea']?.['idea']?.['value']).toContain('Greet people');
      expect(values['goalMetric']?.['goalMetric']?.['selected_option'] ?? null).toBeNull();
      await journey.fill('mia', { goalMetric: 'visit_rate', surface: 'e-mail', smallestLift: '10' });
      const experiment = await journey.load(key);
      expect(experiment.status).toBe('in-review');
      expect(experiment.proposal).not.toHaveProperty('leftOpen');
      expect((await journey.thread(key)).join('\n')).not.toContain('Chosen by the designer');
    }));

  it('is chosen for until a person edits it: what they change loses its reason', () =>
    withJourney(async (journey) => {
      const key = await proposeIdea(journey, IDEA);
      await journey.press('mia', key, 'edit_request');
      await journey.fill('mia', { smallestLift: '7', expectedLift: null });
      const last = (await journey.thread(key)).at(-1) ?? '';
      expect(last).toContain('goal 7-day retention, because');
      expect(last).not.toContain('worth having +7');
    }));

  it.each([
    ['too short', 'short', 'at least ten characters'],
    ['blank', '             ', 'at least ten characters'],
  ])('that is %s is refused at its field, and the form stays open', (_name, idea, text) =>
    withJourney(async (journey) => {
      await journey.command('mia', IDEA);
      const sent = await journey.fill('mia', { idea });
      expect(sent.errors['idea']).toContain(text);
      expect(await keysOf(journey.running)).toEqual([]);
    }),
  );

  it('submitted again because the first answer was lost is the same experiment, chosen or not', () =>
    withJourney(async (journey) => {
      await journey.command('mia', IDEA);
      const view = journey.modal('mia');
      const { slack } = journey.running.sandbox;
      await journey.running.act(() => slack.as('mia').submitModal(view, {}, { copies: 2 }));
      const [key = '', ...more] = await keysOf(journey.running);
      expect(more).toEqual([]);
      await unchanged(journey, key, async () => {
        await journey.command('sam', 'list');
      });
    }));
});
