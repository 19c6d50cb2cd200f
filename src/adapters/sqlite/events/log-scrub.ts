/** Between two tries while a person waits for the answer, and after it, in milliseconds. */
const SOON = 250;
const LATER = 5_000;

/** Empties the write-ahead log, in which what was erased stands until then. */
export interface LogScrub {
  /** Calls `done` once the log is empty, or with false once `waits` milliseconds have passed. It is tried on until it is done. */
  readonly begin: (done: (isEmpty: boolean) => void) => void;
  /** Answers what still waits, and tries no more. */
  readonly end: () => void;
}

/** `emptied`: tries it once, and gives false if another process reads the file. It may throw: then it is tried again. */
export function createLogScrub(emptied: () => boolean, waits: number): LogScrub {
  const waiting: { readonly done: (isEmpty: boolean) => void; readonly until: number }[] = [];
  let timer: NodeJS.Timeout | null = null;
  const answer = (isEmpty: boolean, which: (until: number) => boolean) => {
    const [answered, others] = [
      waiting.filter(({ until }) => which(until)),
      waiting.filter(({ until }) => !which(until)),
    ];
    waiting.splice(0, waiting.length, ...others);
    for (const { done } of answered) done(isEmpty);
  };
  const look = () => {
    timer = null;
    if (isEmptied(emptied)) return answer(true, () => true);
    const now = performance.now();
    answer(false, (until) => until <= now);
    timer = setTimeout(look, waiting.length > 0 ? SOON : LATER);
  };
  return {
    begin: (done) => {
      waiting.push({ done, until: performance.now() + waits });
      if (timer !== null) clearTimeout(timer);
      look();
    },
    end: () => {
      if (timer !== null) clearTimeout(timer);
      answer(false, () => true);
    },
  };
}

function isEmptied(emptied: () => boolean): boolean {
  try {
    return emptied();
  } catch {
    return false;
  }
}
