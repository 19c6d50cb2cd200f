import type { Entry } from '#domain/commit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { type Divergence, differencesOf } from '#journal/replay.ts';
import type { Result } from '#shared/result.ts';

/** How the commands of a stream that is no experiment are decided, and its commits folded. */
export interface StreamRules<State, Command extends { readonly name: string; readonly at: number }> {
  readonly decide: (
    present: State | null,
    command: Command,
  ) => Result<{ readonly events: readonly object[]; readonly effects: readonly object[] }, Refusal>;
  readonly fold: (commits: readonly Entry<Command>[], from: State | null) => State | null;
}

/** Decides every recorded command of a stream again on the state before it; empty if all comes out the same. */
export function replayStream<State, Command extends { readonly name: string; readonly at: number }>(
  entries: readonly Entry[],
  { decide, fold }: StreamRules<State, Command>,
): readonly Divergence[] {
  // The stream holds nothing else.
  const commits = entries as readonly Entry<Command>[];
  let present: State | null = null;
  const divergences: Divergence[] = [];
  for (const commit of commits) {
    const { id, command, events, effects } = commit;
    const decided = decide(present, command);
    const differences =
      decided.kind === 'refused'
        ? [`refused as ${decided.problem.code}: ${decided.problem.message}`]
        : differencesOf({ events, effects }, decided.value, '');
    if (differences.length > 0) divergences.push({ id, command: command.name, differences });
    present = fold([commit], present);
  }
  return divergences;
}
