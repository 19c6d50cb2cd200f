import { unpacked } from '#agents/pack-run.ts';
import type { Store } from '#ports/store.ts';
import { everyRun } from '#tools/move/contents.ts';

/** All that is kept of the agents' work, each as it reads unpacked. */
export async function keptTexts(store: Store): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const { id, body } of everyRun(store)) texts.push(`${id} ${JSON.stringify(unpacked(body))}`);
  return texts;
}
