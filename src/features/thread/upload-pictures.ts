import { BOT } from '#domain/actor.ts';
import type { UploadedFiles } from '#domain/delivery/state.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Draw, Picture, RenderContext } from '#features/render-context.ts';
import type { Performance } from '#journal/perform.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/** Pixels, for a picture that a chat shows about half as wide. */
const WIDTH = 1280;
/** A report waits through so many attempts for its pictures; then it comes without them. */
const ATTEMPTS = 3;

/** Pictures of one message, and how the journal keeps what was uploaded. */
interface Uploading {
  /** Names the files. */
  readonly key: string;
  readonly attempts: number;
  readonly pictures: readonly Picture[];
  /** What an earlier attempt uploaded; undefined if none did. */
  readonly known: UploadedFiles | undefined;
  readonly record: (files: UploadedFiles) => Promise<unknown>;
}

/** The pictures of a message in a thread, as `uploadOnce` has them; none if the topic has none. */
export function uploadPictures(
  coPilot: CoPilot,
  draw: Draw | undefined,
  { performance, context }: { readonly performance: Performance<'post'>; readonly context: RenderContext },
): Promise<UploadedFiles> {
  const { key, experiment, attempts } = performance;
  const record = (files: UploadedFiles) => {
    const by = { actor: BOT, at: coPilot.clock.now() };
    return coPilot.execute(experiment.key, { name: 'recordUpload', effect: key, files, ...by });
  };
  const known = experiment.delivery.files?.[key];
  return uploadOnce(coPilot, { key, attempts, pictures: draw?.(context) ?? [], known, record });
}

/**
 * Pictures at the chat service, drawn and uploaded once: what was uploaded is recorded before the message
 * is posted, so that a later attempt and every later edit show the same files. None if there are none, and none if
 * they fail for good: a message says all in words, too. A fault that may pass is thrown, but not for ever.
 */
export async function uploadOnce(
  coPilot: Pick<CoPilot, 'pictures' | 'chat' | 'log'>,
  { key, attempts, pictures, known, record }: Uploading,
): Promise<UploadedFiles> {
  if (pictures.length === 0 || attempts > ATTEMPTS) return {};
  if (known !== undefined) return known;
  try {
    const uploaded = await uploadAll(coPilot, key, pictures);
    await record(uploaded);
    return uploaded;
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (fault.retryable && attempts < ATTEMPTS) throw fault;
    coPilot.log.warn('a report comes without its pictures', { effect: key, ...faultFields(fault) });
    return {};
  }
}

async function uploadAll(
  { pictures, chat }: Pick<CoPilot, 'pictures' | 'chat'>,
  key: string,
  drawn: readonly Picture[],
): Promise<UploadedFiles> {
  const files: Record<string, string> = {};
  for (const { name, title, svg } of drawn) {
    const bytes = await pictures.toPng(svg(), WIDTH);
    const { id } = await chat.upload({ name: `${key.replaceAll(':', '-')}-${name}.png`, title, bytes });
    files[name] = id;
  }
  return files;
}
