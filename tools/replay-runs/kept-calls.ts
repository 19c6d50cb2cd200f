import type { RunRecord } from '#agents/keeper.ts';
import { unpacked } from '#agents/pack-run.ts';
import { type KeptWork, workId } from '#features/work-tape/keep-work.ts';
import { hashOf } from '#shared/canonical-json.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';

/** A kept call, or why there is none. */
export type FoundCall =
  | { readonly kind: 'found'; readonly record: RunRecord }
  | { readonly kind: 'missing' | 'altered' };

/** Reads the call of this hash; `altered` if what is kept does not give the hash. */
export async function callOf(store: Pick<StoreReader, 'run'>, hash: string): Promise<FoundCall> {
  const kept = await store.run(hash);
  if (kept === null) return { kind: 'missing' };
  const content = unpacked(kept.body);
  if (content === null || hashOf(content) !== hash) return { kind: 'altered' };
  return { kind: 'found', record: content as RunRecord };
}

/** What the work of an effect asked; null if it is not kept, or cannot be read. */
export async function workOf(store: Pick<StoreReader, 'run'>, effect: string): Promise<KeptWork | null> {
  const kept = await store.run(workId(effect));
  return kept === null ? null : (unpacked(kept.body) as KeptWork | null);
}
