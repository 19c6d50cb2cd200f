import type { AgentDeps } from '#agents/ask.ts';
import type { Keeper } from '#agents/keeper.ts';
import { BOT } from '#domain/actor.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { usedBy } from '#domain/spending/ceilings.ts';
import { ceilingReached, createDayUse, type DayUse } from '#features/ceiling-reached.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { createKeeper } from '#features/keep-runs.ts';
import { keepWork } from '#features/work-tape/keep-work.ts';
import { overTape } from '#features/work-tape/over-tape.ts';
import { createRecorder } from '#features/work-tape/recorder.ts';
import type { Performance, Performer } from '#journal/perform.ts';
import { inCanonicalOrder } from '#shared/canonical-json.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/** What keeps the books of the agents' work. */
export type Books = Pick<CoPilot, 'agents' | 'clock' | 'store' | 'loadUnseen' | 'execute' | 'log'>;

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
    const { agents } = coPilot;
    // One text for the whole piece of work, whatever becomes of the experiment on it meanwhile.
    const prompts = (await agents.promptsFor?.(experiment)) ?? agents.prompts;
    const own = { ...coPilot, agents: { ...agents, prompts } };
    return await work(metered(own, { experiment, noted, dayUse }));
  } finally {
    await recordCalls(coPilot, experiment.key, noted).catch((thrown: unknown) => {
      coPilot.log.warn('calls of a model are not in the books', faultFields(toAppError(thrown)));
    });
  }
}

/** A performer whose work is the agents'. Of work that ends it is kept what it asked, so that it can be replayed. */
export function performerWithAgents<Kind extends Effect['kind']>(
  coPilot: CoPilot,
  perform: (coPilot: CoPilot, performance: Performance<Kind>) => Promise<void>,
): Performer<Kind> {
  return async (performance) => {
    const tape = createRecorder();
    const calls: (string | null)[] = [];
    // One version of the settings from beginning to end.
    const own = { ...coPilot, choices: coPilot.choices };
    // A state that was just made reads as one from the journal, because prompts show parts of it.
    const [experiment, then] = [inCanonicalOrder(performance.experiment), inCanonicalOrder(performance.then)];
    await withAgents(own, experiment, (agents) =>
      perform(overTape({ ...own, agents: noting(agents, calls) }, tape), {
        ...performance,
        experiment,
        then,
      }),
    );
    await keepWork(own, performance, { calls, answers: tape.answers() });
  };
}

/** The agents, with the hash of each call written down in its order. */
function noting({ keeper, ...agents }: AgentDeps, calls: (string | null)[]): AgentDeps {
  if (keeper === undefined) return agents;
  const keep: Keeper['keep'] = async (record) => {
    const kept = await keeper.keep(record);
    calls.push(kept);
    return kept;
  };
  return { ...agents, keeper: { keep } };
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
  books: Books,
  { experiment, noted, dayUse }: { experiment: Experiment; noted: AgentRun[]; dayUse: DayUse },
): AgentDeps {
  const { agents, clock } = books;
  const stop = () => ceilingReached({ agents }, experiment, dayUse, usedBy(noted));
  return {
    ...agents,
    meter: { stop, note: (run) => noted.push(run), now: () => clock.now() },
    keeper: createKeeper(books, experiment.key),
  };
}
