import { beforeEach, describe, expect, it } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const BETTER = withHarm(cookieCats, 'retained_7d', 1.15);

const settings = useSettingsFile();
beforeEach(() => settings.replace('afterwards:\n', 'afterwards:\n  handoff: true\n'));

describe('a shipped change', () => {
  it('is handed over by an issue once no undo can change the decision, and the thread links to it', () =>
    withJourney(
      async (journey) => {
        const key = await deciding(journey);
        expect((await journey.thread(key)).join('\n')).toContain('An issue in the repository hands');
        await journey.press('priya', key, 'decide_ship', { copies: 2 });
        const { github } = journey.running.sandbox;
        await journey.running.advance(50 * MINUTE, { step: 5 * MINUTE });
        expect(await github.listIssues()).toEqual([]);
        await journey.running.advance(HOUR, { step: 5 * MINUTE });
        const [issue, ...others] = await github.listIssues();
        expect(others).toEqual([]);
        expect(issue?.title).toMatch(/^Roll out: /);
        expect(issue?.body).toContain(`experiment/${key}-clean-up`);
        expect(issue?.body).toContain('[Slack thread](');
        const told = (await journey.thread(key)).filter((text) => text.includes('Hand-off issue'));
        expect(told).toEqual([expect.stringContaining(`#${issue?.number}`)]);
      },
      { settingsFile: settings.path, scenarios: [BETTER] },
    ));

  it('gets one issue and one message, although GitHub forbids it first and then loses an answer', () =>
    withJourney(
      async (journey) => {
        const key = await deciding(journey);
        const { github } = journey.running.sandbox;
        await journey.press('priya', key, 'decide_ship');
        github.fail({ path: '/issues', kind: 'http-403', times: 1 });
        await journey.running.advance(2 * HOUR, { step: 5 * MINUTE });
        expect(journey.takeErrors()).toHaveLength(1);
        const said = (await journey.thread(key)).join('\n');
        expect(said).toMatch(/The hand-off issue could not be opened.*Issues.*The experiment goes on/s);
        expect(await journey.card(key)).not.toContain('Stuck');
        expect((await journey.load(key)).cleanUp?.pullRequest).not.toBeNull();
        expect(await github.listIssues()).toEqual([]);
        // The search is answered, the issue is opened, and its answer is lost.
        github.fail({ path: '/issues', kind: 'done-but-no-answer', times: 1, skip: 1 });
        await journey.press('mia', key, 'retry_effect');
        await journey.running.advance(HOUR, { step: 5 * MINUTE });
        expect(await github.listIssues()).toHaveLength(1);
        const told = (await journey.thread(key)).filter((text) => text.includes('Hand-off issue #'));
        expect(told).toHaveLength(1);
      },
      { settingsFile: settings.path, scenarios: [BETTER] },
    ));
});
