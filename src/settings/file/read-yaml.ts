import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import { MOST_PROBLEMS, type Path } from './settings-problem.ts';

/** Longer files are no settings. In characters. */
const LONGEST = 500_000;
/** Settings have some ten levels. A parser of YAML calls itself once a level, and takes many seconds for very many. */
const DEEPEST = 100;
/** So many beginnings of lists or keys in one line lie in each other. */
const DEEP_LINE = /^[ \t]*(?:[-?:][ \t]+){20}/;

/** A text as YAML: its value, and the line of each part of it. */
export interface ReadYaml {
  /** What the file says, as plain values; null if it could not be read. */
  readonly value: unknown;
  /** What makes the file as a whole unreadable or ambiguous, in order of the lines; the first `MOST_PROBLEMS` of each kind. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** How many other problems of these kinds there are. */
  readonly more: number;
  /** The line of a path, or of the nearest part above it that there is. */
  readonly lineOf: (path: Path) => number;
}

/** YAML's own words for these are hard to act on. */
const WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'This key stands twice. Remove one of the two.',
  TAB_AS_INDENT: 'A tab indents this line. Use blanks.',
  MULTIPLE_DOCS: 'A second document begins here ("---"). One file holds one document.',
  TAG_RESOLVE_FAILED: 'Tags ("!…") are not used in settings. Remove the tag.',
};

/** The value can be read in spite of them. */
const HARMLESS: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

/**
 * Reads YAML 1.2 with the line of every part. Aliases, which can make a small file huge, are a problem, and so are keys
 * that stand twice. After a problem other than those the value is null.
 */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  if (text.length > LONGEST) return unreadable(`The file is longer than ${LONGEST} characters.`);
  const deep = tooDeepLine(text);
  if (deep !== null)
    return unreadable(
      'Lists and groups lie in each other here deeper than any setting. Close brackets, or take levels away.',
      deep,
    );
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const at = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const faults = [...document.errors, ...document.warnings];
  const broken = faults.slice(0, MOST_PROBLEMS).map(({ code, message, pos }) => ({
    line: at(code === 'MISSING_CHAR' ? openedAt(document, pos[0]) : pos[0]),
    message: WORDS[code] ?? `${message.replace(/[.\s]+$/, '')}. YAML cannot be read here.`,
  }));
  const offsets = aliasesIn(document);
  const aliases = offsets.slice(0, MOST_PROBLEMS).map((offset) => ({
    line: at(offset),
    message: 'Anchors and aliases ("&", "*") are not used in settings. Write the value out.',
  }));
  const problems = [...broken, ...aliases].sort((a, b) => a.line - b.line);
  const isReadable = offsets.length === 0 && faults.every(({ code }) => HARMLESS.has(code));
  if (isReadable && document.contents === null) return unreadable('The file is empty.');
  return {
    value: isReadable ? document.toJS() : null,
    problems,
    more: faults.length + offsets.length - problems.length,
    lineOf: (path) => at(offsetOf(document, path)),
  };
}

function unreadable(message: string, line = 1): ReadYaml {
  return { value: null, problems: [{ line, message }], more: 0, lineOf: () => 1 };
}

/** The first line in which too many brackets are open, or too many lists begin; null if there is none. Brackets in texts come in pairs, or are few. */
function tooDeepLine(text: string): number | null {
  let open = 0;
  for (const [at, line] of text.split('\n').entries()) {
    if (DEEP_LINE.test(line)) return at + 1;
    for (const sign of line) {
      if (sign === '[' || sign === '{') open += 1;
      else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
      if (open > DEEPEST) return at + 1;
    }
  }
  return null;
}

/** If a quote is not closed, YAML notices at the end of the file; the place to mend is its beginning. */
function openedAt(document: Document, end: number): number {
  let opened = end;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      if (
        type?.startsWith('QUOTE') &&
        range !== null &&
        range !== undefined &&
        range[0] < end &&
        range[1] >= end
      )
        opened = range[0];
    },
  });
  return opened;
}

function aliasesIn(document: Document): readonly number[] {
  const found: number[] = [];
  visit(document, {
    Node: (_key, node) => {
      const isAnchored = !isAlias(node) && node.anchor !== undefined;
      if (isAlias(node) || isAnchored) found.push(node.range?.[0] ?? 0);
    },
  });
  return found;
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) return offset;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      if (!isNode(item)) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}
