import type { AgentDeps } from '#agents/ask.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { performCleanUp } from '#features/clean-up/perform-clean-up.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { performDesign } from '#features/design-plan/perform-design.ts';
import { performRevise } from '#features/follow-draft/revise.ts';
import { performImplement } from '#features/implement-plan/perform-implement.ts';
import type { KeptWork } from '#features/work-tape/keep-work.ts';
import { overTape } from '#features/work-tape/over-tape.ts';
import type { keptOf, Tape } from '#features/work-tape/tape.ts';
import type { Performance } from '#journal/perform.ts';
import { differencesOf } from '#journal/replay.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { toAppError } from '#shared/errors.ts';
import { silentLogger } from '#shared/logger.ts';
import { ok, refused } from '#shared/result.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import { promptsAsked } from './asked-prompts.ts';
import type { History } from './history.ts';
import { createKeptModel, type KnownRuns } from './kept-model.ts';
import { createPlayer } from './player.ts';
import { ReplayStop, type RunLine } from './run-lines.ts';

/** The work of agents by the effect that asks for it, as the bot performs it. */
const WORK = {
  design: performDesign,
  implement: performImplement,
  revise: performRevise,
  'clean-up': performCleanUp,
} as const satisfies {
  readonly [Kind in Effect['kind']]?: (coPilot: CoPilot, performance: Performance<Kind>) => Promise<void>;
};

/** An effect that agents perform. */
export type WorkKind = keyof typeof WORK;

export function isWork(kind: string): kind is WorkKind {
  return Object.hasOwn(WORK, kind);
}

/** What a replay stands on. */
export interface ReplayGround extends KnownRuns {
  readonly store: Pick<StoreReader, 'run'>;
  readonly history: History;
  /** Without a model. */
  readonly agents: Pick<AgentDeps, 'prompts' | 'redaction' | 'ceilings'>;
}

/**
 * Does a piece of work again as the bot does it, from the state of the journal, with kept answers of the model and of all else that it
 * asked. A line for each call, and one for each command that it gives: whether the journal holds the same.
 */
export async function playWork(
  ground: ReplayGround,
  { effect, key, commit }: Pick<Performance, 'effect' | 'key' | 'commit'>,
  work: KeptWork,
): Promise<readonly RunLine[]> {
  const { store, history } = ground;
  const given: RunLine[] = [];
  const answers = createKeptModel(store, work.calls, ground);
  const tape = createPlayer(work.answers, {
    experimentAt: history.experimentAt,
    executed: executedThen(history, given),
  });
  const ended: RunLine[] = [];
  try {
    const [experiment, then] = await Promise.all([
      history.experimentAt(commit.experiment, work.version),
      history.experimentAt(commit.experiment, commit.version),
    ]);
    if (experiment === null || then === null) throw new ReplayStop('the journal does not reach so far');
    const prompts = await promptsAsked(store, work.calls, ground);
    const agents = { ...ground.agents, prompts, model: answers.model, keeper: answers.keeper };
    const coPilot = overTape(await worldless(history, agents, work), tape);
    const performance = { key, commit, experiment, then, attempts: work.attempts, confirm: async () => {} };
    await perform(coPilot, effect, performance);
  } catch (thrown) {
    ended.push(endedBy(thrown, answers.lines()));
  }
  return [...answers.lines(), ...given, ...ended];
}

function perform(coPilot: CoPilot, effect: Effect, rest: Omit<Performance, 'effect'>): Promise<void> {
  switch (effect.kind) {
    case 'design':
      return WORK.design(coPilot, { ...rest, effect });
    case 'implement':
      return WORK.implement(coPilot, { ...rest, effect });
    case 'revise':
      return WORK.revise(coPilot, { ...rest, effect });
    case 'clean-up':
      return WORK['clean-up'](coPilot, { ...rest, effect });
    default:
      throw new ReplayStop(`no agent performs ${effect.kind}`);
  }
}

/** What the work has in place of the world: nothing that answers, but for a card that takes edits. */
async function worldless(history: History, agents: AgentDeps, work: KeptWork): Promise<CoPilot> {
  const nothing = {};
  const meter = { stop: async () => null, note: () => {}, now: () => 0 };
  const bare: unknown = {
    ...{ metrics: nothing, codeHost: nothing, codeReview: nothing, memory: nothing, store: nothing },
    chat: { update: async () => {} },
    log: silentLogger,
    agents: { ...agents, meter },
    choices: await history.choicesAt(work.settings),
  };
  return bare as CoPilot;
}

/** Compares what the work gives with what the journal holds at the place that it got then. */
function executedThen(history: History, lines: RunLine[]): Tape['executed'] {
  return async ([key, command], kept) => {
    const { version, refused: code } = kept as ReturnType<typeof keptOf>;
    if (version === null)
      return refused({ code: code as 'already-done', message: 'It was refused then, too.' });
    const commit = (await history.commitsOf(key))[version - 1];
    const experiment = await history.experimentAt(key, version);
    if (commit === undefined || experiment === null)
      throw new ReplayStop('the journal does not reach so far');
    const apart = differencesOf(withoutRuns(commit.command), withoutRuns(command), '');
    const what = `→ ${commit.id} ${command.name}`;
    lines.push({
      what,
      verdict: apart.length === 0 ? 'same' : 'differs',
      words: apart.slice(0, 5).join('; '),
    });
    return ok({ experiment, commit, outcome: { events: commit.events, effects: commit.effects } });
  };
}

/** Calls have lines of their own. */
function withoutRuns(command: object): unknown {
  const { runs: _, ...rest }: { runs?: unknown } = JSON.parse(canonicalJson(command));
  return rest;
}

function endedBy(thrown: unknown, lines: readonly RunLine[]): RunLine {
  const words = thrown instanceof ReplayStop ? thrown.message : toAppError(thrown).message;
  const isSaid = lines.some((line) => line.words === words);
  const last = lines.find(({ verdict }) => verdict === 'missing');
  return {
    what: '→ what came of it',
    verdict: last === undefined ? 'differs' : 'missing',
    words: isSaid ? 'it cannot go on without this answer' : `it breaks off: ${words}`,
  };
}

/** The state before a commit; null before the first. */
export function stateBefore(history: History, key: string, version: number): Promise<Experiment | null> {
  return history.experimentAt(key, version - 1);
}
