import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import { performersOf } from '#app/performers.ts';
import type { Effect } from '#domain/effect.ts';
import { HOUR } from '#shared/clock.ts';
import { type ConfiguredProgram, runConfiguredProgram } from '#test/support/configured-program.ts';
import { type Journey, keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { textWith } from '#test/support/journey-drafts.ts';
import { reach } from '#test/support/journey-stages.ts';
import { performanceOf } from '#test/support/performance-of.ts';

const SETTINGS = fileURLToPath(new URL('../../sandbox/program/co-pilot.yaml', import.meta.url));
const ASKED = 'surface.support_answers';
const SMALL = { model: 'small', retries: 1 };
const LARGE = { model: 'large', retries: 1 };
const FORM = {
  ...{ goalMetric: 'tickets_solved', guardrailMetrics: ['handed_over'], smallestLift: '5' },
  ...{ surface: 'support answers' },
};

function form(configurations: object) {
  return { ...FORM, configurations: JSON.stringify(configurations) };
}

function withProgram(play: (journey: Journey, program: ConfiguredProgram) => Promise<void>): Promise<void> {
  return withJourney(
    async (journey) => {
      const program = await runConfiguredProgram(journey.running, ASKED);
      try {
        await play(journey, program);
      } finally {
        await program.close();
      }
    },
    { own: true, settingsFile: SETTINGS },
  );
}

/** From the form to a launched experiment. */
async function launch(journey: Journey, configurations: object): Promise<string> {
  const key = await journey.propose('mia', IDEA, form(configurations));
  await reach(journey, key, ['in-review'], 0);
  await journey.press('priya', key, 'approve_plan');
  await reach(journey, key, ['implemented'], 0);
  await journey.press('priya', key, 'launch');
  return key;
}

const isRemove = (effect: Effect): effect is Extract<Effect, { readonly kind: 'flag' }> =>
  effect.kind === 'flag' && effect.act.act === 'remove';
const IDEA = 'Try a larger model for the answers, so that more tickets are solved';

describe('an experiment on the configuration of a surface', () => {
  it('needs no code, and what it ships is the default and the control of the next one', () =>
    withProgram(async (journey, program) => {
      const { sandbox, bot } = journey.running;
      const { flags } = bot.coPilot;
      const key = await launch(journey, { control: SMALL, treatment: LARGE });
      expect(await textWith(journey, key, 'Configuration of')).toContain('"large"');
      await reach(journey, key, ['running'], 4);
      expect(await flags.configurations?.defaultOf('support answers')).toEqual(SMALL);
      expect(await program.ask(ASKED)).toEqual({ ...(await program.ask(key)), flag: key });
      await reach(journey, key, ['deciding'], 30);
      const { looks, code } = await journey.load(key);
      expect(code).toBeNull();
      expect(looks.snapshots.at(-1)?.analysis.units['treatment']).toBe(program.answered.get('large'));
      await journey.press('priya', key, 'decide_ship');
      expect(await program.ask(ASKED)).toEqual({ value: LARGE, variant: 'treatment', flag: key });
      const ledger = createFlagLedger(bot.coPilot.store);
      const shipped = await ledger.read();
      await reach(journey, key, ['completed'], 2);
      const ended = await ledger.read();
      // As if the process had died before the default was written: whoever removes the flag writes it first.
      await ledger.changeDocument(() => shipped);
      await performersOf(bot.coPilot).flag(await performanceOf(bot.coPilot, key, isRemove));
      expect((await ledger.read()).defaults).toEqual(ended.defaults);
      await journey.running.advance(HOUR);
      expect(await textWith(journey, key, 'Completed.')).toContain('Its configuration is the default now');
      for (const asked of [ASKED, key])
        expect(await program.ask(asked)).toEqual({ value: LARGE, variant: '', flag: undefined });
      expect(await flags.read(key)).toBeNull();
      expect(await sandbox.github.listPulls()).toEqual([]);

      const next = await launch(journey, { treatment: { model: 'huge', retries: 1 } });
      const { design } = await journey.load(next);
      expect(design?.plan.variants[0]?.configuration).toEqual(LARGE);
      expect((await journey.load(next)).status).toBe('verifying');
      expect(await program.ask(next)).toMatchObject({ value: { retries: 1 } });
    }));

  it('gives the old default back if it is killed, and holds no experiment up whose control it is', () =>
    withProgram(async (journey, program) => {
      const key = await launch(journey, { control: LARGE, treatment: SMALL });
      await reach(journey, key, ['running'], 4);
      const waiting = await journey.propose(
        'mia',
        'Try the smallest model for the answers, so that more tickets are solved',
        form({ treatment: SMALL }),
      );
      await reach(journey, waiting, ['in-review'], 0);
      await journey.press('priya', waiting, 'approve_plan');
      await reach(journey, key, ['deciding', 'killed'], 30);
      await journey.press('priya', key, 'decide_kill').catch(() => null);
      expect(await program.ask(ASKED)).toMatchObject({ value: LARGE, variant: '' });
      await reach(journey, key, ['completed'], 2);
      for (const asked of [ASKED, key])
        expect(await program.ask(asked)).toMatchObject({ value: LARGE, variant: '' });
      await journey.press('priya', waiting, 'launch');
      expect((await journey.load(waiting)).status).toBe('verifying');
    }));

  it('is refused in the form with what is wrong, also if there is no default yet', () =>
    withProgram(async (journey) => {
      const typed = async (configurations: string) => {
        await journey.command('mia', `new ${IDEA}`);
        const sent = await journey.fill('mia', { ...FORM, configurations });
        return JSON.stringify(sent);
      };
      expect(await typed('{')).toContain('Type a JSON object');
      expect(await typed('{"treatment":{"a":1},"other":{"a":2}}')).toContain('There is no variant');
      expect(await typed('{"control":{"a":1},"treatment":{"a":"1"}}')).toContain(
        'a is text in place of a number',
      );
      expect(await typed('{"control":{"a":"x"},"treatment":{"a":"mail ann.smith@acme.com"}}')).toContain(
        'looks like a secret',
      );
      expect(await typed(JSON.stringify({ treatment: LARGE }))).toContain('has no default configuration yet');
      expect(await keysOf(journey.running)).toEqual([]);
    }));
});
