import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Experiment } from '#domain/experiment.ts';
import { loadExperiment } from '#journal/load.ts';
import { mergePullRequest } from '#sandbox/run/merge-pull-request.ts';
import { SANDBOX_CHANNEL, SANDBOX_START } from '#sandbox/run-sandbox.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { MINUTE } from '#shared/clock.ts';
import { PATIENT } from '#test/support/patience.ts';
import { type ChildBot, startChildBot } from './child-bot-process.ts';
import { FORM, IDEA, wholeForm } from './journey.ts';
import { buttonsIn } from './journey-buttons.ts';
import { type Gate, type Moment, startGate } from './journey-gate.ts';

/** A retry, or the end of a dead process's lease, that is due within this time is waited for. */
const PATIENCE = 15 * MINUTE;

/** The bot in a process that can be killed, stand-ins that outlive it, and gates in between. */
export interface CrashJourney {
  readonly sandbox: Sandbox;
  readonly gates: Readonly<Record<'slack' | 'github' | 'posthog', Gate>>;
  load(key: string): Promise<Experiment>;
  thread(key: string): Promise<readonly SlackMessage[]>;
  propose(): Promise<string>;
  press(person: string, key: string, actionId: string): Promise<void>;
  merge(number: number): Promise<void>;
  /** Works until nothing is due and no retry or lease is waiting. */
  settle(): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  /** Lets the bot work until the moment is held, kills it there, and starts it again. */
  crashAt(gate: Gate, moment: Moment): Promise<void>;
  /** Kills the bot before it has done anything more, and starts it again. */
  crashNow(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the stand-ins, the gates and the bot. */
export async function startCrashJourney(): Promise<CrashJourney> {
  const folder = await mkdtemp(join(tmpdir(), 'experiment-crash-'));
  const clock = createVirtualClock(SANDBOX_START);
  const sandbox = await startSandbox({ clock, databaseFile: join(folder, 'journal.sqlite') });
  const store = await openSqliteStore(sandbox.config.databaseFile);
  const gates = {
    slack: await startGate(sandbox.slack.url),
    github: await startGate(sandbox.github.url),
    posthog: await startGate(sandbox.posthog.url),
  };
  let bot: ChildBot = await startChildBot(configOf(sandbox, gates, 0), clock.now());
  await sandbox.connect(bot.port);
  const restart = async () => {
    await bot.kill();
    bot = await startChildBot(configOf(sandbox, gates, bot.port), clock.now());
  };
  const settle = async () => {
    for (;;) {
      const { done, due } = await bot.work(clock.now());
      if (done > 0) continue;
      if (due === null || due > clock.now() + PATIENCE) return;
      clock.advance(due - clock.now());
    }
  };
  const load = async (key: string) => {
    const experiment = await loadExperiment(store, key);
    if (experiment === null) throw new Error(`there is no experiment ${key}`);
    return experiment;
  };
  const committed = async (act: () => Promise<unknown>) => {
    const before = bot.commits();
    await act();
    await vi.waitFor(() => {
      if (bot.commits() === before) throw new Error('nothing was committed');
    }, PATIENT);
  };
  const journey = { sandbox, gates, load, settle, committed };
  return {
    ...journey,
    ...people(journey),
    advance: async (milliseconds) => {
      clock.advance(milliseconds);
      await settle();
    },
    crashAt: async (gate, moment) => {
      const held = gate.holdAt(moment);
      // It never answers: it is killed at its work.
      void bot.work(clock.now());
      await held;
      await restart();
    },
    crashNow: restart,
    close: async () => {
      await bot.kill();
      await Promise.all(Object.values(gates).map((gate) => gate.close()));
      await store.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Gates = CrashJourney['gates'];

function configOf({ config }: Sandbox, gates: Gates, port: number): Sandbox['config'] {
  return {
    ...config,
    slack: { ...config.slack, apiUrl: `${gates.slack.url}/api/`, port },
    github: { ...config.github, baseUrl: gates.github.url },
    posthog: { ...config.posthog, host: gates.posthog.url },
  };
}

interface Needs extends Pick<CrashJourney, 'sandbox' | 'load'> {
  /** Acts, and waits until the bot has told of a commit. */
  readonly committed: (act: () => Promise<unknown>) => Promise<void>;
}

function people({ sandbox, load, committed }: Needs) {
  const { slack } = sandbox;
  const thread = async (key: string) => {
    const {
      delivery: { channel, threadTs },
    } = await load(key);
    return slack.thread(channel, threadTs ?? '');
  };
  return {
    thread,
    propose: async () => {
      const mia = slack.as('mia');
      await mia.command('/experiment', wholeForm(IDEA), { channel: SANDBOX_CHANNEL });
      const view = await vi.waitFor(() => {
        const open = slack.openViews('mia').at(-1);
        if (open === undefined) throw new Error('the form is not open yet');
        return open;
      }, PATIENT);
      await committed(() => mia.submitModal(view, FORM));
      return 'move-the-first-gate-from-level-30-to';
    },
    press: async (person: string, key: string, actionId: string) => {
      const spot = (await thread(key)).findLast(({ blocks }) => buttonsIn(blocks).includes(actionId));
      if (spot === undefined) throw new Error(`nobody can press ${actionId} now`);
      await committed(() => slack.as(person).press(spot, { actionId }));
    },
    merge: (number: number) => committed(() => mergePullRequest(sandbox, number, 'sam')),
  };
}
