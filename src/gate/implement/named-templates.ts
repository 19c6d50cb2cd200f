import { definitionOf, definitionsOf } from '#code/definitions.ts';
import { literalsOf } from '#code/literals.ts';
import { isTemplate } from '#code/templates.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';

const SERVED = /(?:^|\/)(?:public|static|www|assets|dist|site)\//;
const SHOWS = /\b(?:render|include|view|partial|template|component|extends|layout|embed|import)\w*\W*$/i;

/** The name by which code calls a template: `slots` of `shop/_slots.html`. */
export function templateStem(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\..*$/, '').replace(/^_/, '');
}

interface Text {
  readonly value: string;
  /** What stands before the text in its line. */
  readonly before: string;
  /** True if a variable continues the text. */
  readonly goesOn: boolean;
}

function textsOf(file: CodeFile): readonly Text[] {
  const lineBefore = (start: number) => file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  const inMarkup = isTemplate(file.path)
    ? [...file.text.matchAll(/(["'])((?:(?!\1)[^\n]){1,200})\1|(?<=[\s(]):(\w+)/g)].map(
        ({ index, 2: quoted, 3: symbol }) => ({
          value: quoted ?? symbol ?? '',
          before: lineBefore(index),
          goesOn: /#\{|\$\{|\{\$/.test(quoted ?? ''),
        }),
      )
    : [];
  const inCode =
    file.source === null
      ? []
      : literalsOf(file.source)
          .filter(({ node }) => definitionOf(node.parent ?? node)?.nameNode !== node)
          .map(({ node, value, kind }) => ({
            value,
            before: lineBefore(node.start),
            goesOn: kind === 'interpolated' || /^\s*(?:\.|\+|<>)\s*[$\w@(]/.test(file.text.slice(node.end)),
          }));
  return [...inMarkup, ...inCode];
}

/** Tells whether a file names a template, or puts its name together of a folder and a variant. */
export function isTemplateNamedIn(other: CodeFile, path: string, variants: readonly string[]): boolean {
  if (SERVED.test(path)) return true;
  const stem = templateStem(path);
  const written = RegExp.escape(stem);
  const folder = path.split('/').at(-2) ?? '';
  if (other.source === null && !isTemplate(other.path)) return other.text.includes(stem);
  const isShown = textsOf(other).some(({ value, before, goesOn }) => {
    const words = value.split(/[\s/.:\\]+/).map((word) => word.replace(/^_/, ''));
    if (/\s/.test(value.trim()) && !/[/:]/.test(value)) return false;
    if (value.includes('*') && words.includes(folder)) return true;
    if (goesOn && variants.some((key) => stem.toLowerCase().includes(key.toLowerCase()))) return true;
    return words.includes(stem) && (!variants.includes(value) || SHOWS.test(before));
  });
  if (isShown) return true;
  const tag = new RegExp(
    `<(?:x-|\\.)(?:[\\w-]+\\.)*${written}\\b|\\{\\{-?\\s*>\\s*(?:[\\w-]+/)*_?${written}\\b|^\\s*include\\s+\\S*${written}\\b`,
    'm',
  );
  if (isTemplate(other.path)) return tag.test(other.text);
  // An action shows the template of its own name.
  return (
    tag.test(other.text) ||
    (other.source !== null &&
      definitionsOf(other.source).some(({ kind, name }) => kind === 'function' && name === stem))
  );
}
