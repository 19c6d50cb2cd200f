import { type Commit, fold } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import { isJudgedVersion, judge } from '#domain/decision/decision-rules.ts';
import type { Experiment } from '#domain/experiment.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** A recorded decision with a different result today. */
export interface Divergence {
  readonly id: string;
  readonly command: string;
  /** Each difference as `path: recorded → replayed`; the whole refusal if the command is refused today. */
  readonly differences: readonly string[];
}

/**
 * Folds the commits of one experiment, oldest first, and decides every recorded command again on the state before it; the
 * verdict of a look is judged again from its snapshot, by the rules of its plan and of its version.
 * Empty if events, effects and verdicts are byte for byte the same in canonical JSON. Pure.
 */
export function replay(commits: readonly Commit[]): readonly Divergence[] {
  const divergences: Divergence[] = [];
  let state: Experiment | null = null;
  for (const commit of commits) {
    const differences = [...replayOne(state, commit), ...verdictDifferences(state, commit)];
    if (differences.length > 0)
      divergences.push({ id: commit.id, command: commit.command.name, differences });
    // The recorded events are what happened, also if today's decision differs.
    state = fold([commit], state);
  }
  return divergences;
}

function replayOne(state: Experiment | null, commit: Commit): readonly string[] {
  const decided = decide(state, commit.command);
  if (decided.kind === 'refused') return [`refused as ${decided.problem.code}: ${decided.problem.message}`];
  const recorded = { events: commit.events, effects: commit.effects };
  const { events, effects } = decided.value;
  return differencesOf(recorded, { events, effects }, '');
}

/** What the rules say otherwise today of a recorded look. A verdict of the first version stands as it is. */
function verdictDifferences(state: Experiment | null, { command }: Commit): readonly string[] {
  if (command.name !== 'recordLook' || state?.design == null) return [];
  const { verdict, analysis } = command.snapshot;
  if (!isJudgedVersion(verdict.rules)) return [];
  return differencesOf(verdict, judge(state.design.plan, analysis, verdict.rules), 'verdict');
}

/** Every place where two JSON values differ, as `path: left → right`; empty if their canonical JSON is equal. */
export function differencesOf(left: unknown, right: unknown, path: string): readonly string[] {
  const [before, after] = [written(left), written(right)];
  if (before === after) return [];
  if (!isTree(left) || !isTree(right) || Array.isArray(left) !== Array.isArray(right)) {
    return [`${path}: ${before} → ${after}`];
  }
  const [a, b] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  const keys = [...new Set([...a.keys(), ...b.keys()])];
  return keys.flatMap((key) => differencesOf(a.get(key), b.get(key), path === '' ? key : `${path}.${key}`));
}

function written(value: unknown): string {
  return value === undefined ? 'nothing' : canonicalJson(value);
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
