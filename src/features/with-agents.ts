import type { AgentDeps } from '#agents/ask.ts';
import { BOT } from '#domain/actor.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { Experiment } from '#domain/experiment.ts';
import {
  CEILINGS,
  type Ceiling,
  type Ceilings,
  ceilingOf,
  reachedWords,
  together,
  usedBy,
} from '#domain/spending/ceilings.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { DAY } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

type Needs = Pick<CoPilot, 'agents' | 'clock' | 'store' | 'loadUnseen'>;

/** What keeps the books of the agents' work. */
export type Books = Needs & Pick<CoPilot, 'execute' | 'log'>;

/** What all experiments have used today. */
export type DayUse = () => Promise<Ceiling>;

/** Reads what the unfinished experiments have used since midnight UTC, once: many pieces of work may share it. */
export function createDayUse(coPilot: Needs): DayUse {
  let use: Promise<Ceiling> | null = null;
  return () => {
    use ??= usedToday(coPilot);
    return use;
  };
}

/**
 * Work of the agents on one experiment. Calls that it does not record itself, because a fault breaks it off or its result is no longer wanted, are
 * recorded at its end: they were paid for. Throws what the work throws.
 */
export async function withAgents<Value>(
  coPilot: Books,
  experiment: Experiment,
  work: (agents: AgentDeps) => Promise<Value>,
  dayUse: DayUse = createDayUse(coPilot),
): Promise<Value> {
  const noted: AgentRun[] = [];
  try {
    return await work(metered(coPilot, { experiment, noted, dayUse }));
  } finally {
    await recordCalls(coPilot, experiment.key, noted).catch((thrown: unknown) => {
      coPilot.log.warn('calls of a model are not in the books', faultFields(toAppError(thrown)));
    });
  }
}

/** Those of the calls that the journal does not hold yet. */
async function recordCalls(
  { execute, loadUnseen, clock }: Books,
  key: string,
  noted: readonly AgentRun[],
): Promise<void> {
  if (noted.length === 0) return;
  const known = new Set((await loadUnseen(key))?.runs.map(callId));
  const runs = noted.filter((run) => !known.has(callId(run)));
  if (runs.length > 0) await execute(key, { name: 'recordCalls', runs, actor: BOT, at: clock.now() });
}

function callId({ inputHash, outputHash, at }: AgentRun): string {
  return `${inputHash} ${outputHash} ${at}`;
}

/**
 * The agents at work on one experiment: before each question the ceilings are looked at, and each answer is counted. What another process asks
 * meanwhile counts once it is in the journal.
 */
function metered(
  coPilot: Needs,
  { experiment, noted, dayUse }: { experiment: Experiment; noted: AgentRun[]; dayUse: DayUse },
): AgentDeps {
  const { agents, clock } = coPilot;
  const stop = async () => {
    const now = usedBy(noted);
    const own = ownStop(experiment, now, ceilingsOf(coPilot));
    if (own !== null) return own;
    return dayStop(together(await dayUse(), now), ceilingsOf(coPilot));
  };
  return { ...agents, meter: { stop, note: (run) => noted.push(run), now: () => clock.now() } };
}

/** Why work that stopped at a ceiling cannot go on yet; null if there is room. */
export async function ceilingReached(coPilot: Needs, experiment: Experiment) {
  const ceilings = ceilingsOf(coPilot);
  return ownStop(experiment, usedBy([]), ceilings) ?? dayStop(await usedToday(coPilot), ceilings);
}

function ceilingsOf({ agents }: Needs): Ceilings {
  return agents.ceilings ?? CEILINGS;
}

function ownStop(experiment: Experiment, now: Ceiling, ceilings: Ceilings) {
  const used = together(usedBy(experiment.runs), now);
  const words = reachedWords(used, ceilingOf(experiment, ceilings));
  if (words === null) return null;
  return { reason: 'ceiling', detail: `The agents have used ${words} for this experiment.` } as const;
}

function dayStop(used: Ceiling, { day }: Ceilings) {
  const words = reachedWords(used, day);
  if (words === null) return null;
  return {
    reason: 'day-ceiling',
    detail: `The agents have used ${words} for all experiments today.`,
  } as const;
}

/** What the unfinished experiments have used since midnight UTC. */
async function usedToday({ store, loadUnseen, clock }: Needs): Promise<Ceiling> {
  const midnight = Math.floor(clock.now() / DAY) * DAY;
  let used: Ceiling = usedBy([]);
  for (const { key } of await unfinishedLines(store)) {
    const runs = (await loadUnseen(key))?.runs ?? [];
    used = together(used, usedBy(runs.filter(({ at = 0 }) => at >= midnight)));
  }
  return used;
}
