import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import { ownFault } from '#shared/errors.ts';
import { recordDocument } from './record-document.ts';

/** The name of the file: one for each commit that asks for a record. */
function fileName({ key, version }: Experiment): string {
  return `${key}-record-${version}.md`;
}

/** Posts the full record as it is right after the commit, once, as a document in the thread. */
export async function shareRecord(
  { chat }: Pick<CoPilot, 'chat'>,
  { key, commit, experiment, then, attempts, confirm }: Performance<'record'>,
): Promise<void> {
  const { channel, threadTs } = experiment.delivery;
  if (threadTs === null) throw ownFault('thread.no-card', 'The card is not posted yet.');
  const file = {
    name: fileName(then),
    title: then.status === 'completed' ? 'Full record, completed' : 'Full record of the decision',
    bytes: new TextEncoder().encode(recordDocument(then)),
  };
  const once = { key, mayExist: attempts > 1, since: commit.at, confirm };
  await chat.share({ channel, threadTs }, file, ':page_facing_up: The full record of this experiment.', once);
}
