import type { SandboxModel } from '#app/config.ts';
import type { IdeaFile } from './idea-form.ts';
import { playIdeas } from './play-ideas.ts';
import { differences } from './report.ts';

/**
 * Asks every idea with two folders of prompts (null: the product's own) and says in which cells the answers differ. Always answers 0:
 * which version is better is for people to say. A scripted model reads no prompt, so that its answers are the same.
 */
export async function compareFolders(
  { ideas, past }: IdeaFile,
  real: SandboxModel,
  first: string | null,
  second: string,
  say: (line: string) => void,
): Promise<number> {
  const model = real === null ? 'scripted' : 'real';
  const ask = (prompts: string | null) => playIdeas(ideas, { model, real, prompts, past });
  const [before, after] = [await ask(first), await ask(second)];
  let different = 0;
  ideas.forEach(({ id }, place) => {
    const [one, other] = [before[place], after[place]];
    if (one === undefined || other === undefined) return;
    const found = differences(one, other);
    if (found.length === 0) return;
    different += 1;
    say(`${id}:`);
    for (const difference of found) say(`  ${difference}`);
  });
  if (model === 'scripted') say('The scripted model reads no prompts. Set OPENAI_API_KEY to compare them.');
  say(`prompts: ${ideas.length} ideas, ${different} answered differently`);
  return 0;
}
