import type { Experiment } from '#domain/experiment.ts';
import type { Store } from '#ports/store.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';

/** More streams than one idea can begin. */
const MANY = 100;

/** Every stored entry of the journal as one text. */
export async function journalOf(store: Store): Promise<string> {
  const keys = [...(await store.experimentKeys(null, MANY)), ...(await store.streamKeys(null, MANY))];
  const records = await Promise.all(keys.map((key) => store.records(key)));
  return records
    .flat()
    .map(({ experiment, body }) => `${experiment} ${body}`)
    .join('\n');
}

/** Every message of an experiment's thread with all its blocks, as one text. */
export function threadOf(slack: Sandbox['slack'], { delivery }: Experiment): string {
  const messages = slack.thread(delivery.channel, delivery.threadTs ?? '');
  return messages.map(({ text, blocks }) => [text, ...textsIn(blocks)].join('\n')).join('\n');
}

/** Every text of nested blocks, in order. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? (name === 'text' ? [inner] : []) : textsIn(inner),
  );
}
