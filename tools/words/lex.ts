/** What a piece of text is: a name or value of the code, a text of several words, a comment, or a document. */
export type SpanKind = 'name' | 'text' | 'comment' | 'prose';

/** A piece of a source file. `value` has one `\n` for every line break of the source, so that lines can be counted. */
export interface Span {
  readonly kind: SpanKind;
  readonly value: string;
  /** Line at which the value begins, from 1. */
  readonly line: number;
  /** The code in front of it, up to 60 characters. */
  readonly before: string;
}

/** Stands for `${…}` in the text of a template. */
export const HOLE = '…';

const TOKEN =
  /(?<block>\/\*[\s\S]*?\*\/)|(?<line>\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*)|(?<quoted>'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*")|(?<tick>`)|(?<name>[A-Za-z_$][\w$]*)|(?<slash>\/)|(?<brace>[{}])/g;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+>~*-]|\b(?:return|typeof|case|in|of|await|yield))$/;

/** Names, literals and comments of a TypeScript source. Regular expressions and numbers are left out. */
export function lexTypeScript(source: string): Span[] {
  const spans: Span[] = [];
  readCode({ source, spans }, 0, false);
  return spans.sort((a, b) => a.line - b.line);
}

interface Reading {
  readonly source: string;
  readonly spans: Span[];
}

/** Reads code from an offset to its end, or to the brace that closes a hole; answers the offset after it. */
function readCode(reading: Reading, from: number, inHole: boolean): number {
  const { source } = reading;
  const token = new RegExp(TOKEN);
  token.lastIndex = from;
  let depth = 0;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const found = match.groups ?? {};
    if (found['brace'] === '{') depth += 1;
    if (found['brace'] === '}') {
      if (inHole && depth === 0) return token.lastIndex;
      depth -= 1;
    }
    if (found['tick'] !== undefined) token.lastIndex = readTemplate(reading, token.lastIndex);
    else if (found['slash'] !== undefined) token.lastIndex = afterSlash(source, match.index);
    else add(reading, match.index, found);
  }
  return source.length;
}

function add(reading: Reading, at: number, found: Readonly<Record<string, string | undefined>>): void {
  const comment = found['block'] ?? found['line'];
  if (comment !== undefined) push(reading, at, 'comment', bareComment(comment));
  else if (found['quoted'] !== undefined) pushLiteral(reading, at, unescaped(found['quoted'].slice(1, -1)));
  else if (found['name'] !== undefined) push(reading, at, 'name', found['name']);
}

/** Reads a template from behind its opening tick; answers the offset after the closing one. */
function readTemplate(reading: Reading, from: number): number {
  const { source } = reading;
  let value = '';
  let at = from;
  while (at < source.length && source[at] !== '`') {
    if (source.startsWith('${', at)) {
      const end = readCode(reading, at + 2, true);
      value += HOLE + '\n'.repeat(source.slice(at, end).split('\n').length - 1);
      at = end;
    } else {
      const length = source[at] === '\\' ? 2 : 1;
      value += unescaped(source.slice(at, at + length));
      at += length;
    }
  }
  pushLiteral(reading, from - 1, value);
  return at + 1;
}

function afterSlash(source: string, at: number): number {
  if (!BEFORE_REGEX.test(source.slice(0, at).trimEnd().slice(-12))) return at + 1;
  REGEX.lastIndex = at;
  return REGEX.test(source) ? REGEX.lastIndex : at + 1;
}

/** A literal without a space is a key or a value of the code; a module's path is neither. */
function pushLiteral(reading: Reading, at: number, value: string): void {
  if (/^(?:#|\.{1,2}\/|node:)/.test(value)) return;
  push(reading, at, /\s/.test(value.trim()) ? 'text' : 'name', value);
}

function push({ source, spans }: Reading, at: number, kind: SpanKind, value: string): void {
  const line = source.slice(0, at).split('\n').length;
  spans.push({ kind, value, line, before: source.slice(Math.max(0, at - 60), at).trimEnd() });
}

function bareComment(comment: string): string {
  return comment.replace(/^\/\*+|\*+\/$/g, '').replace(/^[ \t]*(?:\/\/|\*(?!\/))[ \t]?/gm, '');
}

/** Escapes become what they stand for, but a line break becomes a space: lines are those of the source. */
function unescaped(raw: string): string {
  return raw.replace(/\\([\s\S])/g, (_, letter: string) => (letter === 'n' ? ' ' : letter));
}
