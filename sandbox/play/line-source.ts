import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Lines that a person types, or that come from a pipe. */
export interface LineSource {
  /** Shows the prompt and answers the next line; null when there are no more. */
  next(prompt: string): Promise<string | null>;
  /** False after Ctrl-C; the end of the input alone does not set it, because its lines are still to be read. */
  isOpen(): boolean;
  close(): void;
}

export interface LineSourceOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Whether a person types at a terminal; otherwise what came in is shown behind its prompt. */
  readonly isTerminal: boolean;
  /** Ends the lines when it is aborted. */
  readonly signal: AbortSignal;
}

/** Lines that came in and were not asked for yet. */
interface Inbox {
  readonly put: (text: string) => void;
  /** No more lines come; those that are here are still given out. */
  readonly end: () => void;
  /** The next line as soon as there is one; undefined at the end. */
  readonly take: () => Promise<string | undefined>;
}

function createInbox(): Inbox {
  const waiting: string[] = [];
  let isEnded = false;
  let wake = () => {};
  return {
    put: (text) => {
      waiting.push(text);
      wake();
    },
    end: () => {
      isEnded = true;
      wake();
    },
    take: async () => {
      while (waiting.length === 0 && !isEnded) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return waiting.shift();
    },
  };
}

/** Reads line by line; the end of the input, Ctrl-D, Ctrl-C and an aborted signal end it. */
export function createLineSource({ input, output, isTerminal, signal }: LineSourceOptions): LineSource {
  const reader = createInterface({ input, terminal: isTerminal, ...(isTerminal ? { output } : {}) });
  const inbox = createInbox();
  const state = { isBroken: signal.aborted, isClosed: false };
  const breakOff = () => {
    state.isBroken = true;
    reader.close();
  };
  reader.on('line', inbox.put);
  reader.on('SIGINT', breakOff);
  reader.on('close', () => {
    state.isClosed = true;
    inbox.end();
  });
  signal.addEventListener('abort', breakOff, { once: true });
  return {
    next: async (prompt) => {
      if (isTerminal && !state.isClosed) {
        reader.setPrompt(prompt);
        reader.prompt();
      } else output.write(prompt);
      const line = await inbox.take();
      const text = state.isBroken ? undefined : line;
      if (!isTerminal || text === undefined) output.write(`${text ?? ''}\n`);
      return text ?? null;
    },
    isOpen: () => !state.isBroken,
    close: () => reader.close(),
  };
}
