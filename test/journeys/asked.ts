import { describe, expect, it } from 'vitest';
import { answerQuestions } from '#features/answer-questions/answer-questions.ts';
import { IDEA } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';

const VAGUE = 'Improve the conversion, please, very much';
const CHANGE = 'Show the next level behind the gate as a picture';

/** What the supervisor asks and advises before a plan. */
export function askedJourneys(): void {
  describe('an idea that lacks something', () => {
    it('is asked for it in the thread; the answers of a form go into the plan, which goes on by itself', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia', VAGUE);
        const asked = (await journey.thread(key)).at(-1) ?? '';
        expect(asked).toMatch(/2 questions before the plan\n1\. What exactly would people see/);
        expect((await journey.load(key)).waiting?.act).toBe('answer-questions');
        await unchanged(journey, key, () => journey.press('ada', key, 'answer_questions'));
        expect(journey.told('ada')).toContain('answer what the plan needs to know');
        await journey.press('mia', key, 'answer_questions');
        const fields = journey.modal('mia').blocks.filter(({ type }) => type === 'input');
        expect(fields).toHaveLength(2);
        await journey.fill('mia', { 'answer-0': CHANGE });
        const { status, proposal } = await journey.load(key);
        expect([status, proposal.answered?.length]).toEqual(['in-review', 1]);
        const thread = await journey.thread(key);
        expect(thread.find((text) => text.includes('before the plan'))).toContain('Answered by @mia');
        const designed = journey.running.sandbox.model
          ?.requests()
          .findLast(({ role }) => role === 'designer');
        expect(designed?.body).toContain(CHANGE);
      }));

    it('takes one text for all of it, as a reply gives it, from those alone who may answer', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia', VAGUE);
        const { coPilot } = journey.running.bot;
        const found = await journey.load(key);
        const by = (user: string) => coPilot.people.actorOf(user);
        const { userId } = journey.running.sandbox.slack;
        const refused = await answerQuestions(coPilot, found, await by(userId('ada')), CHANGE);
        expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'not-allowed' } });
        const taken = await answerQuestions(coPilot, found, await by(userId('mia')), CHANGE);
        expect(taken.kind).toBe('ok');
        const again = await answerQuestions(coPilot, found, await by(userId('mia')), CHANGE);
        expect(again).toMatchObject({ kind: 'refused', problem: { code: 'already-done' } });
      }));

    it('is asked twice at most, then told what is missing', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia', VAGUE);
        for (const answer of ['Better.', 'Much better, really.']) {
          await journey.press('mia', key, 'answer_questions');
          await journey.fill('mia', { 'answer-0': answer });
        }
        const { failure, proposal } = await journey.load(key);
        expect([failure?.reason, proposal.answered?.length]).toEqual(['no-experiment', 2]);
        const advice = (await journey.thread(key)).at(-1) ?? '';
        expect(advice).toMatch(/No experiment as it stands.*what is wished for/s);
        expect(advice).not.toContain('Test it all the same');
        await journey.press('mia', key, 'edit_request');
        await journey.fill('mia', { idea: IDEA });
        expect((await journey.load(key)).status).toBe('in-review');
      }));
  });

  describe('an idea that is no experiment', () => {
    it('is planned all the same if a person says why', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia', 'Fix the broken picture of the first gate');
        expect((await journey.thread(key)).at(-1)).toMatch(/Do this now, for all users.*mends something/s);
        await journey.press('mia', key, 'overrule_advice');
        await journey.fill('mia', { reason: 'We want to know what it costs us.' });
        const { status, proposal } = await journey.load(key);
        expect([status, proposal.overruled?.reason]).toEqual([
          'in-review',
          'We want to know what it costs us.',
        ]);
        expect((await journey.thread(key)).at(-1)).toMatch(/against the advice.*what it costs us/s);
      }));

    it('stays none if the law asks for it', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia', 'Delete the data of a gdpr request within a day');
        const advice = (await journey.thread(key)).at(-1) ?? '';
        expect(advice).toContain('Do this now');
        expect(advice).not.toContain('Test it all the same');
      }));
  });

  describe('an idea that no plan may hold', () => {
    it('is refused before a model is asked, with the rule that refuses it', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia', 'Hide the unsubscribe link of the e-mail');
        const said = (await journey.thread(key)).at(-1) ?? '';
        expect(said).toMatch(
          /No plan may do this.*Hide the unsubscribe.*as easily as they joined.*hidden-exit/s,
        );
        expect(said).toContain('Edit request');
        expect(journey.running.sandbox.model?.requests()).toEqual([]);
        expect((await journey.load(key)).status).toBe('draft');
      }));
  });
}
