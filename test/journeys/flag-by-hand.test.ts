import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import { MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { byHand, flagAt, splitByHand, unitsMeet } from '#test/support/journey-flags.ts';
import { deciding, launched, merged, reach } from '#test/support/journey-stages.ts';

describe('a flag that is switched off by hand', () => {
  it('while it runs: told once, nothing is looked at, and pause and resume do not switch it on', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      const { looks } = await journey.load(key);
      byHand(journey, key, { active: false });
      await journey.running.advance(3 * DAY);
      const said = (await journey.thread(key)).filter((text) => text.includes('changed by hand'));
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(/The flag is off.*by hand by Ann Smith.*Switched off \(was on\)/s);
      expect(await journey.card(key)).toMatch(/Flag\s*off/);
      expect((await journey.load(key)).looks.watch).toEqual(looks.watch);
      await journey.command('ada', `pause ${key}`);
      await unchanged(journey, key, () => journey.command('sam', `resume ${key}`));
      expect(journey.told('sam')).toContain('The flag was changed by hand');
      expect(unitsMeet(journey, key)).toBe('off');
      await journey.press('sam', key, 'restore_flag');
      await journey.command('sam', `resume ${key}`);
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
    }));

  it('and paused then, is asked about on a message that holds', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      splitByHand(journey, key, 40, 60);
      await journey.running.advance(HOUR);
      await journey.command('ada', `pause ${key}`);
      await journey.press('priya', key, 'restore_flag');
      const { tampering, status } = await journey.load(key);
      expect([tampering.open, status, unitsMeet(journey, key)]).toEqual([null, 'paused', 'off']);
      await journey.command('sam', `resume ${key}`);
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
    }));

  it('and paused and resumed before the bot has seen it: the pause sees it, and the resume switches nothing on', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      byHand(journey, key, { active: false });
      await journey.command('ada', `pause ${key}`);
      const said = (await journey.thread(key)).join('\n');
      expect(said).toMatch(/The flag is off. It was changed by hand by Ann Smith/);
      await unchanged(journey, key, () => journey.command('sam', `resume ${key}`));
      expect(unitsMeet(journey, key)).toBe('off');
      await journey.press('priya', key, 'accept_flag');
      expect((await journey.load(key)).status).toBe('paused');
      await journey.command('sam', `resume ${key}`);
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
    }));

  it('is restored by an approver, and the time off is no time of running', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      byHand(journey, key, { active: false });
      await journey.running.advance(2 * DAY);
      await unchanged(journey, key, () => journey.press('ada', key, 'restore_flag'));
      expect(journey.told('ada')).toContain('Only approvers may do this');
      await journey.press('priya', key, 'restore_flag');
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      const { launch, tampering } = await journey.load(key);
      expect(tampering).toMatchObject({ open: null, settled: { how: 'restored', restarts: false } });
      expect(launch?.pauses).toHaveLength(1);
      expect((await journey.thread(key)).at(-1)).toMatch(
        /as the bot had left it.*@priya.*The analysis goes on/s,
      );
      await reach(journey, key, ['deciding'], 35);
    }));

  it('is accepted as a pause, from which it is resumed', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      byHand(journey, key, { active: false });
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'accept_flag');
      expect([(await journey.load(key)).status, unitsMeet(journey, key)]).toEqual(['paused', 'off']);
      expect((await journey.thread(key)).at(-1)).toContain('chooses Resume in the menu of the card');
      await journey.command('sam', `resume ${key}`);
      expect([(await journey.load(key)).status, unitsMeet(journey, key)]).toEqual([
        'running',
        '100 % by 50/50',
      ]);
    }));

  it('ends the experiment if an approver wants that', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      byHand(journey, key, { active: false });
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'end_for_flag');
      expect((await journey.thread(key)).at(-1)).toContain('Ended: the flag is off');
      await reach(journey, key, ['cleaning-up']);
      const { cleanUp } = await journey.load(key);
      await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
      expect((await journey.thread(key)).join('\n')).toContain('Completed. No treatment was shipped');
    }));

  it('while people decide: no verdict counts until it is settled, then the report comes again', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      byHand(journey, key, { active: false });
      const report = await journey.spot(key, 'decide_kill');
      await journey.pressOn('priya', report, 'decide_kill');
      expect((await journey.load(key)).decision.record).toBeNull();
      expect(journey.told('priya')).toContain('The flag was changed by hand');
      await journey.press('sam', key, 'restore_flag');
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      await journey.pressOn('priya', report, 'decide_kill');
      expect(journey.told('priya')).toContain('The flag has changed since this report');
      await journey.press('priya', key, 'decide_kill');
      expect([(await journey.load(key)).status, unitsMeet(journey, key)]).toEqual(['decided', 'off']);
    }));

  it('or only edited while people decide: restored, the report comes again with buttons that hold', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      byHand(journey, key, { name: 'Renamed by hand' });
      await journey.running.advance(HOUR);
      await journey.press('sam', key, 'restore_flag');
      await journey.press('priya', key, 'decide_kill');
      expect([(await journey.load(key)).status, unitsMeet(journey, key)]).toEqual(['decided', 'off']);
    }));

  it('after a shipment: the thread says that the change is off for all, and the clean-up waits', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      await journey.press('priya', key, 'decide_ship');
      byHand(journey, key, { active: false });
      await journey.press('sam', key, 'undo_decision');
      expect(journey.told('sam')).toContain('The flag was changed by hand');
      await journey.running.advance(5 * HOUR);
      expect((await journey.load(key)).status).toBe('decided');
      const said = (await journey.thread(key)).filter((text) => text.includes('off for all users'));
      expect(said).toHaveLength(1);
      await journey.press('priya', key, 'restore_flag');
      expect(unitsMeet(journey, key)).toBe('100 % by 0/100');
      await reach(journey, key, ['cleaning-up']);
      byHand(journey, key, { active: false });
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'accept_flag');
      expect(await journey.card(key)).toMatch(/Flag\s*off/);
      expect((await journey.thread(key)).at(-1)).toContain('The clean-up goes on');
    }));

  it('is noticed at the very moment in which it would be written over', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      byHand(journey, key, { active: true });
      await journey.press('priya', key, 'launch');
      expect((await journey.load(key)).status).toBe('implemented');
      expect((await journey.thread(key)).at(-1)).toContain(
        'The flag is on. It was changed by hand by Ann Smith',
      );
      await journey.press('priya', key, 'restore_flag');
      expect(unitsMeet(journey, key)).toBe('off');
      await journey.press('priya', key, 'launch');
      await reach(journey, key, ['running']);
    }));
});

describe('a split that is changed by hand', () => {
  it('and accepted begins a new phase: later looks read no data from before', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await journey.running.advance(4 * DAY);
      splitByHand(journey, key, 40, 60);
      await journey.running.advance(HOUR);
      expect((await journey.thread(key)).at(-1)).toMatch(
        /Split: `control` 50 %, `treatment` 50 % → `control` 40 %, `treatment` 60 %/,
      );
      const before = await journey.load(key);
      await journey.press('priya', key, 'accept_flag');
      const after = await journey.load(key);
      expect(after.launch?.at).toBeGreaterThan(before.launch?.at ?? 0);
      expect(after.launch?.accepted?.split).toEqual({ control: 0.4, treatment: 0.6 });
      expect((await journey.thread(key)).at(-1)).toContain('begins anew');
      await journey.command('ada', `pause ${key}`);
      await journey.command('sam', `resume ${key}`);
      expect(unitsMeet(journey, key)).toBe('100 % by 40/60');
      const { looks, launch } = await reach(journey, key, ['deciding'], 45);
      expect(looks.snapshots.at(-1)).toMatchObject({ from: launch?.at });
      const split = looks.snapshots
        .at(-1)
        ?.analysis.health.checks.find((check) => check.key === 'sample-ratio');
      expect(split?.state).toBe('met');
    }));

  it('and restored begins a new phase too, for other units met a variant meanwhile', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      splitByHand(journey, key, 0, 100);
      await journey.running.advance(HOUR);
      expect((await journey.thread(key)).at(-1)).toContain('not every planned variant gets units');
      await journey.press('priya', key, 'restore_flag');
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      expect((await journey.load(key)).tampering.settled).toMatchObject({ restarts: true });
    }));

  it('and changed back by hand is settled without a person', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      splitByHand(journey, key, 40, 60);
      await journey.running.advance(HOUR);
      splitByHand(journey, key, 50, 50);
      await journey.running.advance(HOUR);
      expect((await journey.load(key)).tampering).toMatchObject({
        open: null,
        settled: { how: 'changed-back' },
      });
      expect((await journey.thread(key)).at(-1)).toContain('changed back by hand');
    }));
});

describe('a flag that is deleted by hand', () => {
  it('is made anew if an approver restores it', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      byHand(journey, key, { deleted: true });
      await journey.running.advance(HOUR);
      expect((await journey.thread(key)).at(-1)).toMatch(/The flag is gone.*cannot be accepted/s);
      await journey.press('priya', key, 'restore_flag');
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      expect(flagAt(journey, key).id).toBe(2);
      await journey.running.advance(DAY);
      expect((await journey.load(key)).tampering.open).toBeNull();
    }));
});
