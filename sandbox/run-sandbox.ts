import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Bot } from '#app/bot.ts';
import { compose } from '#app/compose.ts';
import type { SandboxModel } from '#app/config.ts';
import type { KeptEvents } from '#app/own-observations.ts';
import type { Ceilings } from '#domain/spending/ceilings.ts';
import { mergePullRequest } from '#sandbox/run/merge-pull-request.ts';
import { ownPlatform } from '#sandbox/run/own-platform.ts';
import { createQuiet, type Quiet } from '#sandbox/run/quiet.ts';
import { staged, stageOf } from '#sandbox/run/stage-of.ts';
import type { RepositoryFiles } from '#sandbox/stand-ins/github/seed.ts';
import type { Scripts } from '#sandbox/stand-ins/openai/scripts.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { hillstrom } from '#sandbox/stand-ins/posthog/scenarios/hillstrom.ts';
import { sameTwice } from '#sandbox/stand-ins/posthog/scenarios/known-truth.ts';
import type { World } from '#sandbox/stand-ins/posthog/world.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** A Monday morning: the sandbox begins here unless told otherwise. */
export const SANDBOX_START = Date.UTC(2026, 8, 7, 9);
/** The channel in which people play. */
export const SANDBOX_CHANNEL = 'growth';
/**
 * The published experiments and the A/A. Nothing is published on how Cookie Cats' totals came about from day to day;
 * under this seed they come about as such totals do on average: half-way z is −2.2, two thirds of what stops it early.
 */
export const SANDBOX_SCENARIOS: readonly Scenario[] = [{ ...cookieCats, seed: 9 }, hillstrom, sameTwice];
/** Rounds of work that one act may cause before something must be running in circles. */
const ROUNDS = 200;
/** A retry that is due within this time is waited for on the virtual clock: less than what is put off for as long as may be. */
const PATIENCE = 15 * MINUTE - 1;

export interface RunOptions {
  readonly log: Logger;
  /** Milliseconds since 1970 at which the virtual clock begins. */
  readonly start?: number;
  /** See `SandboxOptions`. */
  readonly port?: number;
  /** A file of one's own in the temporary folder, removed at the end, if left out. */
  readonly databaseFile?: string;
  readonly model?: SandboxModel;
  readonly scenarios?: readonly Scenario[];
  /** What answers PostHog's figures in place of the scenarios. */
  readonly figures?: Pick<World, 'look' | 'baseline'>;
  /** The file that settings come from; those of the sandbox if left out. */
  readonly settingsFile?: string;
  /** See `SandboxOptions`. */
  readonly settingsMayChange?: true;
  /** Nothing is set up, and no file governs. */
  readonly isNew?: boolean;
  /** Files of the repository; those of the shop if left out. */
  readonly files?: RepositoryFiles;
  /** What the agents may use; the defaults if it is left out. */
  readonly ceilings?: Ceilings | undefined;
  /** Answers of the scripted model in place of its rules. */
  readonly scripts?: Scripts;
  /** Keeps what applications observe; nothing of it is kept if left out. The bot closes it. */
  readonly events?: KeptEvents;
  /** The bot keeps flags and observations itself, and PostHog is not configured. */
  readonly own?: true;
  /** The folder of the prompts; the product's own if left out. */
  readonly prompts?: string;
  /** The repository of the prompts, if they may be under an experiment. */
  readonly ownRepository?: string;
}

/** How time passes: in steps of so many milliseconds, until `goOn` says no. */
export interface Pace {
  readonly step?: number;
  readonly goOn?: () => boolean | Promise<boolean>;
  readonly onStep?: () => void;
}

/** The composed bot with the sandbox around it, both listening, on a virtual clock. */
export interface RunningSandbox {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  /** Of the bot's own server. */
  readonly port: number;
  /** Lets a person act, waits until the bot has answered, and settles what follows from it. */
  act(work: () => Promise<Outcome>): Promise<Outcome>;
  /** Merges a pull request on GitHub as a person, waits until the bot has heard of it by webhook, and settles. */
  merge(number: number, person: string): Promise<void>;
  /** Works until no effect and no job is due and no retry is waiting. */
  settle(): Promise<void>;
  /** What goes on while time passes, before the bot does what is due: called with each step of it. */
  onTime(live: (from: number, until: number) => Promise<void>): void;
  /** Moves the clock on by so many milliseconds in steps, doing at each what is due. */
  advance(milliseconds: number, pace?: Pace): Promise<void>;
  close(): Promise<void>;
}

/** Starts the stand-ins, the store and the bot, and connects them. */
export async function runSandbox(options: RunOptions): Promise<RunningSandbox> {
  const clock = createVirtualClock(options.start ?? SANDBOX_START);
  const file = await databaseFile(options.databaseFile);
  const sandbox = await startSandbox({
    clock,
    databaseFile: file.path,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.model == null ? {} : { model: options.model }),
    scenarios: options.scenarios ?? SANDBOX_SCENARIOS,
    ...(options.figures === undefined ? {} : { figures: options.figures }),
    ...(options.settingsFile === undefined ? {} : { settingsFile: options.settingsFile }),
    ...(options.settingsMayChange === undefined ? {} : { settingsMayChange: true as const }),
    ...(options.isNew === undefined ? {} : { isNew: options.isNew }),
    ...(options.files === undefined ? {} : { files: options.files }),
    ...(options.scripts === undefined ? {} : { scripts: options.scripts }),
  });
  const store = await openSqliteStore(file.path);
  const quiet = createQuiet();
  sandbox.slack.onChange(quiet.note);
  const own = options.own === true ? await ownPlatform(sandbox.config) : null;
  const config = own?.config ?? sandbox.config;
  const bot: Bot = compose(
    {
      ...{ ...config, ...staged(sandbox.config, () => stage), ceilings: options.ceilings },
      ownRepository: options.ownRepository ?? null,
    },
    {
      ...{ clock, log: options.log, store, onCommitted: quiet.note },
      ...(own === null ? {} : { events: own.events }),
      ...(options.events === undefined ? {} : { events: options.events }),
      ...(options.prompts === undefined ? {} : { prompts: options.prompts }),
    },
  );
  await bot.begin();
  const port = (await bot.listen()) ?? 0;
  await sandbox.connect(port);
  const settle = () => settleOn({ bot, clock, nextDueAt: () => store.nextDueAt() });
  const acts = actsOn(sandbox, quiet, settle);
  const undecided = async () =>
    (await store.summaries({ limit: 1_000 }))
      .filter(({ waiting }) => waiting?.act === 'decide')
      .map(({ key }) => key);
  const stage = stageOf(sandbox, { ...acts, settle, undecided });
  return {
    ...{ sandbox, bot, port, settle, ...acts },
    close: async () => {
      await bot.jobs.stop();
      await bot.worker.stop();
      await bot.close();
      await sandbox.close();
      await store.close();
      await file.remove();
      await own?.remove();
    },
  };
}

/** What people and time do, each followed by what the bot makes of it. */
function actsOn(
  sandbox: Sandbox,
  quiet: Quiet,
  settle: () => Promise<void>,
): Pick<RunningSandbox, 'act' | 'merge' | 'advance' | 'onTime'> {
  const lives: ((from: number, until: number) => Promise<void>)[] = [];
  const answered = async <Value>(work: () => Promise<Value>, expectsSign: (value: Value) => boolean) => {
    const value = await quiet.after(work, expectsSign);
    await settle();
    await quiet.rest();
    return value;
  };
  return {
    act: (work) => answered(work, isHeard),
    merge: (number, person) =>
      answered(
        () => mergePullRequest(sandbox, number, person),
        () => true,
      ),
    onTime: (live) => {
      lives.push(live);
    },
    advance: async (milliseconds, { step = HOUR, goOn = () => true, onStep } = {}) => {
      for (let left = milliseconds; left > 0 && (await goOn()); left -= step) {
        const from = sandbox.clock.now();
        sandbox.clock.advance(Math.min(step, left));
        for (const live of lives) await live(from, sandbox.clock.now());
        await settle();
        onStep?.();
      }
    },
  };
}

/** Whether an act reached the bot and was taken, so that something must follow. */
function isHeard({ isSent, problem, errors }: Outcome): boolean {
  return isSent && problem === null && Object.keys(errors).length === 0;
}

interface Settling {
  readonly bot: Bot;
  readonly clock: Sandbox['clock'];
  readonly nextDueAt: () => Promise<number | null>;
}

async function settleOn({ bot, clock, nextDueAt }: Settling): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await bot.worker.drain();
    await bot.jobs.tick();
    const after = await bot.worker.drain();
    if (before + after > 0) continue;
    const due = await nextDueAt();
    if (due === null || due > clock.now() + PATIENCE) return;
    clock.advance(due - clock.now());
  }
  throw new Error(`the sandbox does not come to rest within ${ROUNDS} rounds`);
}

async function databaseFile(path: string | undefined) {
  if (path !== undefined) return { path, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'experiment-sandbox-'));
  return {
    path: join(folder, 'sandbox.sqlite'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
