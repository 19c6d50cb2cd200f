import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import type { KeptFlag } from '#adapters/own-flags/kept-flag.ts';
import { runSupportProgram } from '#sandbox/program/run-support-program.ts';
import { PROMPT_FILE } from '#sandbox/program/support-program.ts';
import { HOUR } from '#shared/clock.ts';
import { type Journey, keysOf } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { reach } from '#test/support/journey-stages.ts';
import { switchedOff, withRules } from '#tools/flags/by-hand.ts';

const SETTINGS = fileURLToPath(new URL('../../sandbox/program/co-pilot.yaml', import.meta.url));
const STAFF =
  '[{"when":[{"attribute":"email","operator":"ends-with","values":["@acme.com"]}],"variant":"treatment"}]';

/** Plays with an experiment that runs on a flag of the bot's own. */
async function withRunning(journey: Journey, play: (key: string) => Promise<void>): Promise<void> {
  const program = await runSupportProgram(journey.running);
  try {
    await journey.command('mia', `Try a shorter prompt in ${PROMPT_FILE}, so that more tickets are solved`);
    await journey.fill('mia', {});
    const [key = ''] = await keysOf(journey.running);
    await reach(journey, key, ['in-review'], 0);
    await journey.press('priya', key, 'approve_plan');
    const { code } = await reach(journey, key, ['implemented'], 0);
    await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
    program.ask(key);
    await journey.press('priya', key, 'launch');
    await reach(journey, key, ['running'], 4);
    await play(key);
  } finally {
    await program.close();
  }
}

/** As `npm run flags` changes a flag. */
async function byHandOf(journey: Journey, key: string, change: (flag: KeptFlag) => KeptFlag): Promise<void> {
  const ledger = createFlagLedger(journey.running.bot.coPilot.store);
  await ledger.change(key, (flag) => flag && { ...change(flag), changedBy: 'Ann Smith' });
  await journey.running.advance(HOUR);
}

describe('a flag of the bot’s own that is changed by hand', () => {
  it('is told with who did it, and stays as it is until an approver restores or accepts it', () =>
    withJourney(
      (journey) =>
        withRunning(journey, async (key) => {
          const { flags } = journey.running.bot.coPilot;
          const before = await flags.read(key);
          await byHandOf(journey, key, switchedOff);
          expect((await journey.thread(key)).at(-1)).toMatch(
            /The flag is off.*by hand by Ann Smith.*Switched off \(was on\)/s,
          );
          await unchanged(journey, key, () => journey.press('ada', key, 'restore_flag'));
          await journey.press('priya', key, 'restore_flag');
          const { version: _, ...restored } = (await flags.read(key)) ?? expect.fail('no flag');
          expect(before).toMatchObject(restored);
          await byHandOf(journey, key, (flag) => withRules(flag, STAFF));
          expect((await journey.thread(key)).at(-1)).toMatch(
            /Condition added: email ends with .*: 100 % get treatment/,
          );
          await journey.press('priya', key, 'accept_flag');
          expect((await journey.load(key)).tampering.open).toBeNull();
          expect((await flags.read(key))?.conditions).toHaveLength(2);
        }),
      { own: true, settingsFile: SETTINGS },
    ));
});
