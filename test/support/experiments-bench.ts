import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Command } from '#domain/command.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { createExecute } from '#journal/execute.ts';
import { loadExperiment } from '#journal/load.ts';
import type { Execute, Performance, Performer, Performers } from '#journal/perform.ts';
import { createRedeliver } from '#journal/redeliver.ts';
import { createWorker, type Worker, type WorkerNeeds } from '#journal/worker.ts';
import type { PortName } from '#ports/ports.ts';
import type { Store } from '#ports/store.ts';
import type { Clock } from '#shared/clock.ts';
import type { Vendor } from '#shared/fault-codes.ts';
import type { LogFields, Logger } from '#shared/logger.ts';
import { propose, START } from '#test/support/experiments.ts';

export interface ManualClock extends Clock {
  set(at: number): void;
}

/** A clock that only moves when told. */
export function manualClock(start = START): ManualClock {
  let now = start;
  return {
    now: () => now,
    set: (at) => {
      now = at;
    },
  };
}

export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that can be read. */
export function readableLog(): { readonly log: Logger; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: keyof Logger) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields });
    };
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, lines };
}

const FILLS: Readonly<Partial<Record<PortName, Vendor>>> = {
  ...{
    chat: 'slack',
    codeHost: 'github',
    codeReview: 'github',
    model: 'model',
    flags: 'posthog',
    metrics: 'posthog',
  },
};
/** As if every port were filled by the vendor of today. */
export const vendorOfPort = (port: PortName): Vendor | null => FILLS[port] ?? null;

/** What performers of every kind are given. */
export type Seen = Omit<Performance, 'effect'> & { readonly effect: Effect };
export type Behaviour = (seen: Seen) => Promise<void>;

/** A store, an execute and performers that write down what they did, for tests of the worker. */
export interface Bench {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly lines: LogLine[];
  readonly execute: Execute;
  /** `<effect key> <kind> #<attempts>`, in the order in which performers were called. */
  readonly performed: string[];
  /** What a performer does after it was written down, by effect key or by kind. */
  readonly behave: Map<string, Behaviour>;
  worker(name: string, changes?: Partial<WorkerNeeds>): Worker;
  propose(key: string): Promise<void>;
  run(key: string, command: Command): Promise<Experiment>;
  load(key: string): Promise<Experiment>;
}

/** Sets up a bench on a SQLite store in memory, or on a given one. */
export async function createBench(given?: Store): Promise<Bench> {
  const store = given ?? (await openSqliteStore(':memory:'));
  const clock = manualClock();
  const { log, lines } = readableLog();
  const execute = createExecute({ store, log });
  const performed: string[] = [];
  const behave = new Map<string, Behaviour>();
  const performers = recordingPerformers(performed, behave, createRedeliver({ store, clock }));
  const run = async (key: string, command: Command) => {
    const result = await execute(key, command);
    if (result.kind === 'refused') throw new Error(`refused: ${result.problem.code}`);
    return result.value.experiment;
  };
  return {
    ...{ store, clock, lines, execute, performed, behave, run },
    worker: (name, changes = {}) =>
      createWorker({
        ...{ store, clock, log, execute, performers, worker: name, random: () => 0.5, leaseMs: 60_000 },
        vendorOf: vendorOfPort,
        ...changes,
      }),
    propose: async (key) => {
      await run(key, propose(clock.now()));
    },
    load: async (key) => {
      const experiment = await loadExperiment(store, key);
      if (experiment === null) throw new Error(`no experiment ${key}`);
      return experiment;
    },
  };
}

function recordingPerformers(
  performed: string[],
  behave: ReadonlyMap<string, Behaviour>,
  redeliver: Performer<'redeliver'>,
): Performers {
  const record = async (performance: Seen) => {
    const { key, effect, attempts } = performance;
    performed.push(`${key} ${effect.kind} #${attempts}`);
    await (behave.get(key) ?? behave.get(effect.kind))?.(performance);
  };
  return {
    post: record,
    card: record,
    stamp: record,
    design: record,
    implement: record,
    revise: record,
    'answer-remarks': record,
    'mark-ready': record,
    'clean-up': record,
    record,
    handoff: record,
    flag: record,
    redeliver: async (performance) => {
      await record(performance);
      await redeliver(performance);
    },
  };
}

/** A promise that is resolved from outside. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
