import { ok, type Result, refused } from '#shared/result.ts';

/** One record of a CSV file, with the line on which it begins, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The first fault of a CSV file, and the line on which it is. */
export interface CsvFault {
  readonly line: number;
  readonly message: string;
}

/** Field, its end, and whether it was quoted. */
const QUOTED = /"((?:[^"]|"")*)"(,|\r\n|\n|$)/y;
const BARE = /([^",\r\n]*)(,|\r\n|\n|$)/y;

/**
 * Reads CSV as RFC 4180 says: commas, fields in double quotes may hold commas, line breaks and doubled quotes. Lines end in CRLF or LF.
 * Empty lines are passed over; so is a byte order mark. Refuses what leaves doubt: quotes inside of a bare field, text behind a quoted one, a quote
 * that is never closed.
 */
export function readCsv(source: string): Result<readonly CsvRecord[], CsvFault> {
  const text = source.replace(/^\uFEFF/, '');
  const records: CsvRecord[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const begin = line;
    const fields: string[] = [];
    for (let isOver = false; !isOver; ) {
      const isQuoted = text[at] === '"';
      const shape = isQuoted ? QUOTED : BARE;
      shape.lastIndex = at;
      const found = shape.exec(text);
      if (found === null) return refused({ line, message: faultAt(text, at, isQuoted) });
      const [whole, value = '', end] = found;
      fields.push(isQuoted ? value.replaceAll('""', '"') : value);
      line += whole.split('\n').length - 1;
      at += whole.length;
      isOver = end !== ',';
    }
    const isEmpty = fields.length === 1 && fields[0] === '';
    if (!isEmpty) records.push({ line: begin, fields });
  }
  return ok(records);
}

function faultAt(text: string, at: number, isQuoted: boolean): string {
  if (!isQuoted)
    return 'A field that holds a double quote or a bare carriage return must stand in double quotes, and each quote inside is doubled.';
  const isClosed = /^"(?:[^"]|"")*"(?!")/.test(text.slice(at));
  return isClosed
    ? 'Behind the closing double quote of a field must come a comma or the end of the line.'
    : 'A double quote is opened here and never closed.';
}
