import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runSupportProgram } from '#sandbox/program/run-support-program.ts';
import { PROMPT_FILE, type SupportProgram } from '#sandbox/program/support-program.ts';
import type { Journey } from '#test/support/journey.ts';
import { keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { textWith } from '#test/support/journey-drafts.ts';
import { reach, until } from '#test/support/journey-stages.ts';

const SETTINGS = fileURLToPath(new URL('../../sandbox/program/co-pilot.yaml', import.meta.url));
const VARIANT = 'prompts/support.treatment.md';
const IDEA = `Try a shorter prompt in ${PROMPT_FILE}, so that more tickets are solved`;

/** A bot with flags and observations of its own, and a program that answers tickets with the prompt. */
function withProgram(play: (journey: Journey, program: SupportProgram) => Promise<void>): Promise<void> {
  return withJourney(
    async (journey) => {
      const program = await runSupportProgram(journey.running);
      try {
        await play(journey, program);
      } finally {
        await program.close();
      }
    },
    { own: true, settingsFile: SETTINGS },
  );
}

describe('an experiment on a prompt with flags and observations of the bot’s own', () => {
  it('goes from the idea to the promotion without PostHog', () =>
    withProgram(async (journey, program) => {
      const { sandbox, bot } = journey.running;
      await journey.command('mia', IDEA);
      await journey.fill('mia', {});
      const [key = ''] = await keysOf(journey.running);
      await reach(journey, key, ['in-review'], 0);
      expect((await journey.load(key)).request).toMatchObject({
        file: PROMPT_FILE,
        goalMetric: 'tickets_solved',
      });
      await journey.press('priya', key, 'approve_plan');
      const { code } = await reach(journey, key, ['implemented'], 0);
      const body = (await sandbox.github.listPulls()).at(-1)?.body;
      expect(body).toContain(`variantOf('${key}', run, '${PROMPT_FILE}')`);
      await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
      program.ask(key);
      await journey.press('priya', key, 'launch');
      await reach(journey, key, ['running'], 4);
      await reach(journey, key, ['deciding'], 30);
      // The variants of the flag are the files that were read: nothing else counts.
      const { looks } = await journey.load(key);
      expect(looks.snapshots.at(-1)?.analysis.units['treatment']).toBe(program.answered.get(VARIANT));
      await journey.press('priya', key, 'decide_ship');
      await until(journey, key, ({ cleanUp }) => cleanUp?.pullRequest != null, 1, 'an open promotion');
      const { cleanUp } = await journey.load(key);
      const variant = await sandbox.github.readMain(VARIANT);
      const [message] = await sandbox.github.commitsOf(cleanUp?.pullRequest?.branch ?? '');
      expect(message).toContain(`feat(experiment): promote treatment of ${PROMPT_FILE}`);
      expect(message).toMatch(/goal Solved tickets, treatment: .* lift \+\d+\.\d+ %, .* proven better/);
      await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
      expect(await sandbox.github.readMain(PROMPT_FILE)).toBe(variant);
      expect(await sandbox.github.readMain(VARIANT)).toBeNull();
      await reach(journey, key, ['completed'], 2);
      expect(await textWith(journey, key, 'Completed.')).toContain(
        'The original has the text of the variant',
      );
      expect(await bot.coPilot.flags.read(key)).toBeNull();
      expect(sandbox.posthog.requests).toEqual([]);
    }));
});
