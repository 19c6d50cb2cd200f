import { describe, expect, it } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm, withVariantHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { FORM, type Journey, keysOf, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched, reach, until } from '#test/support/journey-stages.ts';

/** So much better that the first of two looks proves it, and going on is a choice. */
const EARLY = { scenarios: [withHarm(cookieCats, 'retained_7d', 1.15)] };
const TWO_GATES = 'Move the first gate from level 30 to level 40 or to level 50';
const LIKE_CONTROL = withHarm(cookieCats, 'retained_7d', 8_502 / 44_700 / (8_279 / 45_489));
/** The second treatment is so much worse that the first look proves it, and the first is like the control. */
const ONE_WORSE = { scenarios: [withVariantHarm(LIKE_CONTROL, 'treatment-2', 'retained_7d', 0.86)] };
/** The first treatment loses a third of the goal: harm at any time. */
const ONE_HARMFUL = { scenarios: [withVariantHarm(LIKE_CONTROL, 'treatment-1', 'retained_1d', 0.6)] };
const SAME = {
  idea: 'Show the same checkout twice: an A/A experiment that should find nothing',
  form: { goalMetric: 'checkout_conversion', guardrailMetrics: ['support_contact'], smallestLift: '15' },
};

/** What all users meet: `off`, or the variant that has the whole traffic, or `split`. */
function allUsersMeet({ running }: Journey, key: string): string {
  const flag = running.sandbox.posthog.flags().findLast((one) => one.key === key);
  if (flag === undefined || flag.deleted) return 'gone';
  if (!flag.active) return 'off';
  const all = flag.filters.multivariate?.variants.find(({ rollout_percentage: share }) => share === 100);
  return all?.key ?? 'split';
}

/** The shares of the flag's variants that get units, in percent. */
function sharesOf({ running: { sandbox } }: Journey, key: string): Readonly<Record<string, number>> {
  const flag = sandbox.posthog.flags().findLast((one) => one.key === key);
  const variants = flag?.filters.multivariate?.variants ?? [];
  return Object.fromEntries(
    variants.flatMap(({ key: variant, rollout_percentage: share }) => (share > 0 ? [[variant, share]] : [])),
  );
}

async function mergeCleanUp(journey: Journey, key: string): Promise<void> {
  await journey.running.advance(2 * HOUR);
  const { cleanUp } = await journey.load(key);
  await journey.press('sam', key, 'open_link');
  await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
}

/** The message of the outcome, which shows what came after the decision, too. */
async function outcomeOf(journey: Journey, key: string): Promise<string | undefined> {
  return (await journey.thread(key)).find((text) => text.includes('Completed.'));
}

/** The decision, against the evidence too, its undoing, and the clean-up to the end. */
export function decideJourneys(): void {
  describe('a decision', () => {
    it('ships what is proven, once, and the clean-up ends it', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, MAIL.idea, MAIL.form);
        const report = await journey.spot(key, 'decide_ship');
        await unchanged(journey, key, () => journey.pressOn('mia', report, 'decide_ship'));
        expect(journey.told('mia')).toContain('another person has to decide');
        await unchanged(journey, key, () => journey.pressOn('ada', report, 'decide_ship'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await unchanged(journey, key, () => journey.pressOn('ada', report, 'show_details'));
        expect(journey.modal('ada').title?.['text']).toBe('Details of look 1');
        expect(JSON.stringify(journey.modal('ada').blocks)).toContain('second opinion');
        await journey.pressOn('priya', report, 'decide_ship', { copies: 2 });
        expect(allUsersMeet(journey, key)).toBe('treatment');
        await unchanged(journey, key, () => journey.pressOn('sam', report, 'decide_ship'));
        expect(journey.told('sam')).toContain('Deciding is not possible now');
        const said = (await journey.thread(key)).filter((text) => text.includes('Shipped'));
        expect(said).toHaveLength(2);
        await mergeCleanUp(journey, key);
        expect((await journey.thread(key)).at(-1)).toContain('The flag stays on until');
        await journey.running.advance(23 * HOUR);
        expect([(await journey.load(key)).status, allUsersMeet(journey, key)]).toEqual([
          'cleaning-up',
          'treatment',
        ]);
        await reach(journey, key, ['completed'], 1);
        expect(await outcomeOf(journey, key)).toMatch(/Shipped: all users now get.*Completed\./s);
        expect(allUsersMeet(journey, key)).toBe('gone');
      }));

    it('of high risk takes a second approver, also if it follows the recommendation', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, MAIL.idea, { ...MAIL.form, risk: 'high' });
        await journey.press('priya', key, 'decide_ship');
        expect([(await journey.load(key)).status, allUsersMeet(journey, key)]).toEqual(['deciding', 'split']);
        expect((await journey.thread(key)).at(-1)).toContain('and the risk of this experiment is high');
        await unchanged(journey, key, () => journey.press('priya', key, 'confirm_ship'));
        await journey.press('sam', key, 'confirm_ship');
        expect(allUsersMeet(journey, key)).toBe('treatment');
        const said = (await journey.thread(key)).at(-1);
        expect(said).toContain('Decided by @priya and @sam');
        expect(said).not.toContain('Reason');
      }));

    it('kills what is proven worse', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        await journey.press('sam', key, 'decide_kill');
        expect(allUsersMeet(journey, key)).toBe('off');
        await mergeCleanUp(journey, key);
        expect(await outcomeOf(journey, key)).toMatch(/Killed: the flag is off.*Completed\./s);
        const { github } = journey.running.sandbox;
        expect(await github.readMain('src/game/level-gate.ts')).not.toContain(key);
        expect((await github.listPulls()).at(-1)?.body).toContain('[Slack thread](https://');
      }));

    it('ends without shipping, and says so', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, SAME.idea, { ...SAME.form, surface: 'checkout' });
        await journey.press('priya', key, 'decide_end');
        expect(allUsersMeet(journey, key)).toBe('off');
        expect((await journey.thread(key)).at(-1)).toContain('Ended without shipping');
        await mergeCleanUp(journey, key);
        expect(await outcomeOf(journey, key)).toMatch(/Ended without shipping.*Completed\./s);
      }));

    it('cannot stand on a report that is no longer the newest', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        const old = await journey.spot(key, 'decide_ship');
        await keepRunning(journey, key);
        await unchanged(journey, key, () => journey.pressOn('priya', old, 'decide_ship'));
        expect(journey.told('priya')).toContain('Deciding is not possible now');
        await reach(journey, key, ['deciding'], 30);
        await unchanged(journey, key, () => journey.pressOn('priya', old, 'decide_ship'));
        expect(journey.told('priya')).toContain('There is a newer look');
        await journey.press('priya', key, 'decide_ship');
        expect((await journey.load(key)).status).toBe('decided');
      }, EARLY));

    it('is taken back, and made anew on the report that follows', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        await journey.press('priya', key, 'decide_kill');
        const decided = await journey.spot(key, 'undo_decision');
        await journey.pressOn('sam', decided, 'undo_decision');
        const { status } = await journey.load(key);
        expect([status, allUsersMeet(journey, key)]).toEqual(['deciding', 'split']);
        await journey.press('priya', key, 'decide_kill');
        expect(allUsersMeet(journey, key)).toBe('off');
      }));
  });

  describe('one treatment of several', () => {
    it('is dropped by an approver, and the other goes on to the end', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, TWO_GATES, { ...FORM, smallestLift: '6', split: '34 / 33 / 33' });
        expect((await journey.thread(key)).at(-1)).toContain('Decision needed: drop treatment-2');
        await unchanged(journey, key, () => journey.press('mia', key, 'decide_drop'));
        await journey.press('priya', key, 'decide_drop');
        expect((await journey.thread(key)).at(-1)).toContain('`treatment-2` is dropped');
        expect(sharesOf(journey, key)).toEqual({ control: 34, 'treatment-1': 33, 'treatment-2-dropped': 33 });
        await reach(journey, key, ['deciding'], 30);
        expect((await journey.load(key)).looks.snapshots.at(-1)?.analysis).toMatchObject({
          final: true,
          health: { state: 'healthy' },
          dropped: ['treatment-2'],
        });
        await journey.press('priya', key, 'decide_end');
        expect(allUsersMeet(journey, key)).toBe('off');
        await mergeCleanUp(journey, key);
        expect((await journey.load(key)).status).toBe('completed');
      }, ONE_WORSE));

    it('is dropped by the bot if its harm is proven at any time', () =>
      withJourney(async (journey) => {
        const key = await launched(journey, TWO_GATES, { ...FORM, smallestLift: '6', split: '34 / 33 / 33' });
        await until(journey, key, ({ looks }) => looks.drops !== undefined, 10, 'a dropped treatment');
        expect((await journey.load(key)).status).toBe('running');
        expect((await journey.thread(key)).join(' ')).toContain('so the bot did not wait for an approver');
        expect(sharesOf(journey, key)).toEqual({ control: 34, 'treatment-1-dropped': 33, 'treatment-2': 33 });
      }, ONE_HARMFUL));
  });

  describe('against the recommendation', () => {
    it('keeps running by a reason and a second approver', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        await keepRunning(journey, key);
        expect((await journey.load(key)).status).toBe('running');
        expect(allUsersMeet(journey, key)).toBe('split');
        expect((await journey.thread(key)).at(-1)).toContain('It goes on as registered');
      }, EARLY));

    it('ends it later without waiting for a look, by a reason and a second approver, and back', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        const report = await journey.spot(key, 'decide_kill');
        await keepRunning(journey, key);
        await journey.pressOn('priya', report, 'decide_kill');
        await journey.fill('priya', { reason: 'The supplier ended the contract' });
        expect((await journey.thread(key)).at(-1)).toContain('@priya wants to kill it');
        await unchanged(journey, key, () => journey.press('mia', key, 'confirm_kill'));
        await journey.press('sam', key, 'confirm_kill');
        expect([(await journey.load(key)).status, allUsersMeet(journey, key)]).toEqual(['decided', 'off']);
        expect((await journey.thread(key)).at(-1)).toContain('The supplier ended the contract');
        await journey.press('sam', key, 'undo_decision');
        expect([(await journey.load(key)).status, allUsersMeet(journey, key)]).toEqual(['running', 'split']);
        expect((await journey.thread(key)).at(-1)).toContain('The experiment goes on as registered');
      }, EARLY));

    it('ships by a reason and a second approver, never by the same person twice', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, SAME.idea, { ...SAME.form, surface: 'checkout' });
        // Slack lets a form open for three seconds, so it waits for no flag service; the submission does.
        const { requests } = journey.running.sandbox.posthog;
        const asked = () => requests.filter(({ path }) => path.includes('feature_flags')).length;
        const before = asked();
        await journey.press('priya', key, 'decide_ship');
        expect(asked()).toBe(before);
        await journey.fill('priya', { reason: 'It costs nothing and legal asked for it' });
        expect(asked()).toBeGreaterThan(before);
        expect(allUsersMeet(journey, key)).toBe('split');
        await unchanged(journey, key, () => journey.press('priya', key, 'confirm_ship'));
        expect(journey.told('priya')).toContain('A second approver has to confirm');
        await unchanged(journey, key, () => journey.press('mia', key, 'confirm_ship'));
        expect(journey.told('mia')).toContain('another person has to decide');
        await journey.press('sam', key, 'confirm_ship');
        expect(allUsersMeet(journey, key)).toBe('treatment');
        const said = (await journey.thread(key)).at(-1);
        expect(said).toContain('Decided by @priya and @sam');
        expect(said).toContain('It costs nothing and legal asked for it');
      }));

    it('kills what should be shipped', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, MAIL.idea, MAIL.form);
        await journey.press('sam', key, 'decide_kill');
        const sent = await journey.fill('sam', { reason: 'no' });
        expect(sent.errors['reason']).toContain('at least 3');
        await journey.fill('sam', { reason: 'The agency ended the contract' });
        await journey.press('priya', key, 'confirm_kill');
        expect(allUsersMeet(journey, key)).toBe('off');
      }));
  });

  describe('an amendment', () => {
    it('is asked for with a reason, approved by another, and named in every later report', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        await journey.command('ada', `amend ${key}`);
        expect(journey.told('ada')).toContain('Only the requester, the owner or an approver');
        await journey.command('mia', `amend ${key}`);
        const empty = await journey.fill('mia', { reason: 'Finance agreed to it' });
        expect(empty.errors['metric']).toContain('Choose the metric');
        await journey.fill('mia', { metric: 'retention_1d', margin: '8', reason: 'Finance agreed to it' });
        const asked = await journey.spot(key, 'approve_amendment');
        expect((await journey.thread(key)).at(-1)).toContain('@mia asks to amend the plan');
        await unchanged(journey, key, () => journey.pressOn('mia', asked, 'approve_amendment'));
        const before = designOf(await journey.load(key)).planHash;
        await journey.pressOn('priya', asked, 'approve_amendment');
        const { planHash, plan } = designOf(await journey.load(key));
        expect([planHash === before, plan.guardrails[0]?.margin]).toEqual([false, 0.08]);
        await unchanged(journey, key, () => journey.pressOn('sam', asked, 'approve_amendment'));
        expect(journey.told('sam')).toContain('does not wait any more');
        await journey.command('mia', `amend ${key}`);
        await journey.fill('mia', { metric: 'retention_1d', margin: '9', reason: 'Once more' });
        await journey.press('sam', key, 'decline_amendment');
        await reach(journey, key, ['deciding'], 30);
        expect((await journey.thread(key)).at(-1)).toContain('the plan was amended');
        await journey.press('ada', key, 'show_details');
        expect(JSON.stringify(journey.modal('ada').blocks)).toContain('Amended before the first look');
        await journey.press('priya', key, 'decide_kill');
        expect((await journey.load(key)).status).toBe('decided');
      }));
  });

  describe('an iteration', () => {
    it('ends the experiment and opens the form of the next one, which names it', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, SAME.idea, { ...SAME.form, surface: 'checkout' });
        const report = await journey.spot(key, 'decide_iterate');
        await unchanged(journey, key, () => journey.pressOn('mia', report, 'decide_iterate'));
        expect(journey.told('mia')).toContain('another person has to decide');
        await journey.press('priya', key, 'decide_iterate');
        expect(allUsersMeet(journey, key)).toBe('off');
        expect((await journey.thread(key)).at(-1)).toContain('Ended without shipping');
        expect(journey.modal('priya').title?.['text']).toBe('New experiment');
        expect(JSON.stringify(journey.modal('priya').blocks)).toContain(`Follows ${key}.`);
        await journey.press('sam', key, 'plan_follow_up');
        const known = await keysOf(journey.running);
        await journey.fill('sam', {});
        const next = (await keysOf(journey.running)).find((one) => !known.includes(one)) ?? '';
        const { proposal, request } = await journey.load(next);
        expect(proposal.parent).toBe(key);
        expect(request.goalMetric).toBe(SAME.form.goalMetric);
        expect(await journey.card(next)).toContain(`follows \`${key}\``);
      }));
  });

  describe('an extension', () => {
    it('is asked for before the end with a reason, confirmed by a second approver, and the looks go on', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, MAIL.idea, { ...MAIL.form, smallestLift: '5' });
        const { days } = designOf(await journey.load(key)).plan.sizing;
        const report = await journey.spot(key, 'extend_experiment');
        await unchanged(journey, key, () => journey.pressOn('ada', report, 'extend_experiment'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await journey.press('priya', key, 'extend_experiment');
        expect(journey.modal('priya').title?.['text']).toBe('Extend the experiment');
        await journey.fill('priya', { reason: 'The sale of last week distorts it' });
        expect((await journey.thread(key)).at(-1)).toContain(`wants to extend it to ${days + 7} days`);
        await unchanged(journey, key, () => journey.press('priya', key, 'confirm_extend'));
        await journey.press('sam', key, 'confirm_extend');
        expect((await journey.load(key)).status).toBe('running');
        expect((await journey.thread(key)).at(-1)).toContain(`Extended by @priya and @sam from ${days}`);
        await unchanged(journey, key, () => journey.pressOn('priya', report, 'decide_kill'));
        expect(journey.told('priya')).toContain('The plan has changed');
        await reach(journey, key, ['deciding'], 30);
        expect((await journey.thread(key)).at(-1)).toContain('the plan was amended');
        await journey.press('ada', key, 'show_details');
        expect(JSON.stringify(journey.modal('ada').blocks)).toContain(`${days + 7} instead of ${days} days`);
        await journey.press('priya', key, 'decide_ship');
        expect(allUsersMeet(journey, key)).toBe('treatment');
      }));
  });

  describe('the way back', () => {
    it('is open for an hour to who may ship', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey, MAIL.idea, MAIL.form);
        await journey.press('priya', key, 'decide_ship');
        const decided = await journey.spot(key, 'undo_decision');
        await unchanged(journey, key, () => journey.press('ada', key, 'undo_decision'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await journey.running.advance(59 * MINUTE, { step: 59 * MINUTE });
        await journey.press('sam', key, 'undo_decision');
        expect(allUsersMeet(journey, key)).toBe('split');
        expect((await journey.thread(key)).join('\n')).toContain('Undone by @sam');
        await journey.press('priya', key, 'decide_ship');
        await unchanged(journey, key, () => journey.pressOn('sam', decided, 'undo_decision'));
        expect(journey.told('sam')).toContain('This button belongs to an earlier decision');
        expect(allUsersMeet(journey, key)).toBe('treatment');
        await journey.running.advance(3 * HOUR);
        await unchanged(journey, key, () => journey.pressOn('sam', decided, 'undo_decision'));
        expect(journey.told('sam')).toContain('Undoing is not possible now');
        expect(allUsersMeet(journey, key)).toBe('treatment');
      }));
  });

  describe('a clean-up that could not be written', () => {
    it('is tried again', () =>
      withJourney(async (journey) => {
        const key = await deciding(journey);
        await journey.press('priya', key, 'decide_kill');
        journey.running.sandbox.model?.fail({ kind: 'refuses', times: 1, role: 'cleaner' });
        await journey.running.advance(2 * HOUR);
        expect((await journey.thread(key)).at(-1)).toContain('There is no clean-up pull request yet');
        await journey.press('mia', key, 'retry_clean_up');
        await mergeCleanUp(journey, key);
        await journey.running.advance(DAY);
        expect((await journey.load(key)).status).toBe('completed');
      }));
  });
}

async function keepRunning(journey: Journey, key: string): Promise<void> {
  await journey.press('priya', key, 'decide_keep');
  expect(journey.modal('priya').title?.['text']).toBe('Say why');
  await journey.fill('priya', { reason: 'The holiday week distorts it' });
  expect((await journey.load(key)).status).toBe('deciding');
  await journey.press('sam', key, 'confirm_keep_running');
}
