import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import { FORM, IDEA, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { addConditions, byHand, flagAt, STAFF, unitsMeet } from '#test/support/journey-flags.ts';
import { deciding, launched, merged, reach } from '#test/support/journey-stages.ts';

/** Of all units 95 % get the control, whatever the flag shows below. */
const OVERRIDE = { properties: [], rollout_percentage: 95, variant: 'control' };

describe('a flag with a condition that forces a variant for staff', () => {
  it('is launched once an approver accepted it, and the thread says whom it decides for', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      addConditions(journey, key, STAFF);
      await journey.press('priya', key, 'launch');
      expect((await journey.load(key)).status).toBe('implemented');
      expect((await journey.thread(key)).at(-1)).toContain(
        'Condition added: email contains "@example․com": 100 % get control',
      );
      await journey.press('priya', key, 'accept_flag');
      await journey.press('priya', key, 'launch');
      expect((await journey.thread(key)).join('\n')).toMatch(
        /Other conditions of the flag decide for some units, which are not randomised.*@example․com/s,
      );
      await reach(journey, key, ['running']);
      expect(flagAt(journey, key).filters.groups[0]).toEqual(STAFF);
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      expect((await journey.load(key)).launch?.besides).toHaveLength(1);
    }));

  it('is not shipped to "all users" as long as the condition gives some of them another variant', () =>
    withJourney(async (journey) => {
      const key = await merged(journey, 'Send the men’s e-mail', MAIL.form);
      addConditions(journey, key, STAFF);
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'accept_flag');
      await journey.press('priya', key, 'launch');
      await reach(journey, key, ['deciding'], 35);
      await unchanged(journey, key, () => journey.press('priya', key, 'decide_ship'));
      expect(journey.told('priya')).toMatch(/Not all users would get the change.*@example\.com.*Remove it/s);
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      const { filters } = flagAt(journey, key);
      byHand(journey, key, { filters: { ...filters, groups: filters.groups.slice(1) } });
      await journey.running.advance(HOUR);
      expect((await journey.thread(key)).at(-1)).toContain('Condition removed');
      await journey.press('priya', key, 'accept_flag');
      await journey.press('priya', key, 'decide_ship');
      expect([(await journey.load(key)).status, unitsMeet(journey, key)]).toEqual([
        'decided',
        '100 % by 0/100',
      ]);
    }));
});

describe('a flag with a condition that overrides the split for all users', () => {
  it('is not launched, also if it was accepted before', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      addConditions(journey, key, OVERRIDE);
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'accept_flag');
      await unchanged(journey, key, () => journey.press('priya', key, 'launch'));
      expect(journey.told('priya')).toMatch(/does not reckon with: all units: 95 % get control/);
      expect(unitsMeet(journey, key)).toBe('off');
    }));

  it('is no shipment: with 95 % forced to the control, "shipped, 100 %" is never said', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, 'Send the men’s e-mail', MAIL.form);
      addConditions(journey, key, OVERRIDE);
      await journey.press('priya', key, 'decide_ship');
      const { status, decision, flag } = await journey.load(key);
      expect([status, decision.record]).toEqual(['deciding', null]);
      expect(flag?.conditions).toHaveLength(2);
      expect((await journey.thread(key)).at(-1)).toContain('Condition added: all units: 95 % get control');
      expect((await journey.thread(key)).join('\n')).not.toContain('Shipped');
    }));

  it('that comes between the press and the write is told, and the step goes on once it is settled', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, 'Send the men’s e-mail', MAIL.form);
      const { posthog } = journey.running.sandbox;
      // The comparison before the press finds PostHog away, so the write itself has to see the difference.
      addConditions(journey, key, OVERRIDE);
      posthog.fail({ kind: 'http-500', times: 1, path: '/feature_flags/' });
      await journey.press('priya', key, 'decide_ship');
      expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual(['flag.changed']);
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      const said = await journey.thread(key);
      expect(said.at(-1)).toContain('Condition added: all units: 95 % get control');
      expect(said.filter((text) => text.includes('could not be changed'))).toEqual([]);
      const { filters } = flagAt(journey, key);
      byHand(journey, key, { filters: { ...filters, groups: filters.groups.slice(1) } });
      await journey.running.advance(HOUR);
      expect(unitsMeet(journey, key)).toBe('100 % by 0/100');
      expect((await journey.thread(key)).join('\n')).toContain('Shipped: all users now get');
      expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
    }));
});

describe('a step that met a change by hand which an approver then accepts', () => {
  it('is not done to the flag, and its messages are not lost', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await journey.command('ada', `pause ${key}`);
      byHand(journey, key, { name: 'Renamed by hand' });
      journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 1, path: '/feature_flags/' });
      await journey.command('sam', `resume ${key}`);
      expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual(['flag.changed']);
      await journey.press('priya', key, 'accept_flag');
      expect(unitsMeet(journey, key)).toBe('off');
      expect((await journey.thread(key)).join('\n')).toContain('Resumed');
      expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
    }));
});

describe('a surface on which users sign in', () => {
  it.each([
    ['yes', true],
    ['no', false],
  ] as const)('%s: the flag keeps the variant of a unit over it: %s', (crossesLogin, continuity) =>
    withJourney(async (journey) => {
      const key = await merged(journey, IDEA, { ...FORM, crossesLogin });
      expect(flagAt(journey, key).continuity).toBe(continuity);
      await journey.press('ada', key, 'show_plan');
      const said = JSON.stringify(journey.modal('ada').blocks);
      expect(said.includes('keeps its variant when it signs in')).toBe(continuity);
      await journey.running.advance(HOUR);
      expect((await journey.load(key)).tampering.open).toBeNull();
    }),
  );
});

describe('a change that PostHog made without an answer', () => {
  it('is known as the bot’s own, and switched on again by a resume', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      const { posthog } = journey.running.sandbox;
      posthog.fail({ kind: 'done-but-no-answer', times: 5, path: 'disable/' });
      await journey.command('ada', `pause ${key}`);
      journey.takeErrors();
      expect(unitsMeet(journey, key)).toBe('off');
      await journey.command('sam', `resume ${key}`);
      expect([unitsMeet(journey, key), (await journey.load(key)).tampering.open]).toEqual([
        '100 % by 50/50',
        null,
      ]);
    }));

  it('or that was approved later goes on by itself', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      const { posthog } = journey.running.sandbox;
      posthog.requireApproval('disable');
      await journey.command('ada', `pause ${key}`);
      expect(journey.takeErrors()).toHaveLength(1);
      posthog.approveChanges();
      await journey.running.advance(2 * HOUR);
      expect((await journey.thread(key)).at(-1)).toContain('Paused by @ada');
      const { tampering, flag, delivery } = await journey.load(key);
      expect([tampering.open, flag?.active, delivery.failedEffects]).toEqual([null, false, []]);
      await journey.running.advance(DAY);
      expect((await journey.load(key)).tampering.open).toBeNull();
    }));
});
