import { createRedaction } from '#agents/redaction.ts';
import { agentsOf } from '#app/agents-of.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { Commit } from '#domain/commit.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import { createHistory } from './history.ts';
import { callOf, workOf } from './kept-calls.ts';
import { playLooks } from './play-looks.ts';
import { isWork, playWork, type ReplayGround } from './play-work.ts';
import type { PlayedWork, RunLine } from './run-lines.ts';

/** Answers nothing: kept answers stand in its place. */
const NO_MODEL: LanguageModel = {
  complete: () => Promise.reject(new TypeError('a replay asks no model')),
};

/**
 * Plays the agents' part of one experiment again without a model and without a network: each piece of work by the code that the bot
 * has, from the journal, with kept answers. Every call that the journal names has a line.
 */
export async function replayRuns(
  store: Pick<StoreReader, 'run' | 'commits'>,
  key: string,
): Promise<readonly PlayedWork[]> {
  const history = createHistory(store);
  const commits = await history.commitsOf(key);
  const runs = commits.flatMap(runsIn);
  const agents = agentsOf({}, { model: NO_MODEL, redaction: createRedaction(VENDOR_SECRETS) });
  const ground: ReplayGround = {
    ...{ store, history, agents, prompts: agents.prompts },
    runs: new Map(runs.flatMap((run) => (run.kept === undefined ? [] : [[run.kept, run] as const]))),
  };
  const played: PlayedWork[] = [];
  const covered = new Set<string | null>();
  for (const commit of commits) {
    for (const [index, effect] of commit.effects.entries()) {
      const effectKey = `${commit.id}:${index}`;
      const work = isWork(effect.kind) ? await workOf(store, effectKey) : null;
      if (work === null) continue;
      for (const call of work.calls) covered.add(call);
      const lines = await playWork(ground, { effect, key: effectKey, commit }, work);
      played.push({ title: `${effect.kind} ${effectKey}`, lines });
    }
  }
  played.push(...(await playLooks(ground, key, commits)));
  const rest = runs.filter(
    ({ kept, role }) => !covered.has(kept ?? null) && !(role === 'analyst' && kept !== undefined),
  );
  const lines = await Promise.all(rest.map((run) => lineOf(store, run)));
  return lines.length === 0 ? played : [...played, { title: `other calls of ${key}`, lines }];
}

function runsIn({ command }: Commit): readonly AgentRun[] {
  return 'runs' in command ? command.runs : [];
}

/** A call that belongs to no work that was kept. */
async function lineOf(store: Pick<StoreReader, 'run'>, { prompt, kept }: AgentRun): Promise<RunLine> {
  if (kept === undefined) {
    return prompt.startsWith('answerer@')
      ? { what: prompt, verdict: 'apart', words: 'a question of a person, which is kept nowhere' }
      : { what: prompt, verdict: 'missing', words: 'it is from before runs were kept, or could not be kept' };
  }
  const found = await callOf(store, kept);
  if (found.kind === 'missing')
    return { what: prompt, verdict: 'missing', words: 'the answer is not kept any more' };
  if (found.kind === 'altered')
    return { what: prompt, verdict: 'altered', words: `what is kept does not give its hash ${kept}` };
  return {
    what: prompt,
    verdict: 'apart',
    words: 'the answer is kept; its work was broken off, or is not kept any more',
  };
}
