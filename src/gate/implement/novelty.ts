import { definitionsOf } from '#code/definitions.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { type CodeBase, type CodeFile, codeText } from '#gate/implement/code-base.ts';
import { variantKeys } from '#gate/implement/variants.ts';

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*|\d+(?:\.\d+)?/gu;
const PLUMBING =
  /^(?:return|await|async|const|let|var|val|then|else|end|do|if|this|self|null|nil|None|undefined|true|false|String|string|case|default|break|new|fn|def|function|public|private|static|final|in|of|as|is|and|or|not)$/;

function words(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

function removedLines(base: CodeBase): string {
  return base.files
    .flatMap(({ before, text, edited }) => {
      if (!edited || before === null) return [];
      const kept = new Set(text.split(/\r?\n/));
      return before.split(/\r?\n/).filter((line) => !kept.has(line));
    })
    .join('\n');
}

/** Tells what in a piece of code was not in the product before; names that are new stand for what they name. */
export class Novelty {
  readonly #base: CodeBase;
  readonly #removed: string;
  readonly #known = new Map<CodeFile, ReadonlySet<string>>();

  constructor(base: CodeBase) {
    this.#base = base;
    this.#removed = removedLines(base);
  }

  #before(file: CodeFile): ReadonlySet<string> {
    const known = this.#known.get(file) ?? new Set(words(`${file.before ?? ''}\n${this.#removed}`));
    this.#known.set(file, known);
    return known;
  }

  /** The words of the code that its file did not hold before, each once. */
  newWords(nodes: readonly SyntaxNode[], file: CodeFile, depth = 0): ReadonlySet<string> {
    const before = this.#before(file);
    const found = new Set<string>();
    const ignored = new Set([
      ...variantKeys(this.#base.change.plan),
      ...words(this.#base.change.plan.flagKey),
    ]);
    for (const node of nodes) {
      const text = file.source === null ? node.text : codeText(file.source).slice(node.start, node.end);
      for (const word of words(text)) {
        if (before.has(word) || PLUMBING.test(word)) continue;
        const own = depth < 3 ? this.#definition(word, node) : null;
        if (own === null && ignored.has(word)) continue;
        if (own === null) found.add(word);
        else
          for (const inner of this.newWords([own.node], file, depth + 1))
            if (inner !== word) found.add(inner);
      }
    }
    return found;
  }

  #definition(name: string, from: SyntaxNode): { readonly node: SyntaxNode } | null {
    for (const file of this.#base.product) {
      if (file.source === null || !file.edited) continue;
      for (const { name: other, kind, node, value } of definitionsOf(file.source)) {
        if (
          other === name &&
          kind !== 'parameter' &&
          kind !== 'entry' &&
          value !== null &&
          !node.covers(from)
        )
          return { node: value };
      }
    }
    return null;
  }
}
