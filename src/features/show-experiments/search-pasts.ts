import type { CoPilot } from '#features/co-pilot.ts';
import { goalName } from '#features/goal-name.ts';
import type { FoundLine } from './found-blocks.ts';

/** A past experiment that words found. */
export type FoundPast = Omit<FoundLine, 'link'>;

type Needs = Pick<CoPilot, 'memory' | 'choices'> & {
  readonly sight: Pick<CoPilot['sight'], 'sees' | 'isExternal'>;
  readonly chat: Pick<CoPilot['chat'], 'isGuest'>;
};

/** The past experiments that the words of a chat user find, as far as they may see them, the best first. */
export async function searchPasts(
  { sight, chat, memory, choices }: Needs,
  user: string,
  { words, limit }: { readonly words: string; readonly limit: number },
): Promise<readonly FoundPast[]> {
  const sees = async (channel: string | null) => {
    if (channel !== null) return sight.sees(channel);
    return !sight.isExternal && !(await chat.isGuest(user));
  };
  const found = await memory.search(words, { sees, limit });
  return found.map((hit) => ({ ...hit, goal: goalName(choices, hit.past.goalMetric) }));
}
