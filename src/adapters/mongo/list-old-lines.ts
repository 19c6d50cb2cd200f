import type { ListedFields, SummaryDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { listedFields, readListed } from './listed-fields.ts';

/** Lines that are mended at once. */
const BATCH = 500;

/**
 * Gives the fields of lists to lines that a process of an older version wrote, so that pages have them. A line that cannot be read
 * stays as it is: a rebuild of the list makes it anew.
 */
export async function listOldLines({ summaries, limit }: MongoGround): Promise<void> {
  const projection = { version: 1, listed: 1, outcomeAt: 1 } as const;
  const found = await summaries
    .find<Pick<SummaryDocument, '_id' | 'version' | 'listed' | 'outcomeAt'>>({}, { ...limit, projection })
    .toArray();
  // The field that came last tells whether all of them are there.
  const old = found
    .filter(({ version, listed, outcomeAt }) => listed !== version || outcomeAt === undefined)
    .map(({ _id }) => _id);
  for (let at = 0; at < old.length; at += BATCH) {
    const lines = await summaries.find({ _id: { $in: old.slice(at, at + BATCH) } }, limit).toArray();
    for (const { _id, version, body } of lines) {
      const fields = fieldsOf(body);
      if (fields !== null) await summaries.updateOne({ _id, version }, { $set: fields }, limit);
    }
  }
}

function fieldsOf(body: string): ListedFields | null {
  try {
    return listedFields(readListed(body));
  } catch {
    return null;
  }
}
