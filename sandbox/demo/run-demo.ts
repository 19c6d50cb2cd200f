import type { SandboxModel } from '#app/config.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { numbersWithin } from '#sandbox/terminal/buttons.ts';
import { createFeed } from '#sandbox/terminal/feed.ts';
import { type Line, line, span } from '#sandbox/terminal/line.ts';
import { modalLines } from '#sandbox/terminal/modal.ts';
import { namesOf } from '#sandbox/terminal/names.ts';
import type { Page } from '#sandbox/terminal/page.ts';
import type { Logger } from '#shared/logger.ts';
import { DEMO_EXPERIMENTS, type DemoExperiment } from './experiments.ts';
import { type Check, checksOf } from './facts.ts';
import { FILE_STORY, playFileStory, runFileSandbox } from './file-story.ts';
import { playExperiment } from './play-experiment.ts';
import { createStage, type Stage } from './stage.ts';

export interface DemoOptions {
  readonly page: Page;
  readonly columns: number;
  readonly log: Logger;
  /** A real model in place of the scripted one. */
  readonly model?: SandboxModel;
  readonly experiments?: readonly DemoExperiment[];
  /** The experiment on a file is played, too; true if `experiments` is left out. */
  readonly withFile?: boolean;
  /** See `RunOptions`. */
  readonly databaseFile?: string;
  readonly scenarios?: readonly Scenario[];
}

/** How the demo ended; `lastLine` is what it printed last. */
export interface DemoResult {
  readonly played: number;
  readonly failed: number;
  readonly lastLine: string;
}

/**
 * Plays the experiments one after the other in one sandbox, and the one on a file in a sandbox without PostHog; compares each with what is
 * published or known.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { page, experiments = DEMO_EXPERIMENTS, model = null } = options;
  const { withFile = options.experiments === undefined } = options;
  const played = experiments.length + (withFile ? 1 : 0);
  try {
    page.print(introduction(played, model));
    const met = await playAll(options, experiments, played);
    if (withFile) {
      page.print(chapter(played - 1, played, FILE_STORY));
      met.push(await playFile(options));
    }
    const failed = met.filter((isAsExpected) => !isAsExpected).length;
    const lastLine = `Demo: ${played} ${played === 1 ? 'experiment' : 'experiments'}, ${played - failed} as expected, ${failed} failed`;
    page.progress(null);
    page.print([[], line(lastLine)]);
    return { played, failed, lastLine };
  } finally {
    page.progress(null);
  }
}

/** The experiments with PostHog, each true if it came out as expected. */
async function playAll(
  { page, columns, log, model, databaseFile, scenarios }: DemoOptions,
  experiments: readonly DemoExperiment[],
  count: number,
): Promise<boolean[]> {
  const running = await runSandbox({
    log,
    ...(model == null ? {} : { model }),
    ...(databaseFile === undefined ? {} : { databaseFile }),
    ...(scenarios === undefined ? {} : { scenarios }),
  });
  try {
    showEverything(running, page, columns);
    const stage = createStage(running, page);
    const met: boolean[] = [];
    for (const [index, experiment] of experiments.entries()) {
      page.print(chapter(index, count, experiment));
      met.push(await playOne(stage, experiment, index === 0));
    }
    return met;
  } finally {
    await running.close();
  }
}

/** The experiment on a file, with flags and observations of the bot's own. */
async function playFile({ page, columns, log, model = null }: DemoOptions): Promise<boolean> {
  const { running, program } = await runFileSandbox(log, model);
  try {
    showEverything(running, page, columns);
    const checks = await playFileStory(createStage(running, page), program);
    page.print([[], line('Compared with what the program does:', 'bold'), ...checks.map(checkLine)]);
    return checks.every(isMet);
  } catch (thrown) {
    return notPlayed(page, thrown);
  } finally {
    await program.close();
    await running.close();
  }
}

function introduction(count: number, model: SandboxModel): readonly Line[] {
  const words =
    model === null
      ? 'scripted answers; no model is called (set OPENAI_API_KEY to use one)'
      : `real, ${model.model}`;
  return [
    line('Experiment co-pilot: the whole loop, from an idea in Slack to a merged clean-up', 'bold'),
    line(
      `${count} experiments through the real bot; Slack, GitHub and PostHog are stand-ins on this machine.`,
    ),
    line(
      '• People: @mia asks, @priya approves, @sam merges. Lines with » are what they do; the rest is what Slack shows.',
    ),
    line(`• Model: ${words}.`),
    line(
      '• Figures: replayed from published experiments, or drawn with a fixed seed; each chapter says which. Time is virtual.',
    ),
  ];
}

function chapter(
  index: number,
  count: number,
  { name, about }: Pick<DemoExperiment, 'name' | 'about'>,
): readonly Line[] {
  return [[], line(`━━ ${index + 1} of ${count}: ${name} ━━`, 'bold'), line(about, 'dim')];
}

function showEverything({ sandbox: { slack } }: RunningSandbox, page: Page, columns: number): void {
  const look = { columns, names: namesOf(slack.snapshot()) };
  const feed = createFeed({
    look,
    numbersFor: ({ blocks }) => numbersWithin(blocks),
    reader: () => null,
    foldsRepeats: true,
  });
  slack.onChange((change) => {
    if (change.kind === 'view-updated')
      page.print(modalLines(change.view, { ...look, numberOf: () => null }));
    else page.print(feed.linesFor(change));
  });
}

async function playOne(stage: Stage, experiment: DemoExperiment, refusalFirst: boolean): Promise<boolean> {
  try {
    const facts = await playExperiment(stage, experiment, refusalFirst);
    const { source } = stage.running.sandbox.posthog.scenarioOf(facts.experiment.key);
    const checks = checksOf(experiment, facts);
    stage.page.print([
      [],
      line(`Compared with what is known (${source}):`, 'bold'),
      ...checks.map(checkLine),
    ]);
    return checks.every(isMet);
  } catch (thrown) {
    return notPlayed(stage.page, thrown);
  }
}

function notPlayed(page: Page, thrown: unknown): false {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  page.print([[], line(`✗ The experiment could not be played to its end: ${reason}`, 'danger')]);
  return false;
}

function isMet({ expected, found }: Check): boolean {
  return expected === found;
}

function checkLine(check: Check): Line {
  const { name, expected, found } = check;
  if (isMet(check)) return [span('✓ ', 'primary'), span(`${name}: ${found}`)];
  return [span('✗ ', 'danger'), span(`${name}: should be ${expected}, is ${found}`, 'bold')];
}
