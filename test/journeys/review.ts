import { describe, expect, it, vi } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import { fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { blocksAsText } from '#test/support/as-text.ts';
import { FORM, IDEA, keysOf, wholeForm } from '#test/support/journey.ts';
import { cardEdits, unchanged, withJourney } from '#test/support/journey-checks.ts';
import { PATIENT } from '#test/support/patience.ts';

/** The review of a plan: approve, ask for changes, edit, reject, and who may. */
export function reviewJourneys(): void {
  describe('a plan under review', () => {
    it('is not approved by the requester, nor by anybody without the role', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await unchanged(journey, key, () => journey.press('mia', key, 'approve_plan'));
        expect(journey.told('mia')).toContain('another person has to decide on it');
        await unchanged(journey, key, () => journey.press('ada', key, 'approve_plan'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await unchanged(journey, key, () => journey.press('mia', key, 'reject_plan'));
        expect(journey.told('mia')).toContain('choose End in the menu of the card');
        await unchanged(journey, key, () => journey.press('ada', key, 'reject_plan'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        const { slack } = journey.running.sandbox;
        expect([...slack.openViews('mia'), ...slack.openViews('ada')]).toEqual([]);
        expect((await journey.load(key)).status).toBe('in-review');
      }));

    it('is approved by an approver, stamped with who and when, and implemented', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await journey.press('priya', key, 'approve_plan');
        const { status, design } = await journey.load(key);
        expect([status, design?.approvals.length]).toEqual(['implemented', 1]);
        const plan = (await journey.thread(key)).find((text) => text.includes('== Plan:'));
        expect(plan).toMatch(/Approved by @priya · 2026-09-07/);
        await expect(journey.spot(key, 'approve_plan')).rejects.toThrow('no message');
      }));

    it('says which guardrails must hold and which are watched, as the person or the settings say', () =>
      withJourney(async (journey) => {
        const plan = async (guardrail: string) => {
          const key = await journey.propose('mia', IDEA, { ...FORM, guardrailMetrics: [guardrail] });
          await journey.press('mia', key, 'show_plan');
          expect(journey.modal('mia').title?.['text']).toBe('Details of the plan');
          return blocksAsText(fieldsIn(journey.modal('mia').blocks), (id) => id);
        };
        expect(await plan('crash_rate')).toMatch(
          /Watched.*Crash rate .*3\d % chance that this size proves it/s,
        );
        const held = await plan('retention_1d');
        expect(held).toMatch(/Must hold 1-day retention \(at most 5 % worse\)/);
        expect(held).toMatch(
          /If the true lift is \+4 % and no guardrail changes: 8\d % chance that the bot recommends/,
        );
        expect(held).toMatch(/If nothing changes: [23] %; stopped for harm by mistake: under 1 %\./);
      }));

    it('gives advice that can be followed, if a guardrail that must hold makes the plan too long', () =>
      withJourney(async (journey) => {
        const held = { ...FORM, guardrailMetrics: ['crash_rate'], mustHold: ['crash_rate'] };
        const key = await journey.propose('mia', IDEA, held);
        const failed =
          (await journey.thread(key)).find((text) => text.includes('There is no plan yet')) ?? '';
        expect(failed).toMatch(/The goal alone takes 22\..*"Crash rate", at most 5 % worse, takes \d+ days/s);
        const [, margin = ''] = /Allow ([\d.]+) %, or let it be watched/.exec(failed) ?? [];
        await journey.press('mia', key, 'edit_request');
        await journey.fill('mia', { margins: `Crash rate: ${margin}` });
        const { status, design } = await journey.load(key);
        expect([status, design?.plan.sizing.days]).toEqual(['in-review', 22]);
        expect(design?.plan.guardrails).toMatchObject([{ margin: Number(margin) / 100, sizedFor: true }]);
      }));

    it('goes back to the agents with a comment; the older plan can no longer be approved', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const old = await journey.spot(key, 'approve_plan');
        await journey.press('sam', key, 'request_changes');
        expect(journey.modal('sam').title?.['text']).toBe('Ask for changes');
        await journey.fill('sam', { reason: 'Say it in bigger letters' });
        expect((await journey.load(key)).proposal.comments).toEqual(['Say it in bigger letters']);
        const [first = ''] = (await journey.thread(key)).filter((text) => text.includes('== Plan:'));
        expect(first).toContain('Changes asked for by @sam: Say it in bigger letters');
        const details = () => JSON.stringify(journey.modal('priya').blocks);
        await unchanged(journey, key, () => journey.pressOn('priya', old, 'show_plan'));
        expect(details()).not.toContain('bigger letters');
        await unchanged(journey, key, () => journey.press('priya', key, 'show_plan'));
        expect(details()).toContain('bigger letters');
        const edits = await cardEdits(journey, key);
        await unchanged(journey, key, () => journey.pressOn('priya', old, 'approve_plan'));
        expect(journey.told('priya')).toContain('The plan has changed since this message was posted');
        await vi.waitFor(async () => expect(await cardEdits(journey, key)).toBeGreaterThan(edits), PATIENT);
        for (const actionId of ['request_changes', 'edit_request', 'reject_plan']) {
          await unchanged(journey, key, () => journey.pressOn('sam', old, actionId));
          expect(journey.told('sam')).toContain('The plan has changed since this message was posted');
          expect(journey.running.sandbox.slack.openViews('sam')).toEqual([]);
        }
        await journey.press('priya', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('implemented');
      }));

    it('opens no form for what is not possible any more, and refreshes the card', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const plan = await journey.spot(key, 'approve_plan');
        await journey.press('priya', key, 'approve_plan');
        const acts = {
          request_changes: 'Asking for changes',
          edit_request: 'Editing',
          reject_plan: 'Rejecting',
        };
        for (const [actionId, act] of Object.entries(acts)) {
          const edits = await cardEdits(journey, key);
          await unchanged(journey, key, () => journey.pressOn('sam', plan, actionId));
          expect(journey.told('sam')).toContain(`${act} is not possible now`);
          expect(journey.running.sandbox.slack.openViews('sam')).toEqual([]);
          const refreshed = async () => expect(await cardEdits(journey, key)).toBeGreaterThan(edits);
          await vi.waitFor(refreshed, PATIENT);
        }
      }));

    it('is edited in the form, filled in with what was asked for, and then approved', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await journey.press('mia', key, 'edit_request');
        const form = journey.modal('mia');
        expect(form.title?.['text']).toBe('Edit experiment');
        const { values } = form.state;
        expect(values['idea']?.['idea']?.['value']).toBe(IDEA);
        expect(values['smallestLift']?.['smallestLift']?.['value']).toBe('4');
        expect(values['goalMetric']?.['goalMetric']?.['selected_option']).toMatchObject({
          value: FORM['goalMetric'],
        });
        expect(values['owner']?.['owner']?.['selected_user']).toBe('U0000000MIA');
        await journey.fill('mia', { smallestLift: '6', split: '40 / 60' });
        const { design, status } = await journey.load(key);
        const plan = design?.plan ?? null;
        expect(status).toBe('in-review');
        expect(plan?.request.smallestLift).toBe(0.06);
        expect(plan?.variants.map(({ allocation }) => allocation)).toEqual([0.4, 0.6]);
        await journey.press('priya', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('implemented');
        expect((await journey.thread(key)).filter((text) => text.includes('Edited by @mia'))).toHaveLength(1);
      }));

    it('is not approved by the approver who rewrote the request, but by another', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await journey.press('priya', key, 'edit_request');
        await journey.fill('priya', { smallestLift: '6' });
        await unchanged(journey, key, () => journey.press('priya', key, 'approve_plan'));
        expect(journey.told('priya')).toContain('You edited what this experiment asks for');
        await journey.press('sam', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('implemented');
      }));

    it('is rejected with a reason, and nothing more can be done with it', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const plan = await journey.spot(key, 'approve_plan');
        await journey.press('priya', key, 'reject_plan');
        await journey.fill('priya', { reason: 'We tried this in spring' });
        expect((await journey.load(key)).status).toBe('cancelled');
        expect((await journey.thread(key)).join('\n')).toContain(
          'Rejected by @priya: We tried this in spring',
        );
        await unchanged(journey, key, () => journey.pressOn('sam', plan, 'approve_plan'));
        expect(journey.told('sam')).toContain('Approving is not possible now');
        expect(await journey.card(key)).toContain('Plan rejected by');
      }));

    it('needs two approvers where the risk is high', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia', IDEA, { ...FORM, smallestLift: '6', risk: 'high' });
        const { plan } = designOf(await journey.load(key));
        expect([plan.alpha, plan.decisionRules?.name]).toEqual([0.01, 'worth-having']);
        await journey.press('priya', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('in-review');
        expect((await journey.thread(key)).at(-1)).toContain('Approved by @priya. The risk is high');
        await unchanged(journey, key, () => journey.press('priya', key, 'approve_plan'));
        expect(journey.told('priya')).toContain('You have approved this plan already');
        await journey.press('sam', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('implemented');
      }));

    it('is approved once by a double press and by a delivery that comes twice', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        const plan = await journey.spot(key, 'approve_plan');
        const sent = await journey.pressOn('priya', plan, 'approve_plan', { copies: 3 });
        expect([sent, ...sent.others].map(({ status }) => status)).toEqual([200, 200, 200]);
        await unchanged(journey, key, () => journey.pressOn('priya', plan, 'approve_plan'));
        expect(journey.told('priya')).toContain('Approving is not possible now');
        await unchanged(journey, key, () => journey.pressOn('sam', plan, 'approve_plan'));
        expect((await journey.load(key)).design?.approvals).toHaveLength(1);
        expect(await journey.running.sandbox.github.listPulls()).toHaveLength(1);
        const stamps = (await journey.thread(key)).filter((text) => text.includes('Approved by'));
        expect(stamps).toHaveLength(1);
        expect(stamps[0]?.match(/Approved by/g)).toHaveLength(1);
      }));
  });

  describe('a request that comes twice', () => {
    it('opens one form and begins one experiment', () =>
      withJourney(async (journey) => {
        const { slack } = journey.running.sandbox;
        await journey.command('mia', wholeForm(IDEA), { copies: 2 });
        expect(slack.openViews('mia')).toHaveLength(1);
        await journey.fill('mia', FORM, { copies: 2 });
        expect(await keysOf(journey.running)).toHaveLength(1);
        expect(slack.messages('growth')).toHaveLength(1);
      }));
  });

  describe('agents that cannot finish', () => {
    it('leave a plan to be tried again', () =>
      withJourney(async (journey) => {
        const { model } = journey.running.sandbox;
        model?.fail({ kind: 'refuses', times: 1, role: 'supervisor' });
        const key = await journey.propose('mia');
        expect((await journey.thread(key)).at(-1)).toMatch(/There is no plan yet.*The model declined/);
        expect(await journey.card(key)).toContain('Press Try again in the thread');
        await journey.press('mia', key, 'retry_design');
        expect((await journey.load(key)).status).toBe('in-review');
        await journey.press('priya', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('implemented');
      }));

    it('leave an implementation to be tried again', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        journey.running.sandbox.model?.fail({ kind: 'refuses', times: 1, role: 'implementer' });
        await journey.press('priya', key, 'approve_plan');
        expect((await journey.thread(key)).at(-1)).toContain('There is no pull request yet');
        expect((await journey.load(key)).status).toBe('approved');
        await journey.press('sam', key, 'retry_implementation');
        await journey.fill('sam', { hint: 'Flags are read in src/game, @mia knows where.' });
        expect((await journey.load(key)).status).toBe('implemented');
        const retried = (await journey.thread(key)).find((text) => text.includes('There is no pull request'));
        expect(retried).toContain('Tried again by @sam: Flags are read in src/game');
        const asked = journey.running.sandbox.model
          ?.requests()
          .findLast(({ role }) => role === 'implementer');
        expect(asked?.body).toContain('Flags are read in src/game');
        expect(await journey.running.sandbox.github.listPulls()).toHaveLength(1);
      }));
  });
}
