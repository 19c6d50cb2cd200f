import { describe, expect, it } from 'vitest';
import { performersOf } from '#app/performers.ts';
import type { Effect } from '#domain/effect.ts';
import { HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { addConditions, byHand, splitByHand, unitsMeet } from '#test/support/journey-flags.ts';
import { implemented, launched } from '#test/support/journey-stages.ts';
import { performanceOf } from '#test/support/performance-of.ts';

type Flag = Extract<Effect, { readonly kind: 'flag' }>;
const isSet = (effect: Effect): effect is Flag => effect.kind === 'flag' && effect.act.act === 'set';

const isRestore = (effect: Effect): effect is Flag => effect.kind === 'flag' && effect.act.act === 'restore';

const isHold = (effect: Effect): effect is Flag => effect.kind === 'flag' && effect.act.act === 'hold';

const flags = ({ running }: Journey) => structuredClone(running.sandbox.posthog.flags());

/** The newest setting of the flag, with another share of the units. */
async function changed(journey: Journey) {
  const { coPilot } = journey.running.bot;
  const performance = await performanceOf(coPilot, await launched(journey), isSet);
  const act = { ...performance.effect.act, rollout: 0.37 } as Flag['act'];
  return { performance: { ...performance, effect: { ...performance.effect, act } }, coPilot };
}

describe('a setting of the flag', () => {
  it('reaches the vendor while the lease holds', () =>
    withJourney(async (journey) => {
      const { performance, coPilot } = await changed(journey);
      const before = flags(journey);
      await performersOf(coPilot).flag(performance);
      expect(flags(journey)).not.toEqual(before);
    }));

  it('is not sent by a worker that lost its lease: the next holder may be further', () =>
    withJourney(async (journey) => {
      const { performance, coPilot } = await changed(journey);
      const before = flags(journey);
      const confirm = () => Promise.reject(new Error('the lease is lost'));
      await expect(performersOf(coPilot).flag({ ...performance, confirm })).rejects.toThrow('lease');
      expect(flags(journey)).toEqual(before);
    }));

  it('is not sent if a later commit has overtaken it', () =>
    withJourney(async (journey) => {
      const { performance, coPilot } = await changed(journey);
      const key = performance.experiment.key;
      await journey.command('ada', `pause ${key}`);
      const before = flags(journey);
      const experiment = await journey.load(key);
      await performersOf(coPilot).flag({ ...performance, experiment });
      expect(flags(journey)).toEqual(before);
    }));
});

describe('a flag that was changed by hand', () => {
  it('gets no setting that would not be what it says, also if the change was accepted', () =>
    withJourney(async (journey) => {
      const { performance, coPilot } = await changed(journey);
      const key = performance.experiment.key;
      addConditions(journey, key, { properties: [], rollout_percentage: 95, variant: 'control' });
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'accept_flag');
      const before = flags(journey);
      const experiment = await journey.load(key);
      const later = `${key}:${experiment.version + 1}:0`;
      const performing = performersOf(coPilot).flag({ ...performance, experiment, key: later });
      await expect(performing).rejects.toMatchObject({
        code: 'flag.other-conditions',
        message: expect.stringContaining('all units: 95 % get control'),
      });
      expect(flags(journey)).toEqual(before);
    }));

  it('is switched off all the same, and the change is told then', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      splitByHand(journey, key, 20, 80);
      await journey.command('ada', `pause ${key} it crashes`);
      expect(unitsMeet(journey, key)).toBe('off');
      const { status, tampering, flag } = await journey.load(key);
      expect([status, tampering.open?.disturbs, flag?.active]).toEqual(['paused', true, false]);
      const said = (await journey.thread(key)).filter((text) => text.includes('changed by hand'));
      expect(said).toHaveLength(1);
      // Switching it off was the bot's own act.
      expect(said[0]).not.toMatch(/Switched off|by hand by/);
      expect((await journey.thread(key)).join('\n')).toContain('Paused by @ada');
      await journey.press('priya', key, 'accept_flag');
      await journey.command('sam', `resume ${key}`);
      expect(unitsMeet(journey, key)).toBe('100 % by 20/80');
    }));

  it('is not restored over a change that came after the choice: an approver has not seen it', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      splitByHand(journey, key, 20, 80);
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'restore_flag');
      const { coPilot } = journey.running.bot;
      const performance = await performanceOf(coPilot, key, isRestore);
      byHand(journey, key, { active: false });
      const before = flags(journey);
      const again = async () =>
        performersOf(coPilot).flag({ ...performance, experiment: await journey.load(key) });
      await expect(again()).rejects.toMatchObject({ code: 'flag.changed' });
      expect((await journey.load(key)).tampering.open).not.toBeNull();
      await expect(again()).rejects.toMatchObject({ code: 'flag.changed' });
      expect(flags(journey)).toEqual(before);
      await journey.running.advance(HOUR);
      await journey.press('priya', key, 'restore_flag');
      expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
    }));

  it('is switched off without a word about a change of what the bot does not read', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      byHand(journey, key, { name: `Experiment ${key}: another title` });
      await journey.command('ada', `pause ${key} it crashes`);
      expect(unitsMeet(journey, key)).toBe('off');
      expect((await journey.load(key)).tampering.open).toBeNull();
    }));
});

describe('a flag of another owner under the same key', () => {
  it('is left there if the making of ours is tried again after the end', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { coPilot, sandbox } = { ...journey.running.bot, ...journey.running };
      const { design, code } = await journey.load(key);
      const theirs = { active: true, rollout: 1, allocation: { control: 0, treatment: 1 } };
      await coPilot.flags.ensure(design?.plan.flagKey ?? '', 'New gate, do not touch', theirs);
      await journey.running.merge(code?.pullRequest?.number ?? 0, 'sam');
      expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual(['flag.taken']);
      await journey.command('mia', `cancel ${key} no longer wanted`);
      const before = structuredClone(sandbox.posthog.flags());
      await performersOf(coPilot).flag(await performanceOf(coPilot, key, isHold));
      expect(sandbox.posthog.flags()).toEqual(before);
      expect(before.map(({ deleted }) => deleted)).toEqual([false]);
    }));
});
