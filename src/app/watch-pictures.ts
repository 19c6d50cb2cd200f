import type { Drawing } from '#adapters/resvg/pictures.ts';
import type { Chat } from '#ports/chat.ts';
import type { Pictures } from '#ports/pictures.ts';
import type { Probe } from '#ports/telemetry.ts';
import { type AppError, faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/**
 * Pictures and the chat as they are, with a memory: a fault for good goes to the log once, as an error with what to do,
 * and `probe` throws it for `/health` until a picture goes up again. Reports come without pictures meanwhile.
 */
export function watchPictures(
  drawing: Drawing,
  chat: Chat,
  log: Logger,
): { readonly pictures: Pictures; readonly chat: Chat; readonly probe: Probe } {
  let last: AppError | null = null;
  const watched = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work;
    } catch (thrown) {
      const fault = toAppError(thrown);
      if (!fault.retryable) {
        if (last?.code !== fault.code) log.error('reports come without pictures', faultFields(fault));
        last = fault;
      }
      throw fault;
    }
  };
  return {
    pictures: { toPng: (svg, width) => watched(drawing.pictures.toPng(svg, width)) },
    chat: {
      ...chat,
      upload: async (file) => {
        const uploaded = await watched(chat.upload(file));
        last = null;
        return uploaded;
      },
    },
    probe: async () => {
      if (last !== null) throw last;
      await drawing.probe();
    },
  };
}
