import { globSync, readFileSync } from 'node:fs';
import { WORD_RULES, type WordRule } from './avoid.ts';
import { HOLE, lexTypeScript, type Span } from './lex.ts';

/** A word to avoid that stands in a file. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly word: string;
  readonly use: string;
}

/** What is read: the product, the sandbox, the tools, the documents. The shop stands for code of another team. */
const SOURCES = ['src/**/*.ts', 'sandbox/**/*.ts', 'tools/**/*.ts'];
const DOCUMENTS = ['*.md', 'docs/**/*.md', 'prompts/*.md', 'manifest.yml'];
/** They name the words to avoid. */
const LISTS = ['docs/words.md', 'docs/glossary.md', 'tools/words/avoid.ts'];

/** Every file that the list of words holds over; paths are relative to the root of the repository. */
export function filesToRead(): string[] {
  return globSync([...SOURCES, ...DOCUMENTS, 'test/**/*.test.ts'], {
    exclude: (path) =>
      path.includes('node_modules') ||
      path.startsWith('sandbox/shop/files') ||
      path.startsWith('test/fixtures'),
  })
    .filter((path) => !LISTS.includes(path))
    .sort();
}

/** What is wrong in one file, in the order of its lines. */
export function findWords(path: string, source: string = readFileSync(path, 'utf8')): Finding[] {
  const own: Span = { kind: 'name', value: path, line: 1, before: '' };
  return [own, ...spansOf(path, source)].flatMap((span) => [
    ...WORD_RULES.flatMap((rule) => applyRule(rule, span, path)),
    ...lowerCaseSentence(span, path),
  ]);
}

/** `src/a.ts:12: "winner": write: the treatment that is proven better` */
export function printFinding({ path, line, word, use }: Finding): string {
  return `${path}:${line}: "${word}": write: ${use}`;
}

/** Of a test only the names of its cases are read: its texts may say anything. */
function spansOf(path: string, source: string): Span[] {
  if (!path.endsWith('.ts')) return [{ kind: 'prose', value: withoutCode(source), line: 1, before: '' }];
  const spans = lexTypeScript(source);
  return path.startsWith('test/') ? spans.filter(isTestName) : spans;
}

function isTestName({ kind, before }: Span): boolean {
  return kind === 'text' && (/\b(?:it|test|describe)(?:\.\w+)*\($/.test(before) || before.endsWith(')('));
}

function applyRule(rule: WordRule, span: Span, path: string): Finding[] {
  const pattern = span.kind === 'name' ? rule.inNames : rule.inTexts;
  if (pattern === undefined || rule.notIn?.includes(span.kind) === true) return [];
  return Array.from(span.value.matchAll(new RegExp(pattern, `${pattern.flags}g`)))
    .filter((match) => !isMention(span.value, match.index, match[0].length))
    .filter((match) => !isRight(rule, path, lineAround(span.value, match.index)))
    .map((match) => ({
      path,
      line: span.line + lineBreaks(span.value.slice(0, match.index)),
      word: span.kind === 'name' ? span.value : match[0],
      use: rule.use,
    }));
}

function isRight({ right = [] }: WordRule, path: string, line: string): boolean {
  return right.some((use) => use.line.test(line) && (use.path?.test(path) ?? true));
}

/** A sentence of a person's text begins with a capital: three words or more, with a full stop at the end. */
function lowerCaseSentence({ kind, value, line }: Span, path: string): Finding[] {
  const isSentence = kind === 'text' && /^[a-z]+[,;]? \S+ [\s\S]*[.!?]$/.test(value) && !value.endsWith(HOLE);
  return isSentence
    ? [{ path, line, word: value.split(' ', 3).join(' '), use: 'a capital at the start' }]
    : [];
}

/** A word in quotation marks of its own is spoken of, not used. */
function isMention(value: string, at: number, length: number): boolean {
  return /["“`]/.test(value[at - 1] ?? '') && /["”`]/.test(value[at + length] ?? '');
}

function lineAround(value: string, at: number): string {
  const end = value.indexOf('\n', at);
  return value.slice(value.lastIndexOf('\n', at - 1) + 1, end === -1 ? undefined : end);
}

function lineBreaks(value: string): number {
  return value.split('\n').length - 1;
}

/** Fenced code of a document becomes empty lines. */
function withoutCode(source: string): string {
  return source.replace(/^```[\s\S]*?^```/gm, (block) => '\n'.repeat(lineBreaks(block)));
}
