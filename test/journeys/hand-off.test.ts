import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_FILE } from '#sandbox/example-settings.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';

const BETTER = withHarm(cookieCats, 'retained_7d', 1.15);

let folder: string;
let settingsFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hand-off-'));
  settingsFile = join(folder, 'co-pilot.yaml');
  const text = await readFile(EXAMPLE_FILE, 'utf8');
  expect(text).toContain('afterwards:\n');
  await writeFile(settingsFile, text.replace('afterwards:\n', 'afterwards:\n  handoff: true\n'));
});
afterEach(() => rm(folder, { recursive: true }));

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
      { settingsFile, scenarios: [BETTER] },
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
      { settingsFile, scenarios: [BETTER] },
    ));
});
