import { fileURLToPath } from 'node:url';
import type { SandboxModel } from '#app/config.ts';
import { variantPath } from '#domain/design/tested-file.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { signedPercent } from '#domain/figures.ts';
import { runSupportProgram } from '#sandbox/program/run-support-program.ts';
import { PROMPT_FILE, type SupportProgram } from '#sandbox/program/support-program.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import type { Logger } from '#shared/logger.ts';
import type { Check } from './facts.ts';
import { reach, waitUntil } from './play-experiment.ts';
import { remark, type Stage } from './stage.ts';

const SETTINGS = fileURLToPath(new URL('../program/co-pilot.yaml', import.meta.url));
const VARIANT = variantPath(PROMPT_FILE, 'treatment');

/** The story of a prompt: its name, what is typed, and what it is about. */
export const FILE_STORY = {
  name: 'A shorter prompt',
  idea: `Try a shorter prompt in ${PROMPT_FILE}, so that more tickets are solved`,
  about:
    'A program answers tickets with a prompt of the repository. The bot keeps flags and observations itself: PostHog is not configured. The program knows of no variant; what solves a ticket is the text that it reads, drawn with a fixed seed (60 % with the long prompt, 72 % with the short one).',
} as const;

/** A bot without PostHog, and the program that asks it. */
export async function runFileSandbox(
  log: Logger,
  model: SandboxModel,
): Promise<{ readonly running: RunningSandbox; readonly program: SupportProgram }> {
  const running = await runSandbox({
    ...{ log, own: true, settingsFile: SETTINGS },
    ...(model === null ? {} : { model }),
  });
  return { running, program: await runSupportProgram(running) };
}

/** Plays the story from the idea to the promoted prompt, and compares what came of it with what the program does. */
export async function playFileStory(stage: Stage, program: SupportProgram): Promise<readonly Check[]> {
  const { sandbox, bot } = stage.running;
  const key = await stage.propose('mia', FILE_STORY.idea, {});
  await reach(stage, key, ['in-review'], 0);
  await stage.press('priya', key, 'approve_plan');
  const { code } = await reach(stage, key, ['implemented'], 0);
  const original = await sandbox.github.readMain(PROMPT_FILE);
  await stage.merge('sam', code?.pullRequest.number ?? 0);
  stage.page.print([[], remark(`From now on the program asks for variantOf('${key}', run).`)]);
  program.ask(key);
  await stage.press('priya', key, 'launch');
  const running = await reach(stage, key, ['running'], 4);
  await reach(stage, key, ['deciding'], designOf(running).plan.sizing.days + 3);
  await stage.press('priya', key, 'decide_ship');
  await waitUntil(stage, key, 1, ({ cleanUp }) => cleanUp?.pullRequest != null, 'the promotion');
  const variant = await sandbox.github.readMain(VARIANT);
  const { cleanUp } = await stage.load(key);
  const [message = ''] = await sandbox.github.commitsOf(cleanUp?.pullRequest?.branch ?? '');
  await stage.merge('sam', cleanUp?.pullRequest?.number ?? 0);
  const ended = await reach(stage, key, ['completed'], 2);
  const isPromoted = original !== variant && (await sandbox.github.readMain(PROMPT_FILE)) === variant;
  const isGone = (await sandbox.github.readMain(VARIANT)) === null;
  return [
    check('recommendation of the rules', 'ship', latestSnapshot(ended)?.verdict.recommendation ?? 'none'),
    check('lift', 'its interval holds +20.00 %', liftWords(ended)),
    check(
      'the prompt on main',
      'the variant, byte for byte',
      isPromoted ? 'the variant, byte for byte' : 'another text',
    ),
    check('the variant’s file', 'removed', isGone ? 'removed' : 'still there'),
    check('commit message', 'says the lift', /lift \+\d/.test(message) ? 'says the lift' : message),
    check(
      'flag at the end',
      'removed',
      (await bot.coPilot.flags.read(key)) === null ? 'removed' : 'still there',
    ),
    check('requests to PostHog', '0', String(sandbox.posthog.requests.length)),
    check('status', 'completed', ended.status),
  ];
}

/** Whether the last look found the lift that the program has: 72 % after 60 %. */
function liftWords(experiment: Experiment): string {
  const goal = latestSnapshot(experiment)?.analysis.comparisons.find(({ role }) => role === 'goal');
  const interval = goal?.kind === 'ok' ? goal.liftInterval : null;
  if (interval === null) return 'none';
  const { lower, upper } = interval;
  const isWithin = lower <= 0.2 && upper >= 0.2;
  return isWithin ? 'its interval holds +20.00 %' : `${signedPercent(lower)} to ${signedPercent(upper)}`;
}

function check(name: string, expected: string, found: string): Check {
  return { name, expected, found };
}
