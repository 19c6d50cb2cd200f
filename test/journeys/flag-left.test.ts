import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { type Journey, MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { forgetWebhooks } from '#test/support/journey-github.ts';
import { deciding, reach } from '#test/support/journey-stages.ts';

const LATE = 'src/late/colleague.ts';

/** A decided experiment whose clean-up pull request is open; answers its key and the number. */
async function cleaningUp(
  journey: Journey,
  how: 'ship' | 'kill',
): Promise<readonly [key: string, number: number]> {
  const key = how === 'kill' ? await deciding(journey) : await deciding(journey, MAIL.idea, MAIL.form);
  await journey.press('priya', key, how === 'kill' ? 'decide_kill' : 'decide_ship');
  await journey.running.advance(2 * HOUR);
  const { cleanUp } = await journey.load(key);
  return [key, cleanUp?.pullRequest?.number ?? 0];
}

const flagOf = ({ running }: Journey, key: string) =>
  running.sandbox.posthog.flags().find((flag) => flag.key === key);

const last = async (journey: Journey, key: string) => (await journey.thread(key)).at(-1);

describe('the last look before a flag is removed', { timeout: 300_000 }, () => {
  it('keeps the flag that a colleague uses meanwhile, and says which file does', () =>
    withJourney(async (journey) => {
      const { github } = journey.running.sandbox;
      const [key, number] = await cleaningUp(journey, 'kill');
      await github.commitToMain({ [LATE]: `export const late = '${key}';\n` }, 'feat: late');
      // The emulator's webhook comes before main has the colleague's file again.
      await forgetWebhooks(github);
      await journey.running.merge(number, 'sam');
      await journey.running.advance(10 * MINUTE);
      expect(await last(journey, key)).toContain(`Clean-up pull request #${number} was merged, but the code`);
      expect(await last(journey, key)).toContain(LATE);
      expect((await journey.load(key)).status).toBe('cleaning-up');
      expect(flagOf(journey, key)?.deleted).toBe(false);
      await journey.running.advance(HOUR);
      expect((await journey.thread(key)).filter((text) => text.includes(LATE))).toHaveLength(1);
      await github.commitToMain({ [LATE]: 'export const late = null;\n' }, 'fix: no flag');
      await journey.press('mia', key, 'retry_clean_up');
      await reach(journey, key, ['completed'], 0);
      expect(flagOf(journey, key)?.deleted).toBe(true);
    }));

  it('notices that the clean-up of a shipped change was reverted', () =>
    withJourney(async (journey) => {
      const { github } = journey.running.sandbox;
      const [key, number] = await cleaningUp(journey, 'ship');
      const files = (await journey.load(key)).cleanUp?.pullRequest?.files ?? [];
      const before = await Promise.all(
        files.map(async (path) => [path, (await github.readMain(path)) ?? ''] as const),
      );
      await journey.running.merge(number, 'sam');
      expect(await last(journey, key)).toContain('The flag stays on until');
      await github.commitToMain(
        Object.fromEntries(before),
        `Revert "clean up"\n\nReverts acme/shop#${number}`,
      );
      await journey.running.advance(DAY + 10 * MINUTE);
      expect((await journey.load(key)).status).toBe('cleaning-up');
      expect(flagOf(journey, key)).toMatchObject({ deleted: false, active: true });
      expect(await last(journey, key)).toContain('but the code still holds the flag');
      expect(await last(journey, key)).toContain('The merge was reverted by');
      await journey.press('mia', key, 'retry_clean_up');
      const again = (await journey.load(key)).cleanUp?.pullRequest ?? null;
      expect(again?.branch).toBe(`experiment/${key}-clean-up-2`);
      await journey.running.merge(again?.number ?? 0, 'sam');
      await journey.running.advance(DAY + 10 * MINUTE);
      await reach(journey, key, ['completed'], 0);
      expect(flagOf(journey, key)?.deleted).toBe(true);
    }));

  it('tells a reverted experiment from a flag that was taken out by hand', () =>
    withJourney(async (journey) => {
      const { github } = journey.running.sandbox;
      const pathsOfShop = await github.listMain();
      const before = await Promise.all(
        pathsOfShop.map(async (path) => [path, (await github.readMain(path)) ?? ''] as const),
      );
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      const { code } = await journey.load(key);
      const revert = `Revert "experiment"\n\nReverts acme/shop#${code?.pullRequest.number ?? 0}`;
      await github.commitToMain(Object.fromEntries(before), revert);
      await journey.press('priya', key, 'decide_ship');
      await journey.running.advance(2 * HOUR);
      expect(await last(journey, key)).toContain(
        `pull request #${code?.pullRequest.number ?? 0} was reverted`,
      );
      expect(flagOf(journey, key)).toMatchObject({ deleted: false, active: true });
      await journey.running.advance(DAY);
      await reach(journey, key, ['completed'], 0);
      expect((await journey.thread(key)).join('\n')).toContain('its code and its flag are gone again');
    }));
});
