/** Characters that the part has at most, beside the mark of what was left out. */
const LONGEST = 12_000;
const LINES_BEFORE = 120;
const LINES_AFTER = 3;
const LAST_LINES = 150;
/** Of a part that is too long, this much of its beginning stays: a compiler's first error is worth more than its hundredth. */
const KEPT_OF_START = 4_000;

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z ?/;
/** Colours and cursor moves of a terminal. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');
const ERROR = /^##\[error\]/;

/**
 * The part of a job's log that tells of its failure, without times and colours: what stands around the lines that GitHub marks as
 * errors, or the end if none is marked. At most some 12,000 characters.
 */
export function failingPart(log: string): string {
  const lines = log.split(/\r?\n/).map((line) => line.replace(TIME, '').replace(ESCAPES, ''));
  const first = lines.findIndex((line) => ERROR.test(line));
  const last = lines.findLastIndex((line) => ERROR.test(line));
  const part =
    first === -1
      ? lines.slice(-LAST_LINES)
      : lines.slice(Math.max(0, first - LINES_BEFORE), last + 1 + LINES_AFTER);
  return shortened(part.join('\n').trim());
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.slice(-(LONGEST - KEPT_OF_START));
  return `${text.slice(0, KEPT_OF_START)}\n[some lines are left out here]\n${end}`;
}
