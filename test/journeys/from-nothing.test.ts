import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { designOf, latestSnapshot } from '#domain/experiment.ts';
import { startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import type { Scenario, ScenarioArm } from '#sandbox/stand-ins/posthog/scenario.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { DAY } from '#shared/clock.ts';
import { shortId } from '#shared/ids.ts';
import { childEnvironment } from '#test/support/child-environment.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';
import { sendEvents } from '#test/support/send-events.ts';

/** Names that no file knows. */
const GOAL = `quest_${shortId(8)}`;
const GUARD = `refund_${shortId(8)}`;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nothing-'));
  file = join(folder, 'co-pilot.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

/** A world in which these events happen: the change leads to fewer of both. */
function world(): Scenario {
  const arm = (units: number, goals: number, guards: number): ScenarioArm => ({
    units,
    metrics: {
      [GOAL]: { kind: 'proportion', successes: goals },
      [GUARD]: { kind: 'proportion', successes: guards },
    },
  });
  const arms = { control: arm(30_000, 6_000, 900), treatment: arm(30_000, 6_900, 890) };
  const level = (rate: number) => ({ mean: rate, variance: rate * (1 - rate), unitsPerDay: 60_000 / 14 });
  const baseline = { [GOAL]: level(0.2), [GUARD]: level(0.03) };
  return { ...cookieCats, matches: /./, surfaces: /./, seed: 5, arms, baseline, drawn: [] };
}

/** Runs the tool as a person does, in the folder. */
async function settings(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const tool = join(import.meta.dirname, '../../tools/settings.ts');
  const running = promisify(execFile)(process.execPath, [tool, ...args], {
    cwd: folder,
    env: childEnvironment(environment),
  });
  return running.then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
}

describe('a workspace that starts from nothing', () => {
  it('finds its events, makes a file of them, checks it, and runs an experiment on a metric that no source file knows', async () => {
    const posthog = await startPostHog({ now: Date.now, scenarios: [world()] });
    const { url, projectId, personalApiKey } = posthog;
    const environment = {
      ...{ POSTHOG_HOST: url, POSTHOG_PROJECT_ID: projectId, POSTHOG_PERSONAL_API_KEY: personalApiKey },
    };
    const events = [GOAL, GUARD, '$pageview'].flatMap((event) =>
      Array.from({ length: 9 }, (_, unit) => ({
        event,
        distinct_id: `u${unit}`,
        at: Date.now() - unit * DAY,
      })),
    );
    await sendEvents(posthog, events);

    const people = ['--approvers', 'U00000PRIYA,U0000000SAM', '--repositories', 'acme/shop'];
    const found = await settings(environment, 'discover', '--write', 'co-pilot.yaml', ...people);
    expect(found).toMatchObject({ code: 0 });
    expect(found.stdout).toContain(`  ${GOAL}: events 9, units 9, last on `);
    const checked = await settings(environment, 'check');
    expect(checked).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/3 metrics, 1 surfaces, no problems\n$/),
    });
    expect(checked.stdout).toMatch(
      new RegExp(`^${GOAL}: last seen .+ UTC, 20.* of .+ units on "website"$`, 'm'),
    );
    await posthog.close();

    const read = readSettings(await readFile(file, 'utf8'));
    if (read.kind === 'refused') throw new Error('the file is wrong');
    const keyOf = (event: string) => read.value.metrics.find((one) => one.event === event)?.key ?? '';
    await withJourney(
      async (journey) => {
        const form = {
          goalMetric: keyOf(GOAL),
          guardrailMetrics: [keyOf(GUARD)],
          smallestLift: '10',
          surface: 'website',
        };
        const key = await deciding(journey, 'Move the first gate from level 30 to level 40', form);
        const experiment = await journey.load(key);
        expect(designOf(experiment).plan.goal.event).toBe(GOAL);
        expect(latestSnapshot(experiment)).not.toBeNull();
        expect((await journey.thread(key)).join('\n')).toContain(designOf(experiment).plan.goal.name);
      },
      { settingsFile: file, scenarios: [world()] },
    );
  });
});
