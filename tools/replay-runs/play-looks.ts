import { describeLook } from '#agents/analyst.ts';
import type { Commit } from '#domain/commit.ts';
import { lookOf } from '#features/analyse-experiment/narrate.ts';
import { differencesOf } from '#journal/replay.ts';
import { promptsAsked } from './asked-prompts.ts';
import { createKeptModel } from './kept-model.ts';
import { type ReplayGround, stateBefore } from './play-work.ts';
import type { PlayedWork, RunLine } from './run-lines.ts';

/** The words of every look that a model was asked for, chosen again out of the snapshot in the journal. */
export async function playLooks(
  ground: ReplayGround,
  key: string,
  commits: readonly Commit[],
): Promise<readonly PlayedWork[]> {
  const played: PlayedWork[] = [];
  let calls: (string | null)[] = [];
  for (const commit of commits) {
    const { command } = commit;
    if (command.name === 'recordCalls')
      calls.push(
        ...command.runs.flatMap(({ role, kept = null }) =>
          role === 'analyst' && kept !== null ? [kept] : [],
        ),
      );
    if (command.name !== 'recordLook') continue;
    if (calls.length > 0) {
      const lines = await playLook(ground, key, commit, calls);
      played.push({ title: `words of the look ${commit.id}`, lines });
    }
    calls = [];
  }
  return played;
}

async function playLook(
  ground: ReplayGround,
  key: string,
  { id, version, command }: Commit,
  calls: readonly (string | null)[],
): Promise<readonly RunLine[]> {
  const experiment = await stateBefore(ground.history, key, version);
  if (command.name !== 'recordLook' || experiment === null) return [];
  const { analysis, verdict, narrative } = command.snapshot;
  const { model, keeper, lines } = createKeptModel(ground.store, calls, ground);
  const what = `→ ${id} words`;
  try {
    const prompts = await promptsAsked(ground.store, calls, ground);
    const agents = { ...ground.agents, prompts, model, keeper };
    const described = await describeLook(agents, lookOf(experiment, analysis, verdict));
    const output = described.kind === 'ok' ? described.value.output : null;
    const apart = differencesOf(narrative, output, 'narrative');
    const line = { what, verdict: apart.length === 0 ? 'same' : 'differs', words: apart.join('; ') } as const;
    return [...lines(), line];
  } catch {
    return [...lines(), { what, verdict: 'missing', words: 'they cannot be chosen without this answer' }];
  }
}
