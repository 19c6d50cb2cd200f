import { describe, expect, it, vi } from 'vitest';
import { ownFault } from '#shared/errors.ts';
import { FORM, IDEA, type Journey, keysOf, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const KEY = 'move-the-first-gate-from-level-30-to';

/** Mia submits her form; the store keeps the proposal, and its answer is lost. */
async function loseAnswer(journey: Journey): Promise<void> {
  const { store } = journey.running.bot.coPilot;
  const append = store.append.bind(store);
  const spy = vi.spyOn(store, 'append').mockImplementation(async (commit) => {
    const outcome = await append(commit);
    if (outcome === 'conflict') return outcome;
    spy.mockRestore();
    throw ownFault('store.unconfirmed', 'The answer of the store was lost.');
  });
  await journey.command('mia', wholeForm(IDEA));
  const { errors } = await journey.fill('mia', FORM);
  expect(errors['idea']).toContain('That did not work');
  expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual(['store.unconfirmed']);
}

function isFormOpen({ running }: Journey): boolean {
  return running.sandbox.slack.openViews('mia').length > 0;
}

describe('a form that is submitted again because the answer to the first try was lost', () => {
  it('closes as if it had worked, and one experiment goes on', () =>
    withJourney(async (journey) => {
      await loseAnswer(journey);
      const { problem, errors } = await journey.fill('mia', {});
      expect([problem, errors, isFormOpen(journey)]).toEqual([null, {}, false]);
      expect(await keysOf(journey.running)).toEqual([KEY]);
      expect((await journey.load(KEY)).status).toBe('in-review');
      expect(journey.running.sandbox.slack.messages('growth')).toHaveLength(1);
    }));

  it('finds its experiment behind others with the same words, before the list has it', () =>
    withJourney(async (journey) => {
      await journey.propose('sam');
      await journey.propose('mia');
      const list = vi.spyOn(journey.running.bot.coPilot.store, 'putSummary').mockResolvedValue();
      await loseAnswer(journey);
      const { errors } = await journey.fill('mia', {});
      list.mockRestore();
      expect([errors, isFormOpen(journey)]).toEqual([{}, false]);
      expect(await keysOf(journey.running)).toEqual([KEY, `${KEY}-2`, `${KEY}-3`]);
    }));

  it.each([
    ['the idea', { idea: 'Let the second gate open a day earlier' }],
    ['another field', { smallestLift: '6' }],
  ])('says so if %s was changed meanwhile, instead of dropping the change', (_what, change) =>
    withJourney(async (journey) => {
      await loseAnswer(journey);
      const { errors } = await journey.fill('mia', change);
      expect(errors['idea']).toContain(`Your first try has begun \`${KEY}\` after all`);
      expect(isFormOpen(journey)).toBe(true);
      expect(await keysOf(journey.running)).toEqual([KEY]);
      expect((await journey.load(KEY)).request).toMatchObject({ idea: IDEA, smallestLift: 0.04 });
    }),
  );

  it('is told from another form with the same words', () =>
    withJourney(async (journey) => {
      await loseAnswer(journey);
      await journey.command('mia', wholeForm(IDEA));
      await journey.fill('mia', FORM);
      expect(await keysOf(journey.running)).toEqual([KEY, `${KEY}-2`]);
    }));
});
