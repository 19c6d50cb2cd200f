import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { byHand } from '#test/support/journey-flags.ts';
import { launched } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const settings = useSettingsFile();

describe('an alert for those who look after the code', () => {
  it('opens one issue if the settings ask for it, although an answer of GitHub is lost', async () => {
    await settings.add('routing: {issues: [flag]}');
    await withJourney(
      async (journey) => {
        const { github } = journey.running.sandbox;
        const key = await launched(journey);
        byHand(journey, key, { active: false });
        github.fail({ path: '/issues', kind: 'done-but-no-answer', times: 1, skip: 1 });
        await journey.running.advance(6 * HOUR);
        const [issue, ...others] = await github.listIssues();
        expect(others).toEqual([]);
        expect(issue?.title).toMatch(/^Experiment: /);
        expect(issue?.body).toContain('The flag was changed by hand');
        expect(issue?.body).toContain('[Slack thread](');
        expect((await github.listIssues()).map(({ state }) => state)).toEqual(['open']);
        await journey.press('priya', key, 'restore_flag');
        await journey.running.advance(HOUR, { step: HOUR / 4 });
        expect((await github.listIssues()).map(({ state }) => state)).toEqual(['closed']);
        byHand(journey, key, { active: false });
        await journey.running.advance(6 * HOUR);
        expect((await github.listIssues()).map(({ state }) => state).toSorted()).toEqual(['closed', 'open']);
        journey.takeErrors();
      },
      { settingsFile: settings.path },
    );
  });
});
