import { type CodeToken, codeTokens } from '#code/code-tokens.ts';
import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** A test case as it is written. */
export interface WrittenTest {
  readonly title: string;
  /** The whole case, with its decorators. */
  readonly node: SyntaxNode;
  readonly tokens: readonly CodeToken[];
}

const BLOCK = /^(?:[xf]?(?:it|test|specify|scenario|example)|should)(?:\.[\w.]+)?(?:\(|$)/;
const MARKED =
  /@(?:\w+\.)*(?:Test|ParameterizedTest|RepeatedTest|Property)\b|\[(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod)\b|#\[(?:\w+::)*(?:test|rstest)\b|@test\b/;
const NAMED = /^(?:test(?:_|[A-Z])|Test[A-Z_]|test$)/;

function calledBlock(node: SyntaxNode): string | null {
  if (!/^(?:call|call_expression)$/.test(node.type)) return null;
  const called = node.child('function') ?? node.child('method') ?? node.child('target');
  const word = called === null ? '' : (/^[\w.]+/.exec(called.text)?.[0] ?? '');
  if (!BLOCK.test(word) || node.child('receiver') !== null) return null;
  const list = node.children.find(({ type }) => /^(?:arguments|argument_list)$/.test(type));
  const [title] = list?.namedChildren ?? [];
  return title !== undefined && /string|template|binary/.test(title.type) ? title.text : null;
}

/** The node with the decorators and attributes before it. */
function whole(node: SyntaxNode): { node: SyntaxNode; head: string } {
  if (node.parent?.type === 'decorated_definition') return { node: node.parent, head: node.parent.text };
  const siblings = node.parent?.children ?? [];
  let at = siblings.indexOf(node) - 1;
  let head = node.text.slice(0, 400);
  for (
    let before = siblings[at];
    before !== undefined && /attribute_item|comment/.test(before.type);
    before = siblings[at]
  ) {
    head = `${before.text}\n${head}`;
    at -= 1;
  }
  return { node, head };
}

/** The test cases of a file, in order; those in files that are no tests are found by their marks alone. */
export function writtenTests({ root, language }: ParsedSource): readonly WrittenTest[] {
  const found: WrittenTest[] = [];
  for (const node of root.walk()) {
    const title = calledBlock(node);
    if (title !== null) found.push({ title, node, tokens: codeTokens(node) });
  }
  for (const { kind, name, node } of declarationsOf(root)) {
    if (kind !== 'function') continue;
    const around = whole(node);
    const byName =
      NAMED.test(name) &&
      !['java', 'csharp', 'typescript', 'tsx', 'javascript', 'rust', 'elixir'].includes(language);
    if (byName || MARKED.test(around.head))
      found.push({ title: name, node: around.node, tokens: codeTokens(around.node) });
  }
  return found;
}

/** How much of what a text or code says stands in another one: 0 to 1, by words, names and numbers. */
export function shared(inner: readonly CodeToken[], outer: readonly CodeToken[]): number {
  const left = new Map<string, number>();
  for (const { kind, text } of outer) if (kind !== 'mark') left.set(text, (left.get(text) ?? 0) + 1);
  const telling = inner.filter(({ kind }) => kind !== 'mark');
  let count = 0;
  for (const { text } of telling) {
    const known = left.get(text) ?? 0;
    if (known === 0) continue;
    left.set(text, known - 1);
    count += 1;
  }
  return telling.length === 0 ? 1 : count / telling.length;
}
