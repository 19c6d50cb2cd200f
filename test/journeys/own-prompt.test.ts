import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentRun } from '#domain/agent-output.ts';
import { exposureId, observationId } from '#evaluation/trial-ids.ts';
import type { GivenExposure, GivenObservation } from '#features/observations/record-rows.ts';
import { loadShopFiles } from '#sandbox/stand-ins/github/seed.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { reach, until } from '#test/support/journey-stages.ts';
import { replayRuns } from '#tools/replay-runs/replay-runs.ts';

const FILE = 'prompts/designer.md';
const VARIANT = 'prompts/designer.treatment.md';
const SIGN = 'Say it in half as many words.';
const IDEA = `Try a shorter prompt in ${FILE}, so that more plans are approved`;
const FORM = {
  ...{ goalMetric: 'plans_unedited', guardrailMetrics: ['design_cost'], smallestLift: '30' },
  surface: 'plans of the bot',
};
/** Threads of other processes of the bot, a day. */
const A_DAY = 320;
/** What people make of the plans of the journey's own threads. */
const ANSWERS = ['changed', 'approved', 'rejected', 'rejected'] as const;

let folder = '';
const original = readFileSync(FILE, 'utf8');
const shorter = `${original.trimEnd()}\n\n${SIGN}\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-prompt-'));
  cpSync('prompts', join(folder, 'prompts'), { recursive: true });
  // The bot of this journey is built from a main branch that holds the variant already: its experiment is not launched yet.
  writeFileSync(join(folder, VARIANT), shorter);
  const settings = readFileSync('docs/examples/own-prompts-settings.yaml', 'utf8');
  writeFileSync(join(folder, 'co-pilot.yaml'), settings.replace('acme/co-pilot', 'acme/shop'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A thread that takes part: since when, with which variant, and whether its plan was approved unedited. */
interface Thread {
  readonly at: number;
  readonly variant: string;
  readonly isUnedited: boolean;
}

/** Threads as `outcomesIn` tells of them, of processes beside the bot of the journey. */
function otherThreads({ running: { bot, sandbox } }: Journey) {
  const { uniform: random } = seededRandom(82);
  const taking: Thread[] = [];
  let threads = 0;
  const bare = { properties: null, consent: true } as const;
  const live = async (from: number, until: number) => {
    const exposures: GivenExposure[] = [];
    const observations: GivenObservation[] = [];
    const count = Math.round(((until - from) / DAY) * A_DAY);
    for (let one = 0; one < count; one += 1) {
      threads += 1;
      const thread = `other-thread-${threads}`;
      const at = from + Math.floor(((one + 0.5) * (until - from)) / count);
      const trial = (await bot.coPilot.agents.promptsFor?.({ key: thread, runs: [] }))?.designer.trial;
      const seen = { unit: thread, at, ...bare };
      if (trial !== undefined) {
        const { experiment: flag, variant } = trial;
        exposures.push({ ...seen, id: exposureId(thread, flag, variant), flag, variant });
      }
      const observed = (name: string, value: number | null = null) =>
        observations.push({ ...seen, id: observationId(thread, name), name, value });
      observed('designer_seconds', 2 + random());
      observed('designer_cost', 0.01 + random() / 1_000);
      observed('plan_decided');
      const isUnedited = random() < (trial?.variant === 'treatment' ? 0.62 : 0.45);
      if (isUnedited) observed('plan_approved_unedited');
      if (trial !== undefined) taking.push({ at, variant: trial.variant, isUnedited });
    }
    const { observations: recorded } = bot.coPilot;
    await recorded?.recordExposures(exposures, sandbox.clock.now());
    await recorded?.recordObservations(observations, sandbox.clock.now());
  };
  return { live, taking };
}

/** The designer's instructions for the thread of an idea, as the model heard them last. */
function instructionsFor({ running }: Journey, idea: string): string {
  const asked = running.sandbox.model?.requests() ?? [];
  const body = asked.findLast((one) => one.role === 'designer' && one.body.includes(idea))?.body ?? '{}';
  return JSON.parse(body).messages[0].content;
}

describe('an experiment of the bot on its own designer', () => {
  it('gives threads the prompt of their variant, and its looks show what people made of the plans', async () => {
    const files = { ...(await loadShopFiles()), [FILE]: original };
    await withJourney(
      async (journey) => {
        const { sandbox, bot } = journey.running;
        const others = otherThreads(journey);
        await others.live(sandbox.clock.now() - 14 * DAY, sandbox.clock.now() - MINUTE);
        const key = await journey.propose('mia', IDEA, { ...FORM, file: FILE });
        await reach(journey, key, ['in-review'], 0);
        expect((await journey.load(key)).request.file).toBe(FILE);
        await journey.press('priya', key, 'approve_plan');
        const { code } = await reach(journey, key, ['implemented'], 0);
        await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
        expect(await sandbox.github.readMain(VARIANT)).toBe(shorter);
        // The flag is off: nobody takes part.
        expect(
          (await bot.coPilot.agents.promptsFor?.({ key: 'any', runs: [] }))?.designer.trial,
        ).toBeUndefined();
        await journey.press('priya', key, 'launch');
        journey.running.onTime(others.live);
        await reach(journey, key, ['running'], 4);

        let treated = '';
        const mine: Thread[] = [];
        for (const [index, answer] of ANSWERS.entries()) {
          const idea = `Offer plan number ${index} of the season`;
          const thread = await journey.propose('mia', idea, FORM);
          if (answer === 'changed') {
            await journey.press('sam', thread, 'request_changes');
            await journey.fill('sam', { reason: 'Look at it once a week' });
          }
          await journey.press('priya', thread, answer === 'rejected' ? 'reject_plan' : 'approve_plan');
          if (answer === 'rejected') await journey.fill('priya', { reason: 'Another season' });
          await journey.running.advance(HOUR);
          const { runs } = await journey.load(thread);
          const isDesign = ({ prompt }: AgentRun) => prompt.startsWith('designer@');
          const trials = runs.filter(isDesign).map(({ trial }) => trial);
          const variant = trials[0]?.variant ?? '';
          expect(trials).toEqual(trials.map(() => ({ experiment: key, variant })));
          expect(instructionsFor(journey, idea).includes(SIGN)).toBe(variant === 'treatment');
          expect(runs.every((run) => isDesign(run) || run.trial === undefined)).toBe(true);
          if (variant === 'treatment') treated = thread;
          mine.push({ at: sandbox.clock.now(), variant, isUnedited: answer === 'approved' });
        }
        expect([...new Set(mine.map(({ variant }) => variant))].sort()).toEqual(['control', 'treatment']);

        await until(journey, key, ({ status }) => status === 'deciding', 28, 'a report to decide on');
        const { looks, runs } = await journey.load(key);
        const { analysis, until: end } = looks.snapshots.at(-1) ?? { until: 0 };
        const counted = (variant: string) =>
          [...others.taking, ...mine].filter((one) => one.variant === variant && one.at < end);
        const rate = (variant: string) =>
          counted(variant).filter(({ isUnedited }) => isUnedited).length / counted(variant).length;
        const [control, treatment] = [counted('control').length, counted('treatment').length];
        expect(analysis?.units).toEqual({ control, treatment });
        const goal = analysis?.comparisons.find(({ metric }) => metric === 'plans_unedited');
        expect(goal).toMatchObject({ kind: 'ok', verdict: 'better' });
        if (goal?.kind !== 'ok') throw new Error('no figures');
        expect(goal.controlMean).toBeCloseTo(rate('control'), 10);
        expect(goal.treatmentMean).toBeCloseTo(rate('treatment'), 10);
        // A variant is played again with the text that was asked, also by a program that has no such file.
        const played = await replayRuns(bot.coPilot.store, treated);
        const lines = played.flatMap((work) => work.lines);
        expect(lines.filter(({ what }) => what.startsWith('designer@'))).not.toEqual([]);
        expect(lines.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
        // Its own thread has the original from beginning to end.
        expect(runs.every(({ trial }) => trial === undefined)).toBe(true);
      },
      {
        ...{
          own: true,
          settingsFile: join(folder, 'co-pilot.yaml'),
          files,
          prompts: join(folder, 'prompts'),
        },
        ownRepository: 'acme/shop',
        scripts: {
          'file-writer': () => ({
            summary: 'Half as many words.',
            variants: [{ variant: 'treatment', content: shorter }],
          }),
        },
      },
    );
  });
});
