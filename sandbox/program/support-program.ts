import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFileTrials } from '#evaluation/file-trials.ts';
import { createLocalFlags } from '#evaluation/local-flags.ts';
import type { RunningSandbox } from '#sandbox/run-sandbox.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';

/** The file that the program reads for every ticket. */
export const PROMPT_FILE = 'prompts/support.md';
const SECOND = 1_000;
/** Tickets in an hour. */
const AN_HOUR = 60;
/** Longer prompts than this solve less, in characters. */
const LONG = 450;
const SOLVED = { long: 0.6, short: 0.72 } as const;
/** How long a new key is waited for: tries, and real milliseconds between two. */
const TRIES = 60;
const TRY_EVERY = 50;
/** Days of tickets before the bot was asked anything. */
const HISTORY_DAYS = 14;

/** What the program needs to reach the bot. */
export interface ProgramKeys {
  readonly flagsUrl: string;
  readonly flagsKey: string;
  readonly apiUrl: string;
  readonly token: string;
}

/** A program that answers tickets with a prompt of the repository, as it is on the main branch. */
export interface SupportProgram {
  /** The weeks before: tickets, and no experiment. */
  readonly remember: () => Promise<void>;
  /** Names the experiment whose variants it asks for from now on. */
  readonly ask: (experiment: string) => void;
  /** Answers the tickets that came from one moment to another, with what is on the main branch by then. */
  readonly live: (from: number, until: number) => Promise<void>;
  /** Tickets so far, by the file with which they were answered. */
  readonly answered: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

/** Starts the program. What solves a ticket is the text that it reads, by a fixed seed: it knows of no variant. */
export async function startSupportProgram(
  { sandbox }: Pick<RunningSandbox, 'sandbox'>,
  { flagsUrl, flagsKey, apiUrl, token }: ProgramKeys,
): Promise<SupportProgram> {
  const root = await mkdtemp(join(tmpdir(), 'support-program-'));
  const { uniform: random } = seededRandom(79);
  const answered = new Map<string, number>();
  let at = sandbox.clock.now();
  let experiment: string | null = null;
  let tickets = 0;
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => void faults.push(fault);
  // The clock of the sandbox passes by the hour, so the program asks and sends by itself and not by timers.
  const never = 2 ** 31 - 1;
  const flags = createLocalFlags({ url: flagsUrl, key: flagsKey, everyMs: never, onFault });
  const trials = createFileTrials({
    ...{ flags, root, url: apiUrl, token, everyMs: never, onFault },
    now: () => at,
  });
  const send = async () => {
    at = sandbox.clock.now();
    if (!(await trials.flush()) || faults.length > 0)
      throw new Error(`the bot took no rows: ${String(faults[0])}`);
  };
  const answer = (when: number) => {
    at = when;
    tickets += 1;
    const run = `ticket-${tickets}`;
    trials.record(run, 'run_started');
    const path = experiment === null ? PROMPT_FILE : trials.variantOf(experiment, run, PROMPT_FILE).path;
    const { length } = readFileSync(join(root, path), 'utf8');
    answered.set(path, (answered.get(path) ?? 0) + 1);
    at = when + SECOND;
    trials.record(run, 'answered', 2 + length / 400 + random());
    if (random() < (length > LONG ? SOLVED.long : SOLVED.short)) trials.record(run, 'ticket_solved');
    else if (random() < 0.3) trials.record(run, 'ticket_handed_over');
  };
  let deployed = '';
  const live = async (from: number, until: number) => {
    const head = await sandbox.github.headOfMain();
    if (head !== deployed) await deploy(sandbox, root);
    deployed = head;
    if (!(await flags.refresh())) throw new Error(`the bot gave no flags: ${String(faults[0])}`);
    const count = Math.round(((until - from) / HOUR) * AN_HOUR);
    for (let one = 0; one < count; one += 1) {
      answer(from + Math.floor(((one + 0.5) * (until - from)) / count));
      if (one % 400 === 399) await send();
    }
    await send();
  };
  return {
    answered,
    live,
    ask: (key) => {
      experiment = key;
    },
    remember: async () => {
      // A running bot takes a new key over within a second.
      for (let tries = 0; tries < TRIES && !(await flags.refresh()); tries += 1) await sleep(TRY_EVERY);
      faults.splice(0);
      await live(sandbox.clock.now() - HISTORY_DAYS * DAY, sandbox.clock.now() - SECOND);
    },
    close: async () => {
      flags.stop();
      await trials.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Puts the prompts of the main branch into the folder that the program reads, and nothing else. */
async function deploy({ github }: Pick<RunningSandbox['sandbox'], 'github'>, root: string): Promise<void> {
  const paths = (await github.listMain()).filter((path) => path.startsWith('prompts/'));
  rmSync(join(root, 'prompts'), { recursive: true, force: true });
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), (await github.readMain(path)) ?? '');
  }
}
