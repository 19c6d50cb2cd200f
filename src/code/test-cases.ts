import { callSiteOf } from '#code/calls.ts';
import { blanked, commentsOf } from '#code/comments.ts';
import { definitionOf } from '#code/definitions.ts';
import { isDocstring, literalOf } from '#code/literals.ts';
import type { ParsedSource } from '#code/parse.ts';
import { isLambda } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** One test: a function, a method or a block. */
export interface TestCase {
  /** The words of its name: `shows hints`, `test shows hints`. */
  readonly name: string;
  readonly node: SyntaxNode;
  /** The names of the groups that it is in, the nearest first. */
  readonly group: string;
  /** Null if the test has none. */
  readonly body: SyntaxNode | null;
  /** What stands before the body: decorators, annotations, tables. */
  readonly head: string;
  readonly skipped: boolean;
}

const BLOCK_TEST = /^[xf]?(?:it|test|specify|scenario|example|should|property|then)$/i;
const GROUP = /^[xf]?(?:describe|context|suite|feature|group|given|when)$/i;
const MARKED =
  /@(?:\w+\.)*(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property)\b|\[(?:\w+\.)*(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod|TestCaseSource|Property|SkippableFact)\b|#\[(?:\w+(?:::|\\))*(?:test|rstest|test_case|Test|wasm_bindgen_test)\b|@test\b/;
const NAMED: Readonly<Record<string, RegExp>> = {
  python: /^test/,
  go: /^(?:Test|Example|Fuzz)(?:[A-Z_]|$)/,
  ruby: /^test_/,
  php: /^test/,
  swift: /^test/,
  java: /^test[A-Z_]/,
  kotlin: /^test[A-Z_]/,
};
const SKIP_HEAD =
  /\bskip\b(?!\s*:\s*(?:false|nil))|@(?:\w+\.)*(?:Disabled|Ignore)\b|\[(?:\w+\.)*Ignore\b|\bSkip\s*=|#\[ignore\b|\bpending\b|\.disabled\b|\.(?:skip|todo|fixme)\b|\bskipIf\(true\)|skipif\(True\b|@?expectedFailure|xfail|markTestSkipped/;
const SKIP_STATEMENT =
  /^(?:\w+\.Skip(?:f|Now)?\(|self\.skipTest\(|(?:\w+\.)?skip(?:\(|\s|$)|pending\b|(?:throw|try)\s+(?:try\s+)?XCTSkip|(?:\$this->|self::|static::)markTest(?:Skipped|Incomplete)|Assert\.(?:Ignore|Inconclusive)|(?:\w+\.)*assumeTrue\(false|(?:\w+\.)*assumeTrue\("?\w*"?,?\s*false|(?:this|t|ctx|context)\.skip\(|raise\s+(?:\w+\.)?SkipTest|(?:return|return;)$|exit\b)/;

function words(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[_`"']+/g, ' ')
    .trim();
}

/** Attributes and tags before a definition, as siblings. */
function before(node: SyntaxNode): string {
  const siblings = node.parent?.children ?? [];
  const found: string[] = [];
  for (let at = siblings.indexOf(node) - 1; at >= 0; at -= 1) {
    const sibling = siblings[at];
    if (sibling === undefined || !/attribute_item|unary_operator|comment|annotation/.test(sibling.type))
      break;
    if (sibling.type === 'unary_operator' && !/^@(?:tag|describetag|moduletag)/.test(sibling.text)) break;
    if (!/comment/.test(sibling.type) || /@test\b|@dataProvider/.test(sibling.text))
      found.unshift(sibling.text);
  }
  return found.join('\n');
}

function headOf(node: SyntaxNode, body: SyntaxNode | null): string {
  const whole = node.parent?.type === 'decorated_definition' ? node.parent : node;
  const text = body === null ? whole.text : whole.text.slice(0, Math.max(0, body.start - whole.start));
  return `${before(whole)}\n${text}`;
}

function skipsItself(body: SyntaxNode | null): boolean {
  if (body === null) return false;
  const inner =
    body.namedChildren.find(({ type }) => /statements|statement_block|body_statement|^block$/.test(type)) ??
    body;
  return inner.namedChildren.some((statement, at) => {
    const text = statement.text.trim();
    return SKIP_STATEMENT.test(text) && (!/^return/.test(text) || at < inner.namedChildren.length - 1);
  });
}

/** The word that a block is called by: `it` of `it.each(…)(…)`, with `.skip` and the like. */
function calledBy(node: SyntaxNode): string {
  return /^[\w.$]+/.exec(node.text)?.[0] ?? '';
}

function isSkippedAround(node: SyntaxNode): boolean {
  for (const above of node.ancestors()) {
    const site = callSiteOf(above);
    const word = site === null ? '' : calledBy(above);
    const group = word.split('.')[0] ?? '';
    const lambda = site === null ? undefined : blockOf(above);
    if (site !== null && GROUP.test(group) && lambda !== undefined) {
      if (/^x/i.test(group) || SKIP_HEAD.test(headOf(above, lambda).replace(/(['"`])(?:(?!\1).)*\1/g, "''")))
        return true;
      if (skipsItself(lambda)) return true;
    }
    const type = definitionOf(above);
    if (type?.kind === 'type' && SKIP_HEAD.test(headOf(above, type.value))) return true;
    const tagged =
      above.type === 'do_block' ||
      above.type === 'module' ||
      above.type === 'class_body' ||
      above.type === 'source_file' ||
      above.type === 'program';
    if (
      tagged &&
      above.children.some((child) =>
        /^@moduletag\s+:?skip|^pytestmark\s*=\s*pytest\.mark\.skip|^pytest\.skip\(.*allow_module_level/.test(
          child.text,
        ),
      )
    )
      return true;
  }
  return false;
}

function groupsAround(node: SyntaxNode): string {
  const titles: string[] = [];
  for (const above of node.ancestors()) {
    const site = callSiteOf(above);
    const first = site?.arguments[0]?.value;
    const title = first === undefined ? null : literalOf(first);
    if (site !== null && title !== null && GROUP.test(calledBy(above).split('.')[0] ?? ''))
      titles.push(words(title.value));
  }
  return titles.join(' ');
}

function blockOf(node: SyntaxNode): SyntaxNode | undefined {
  const site = callSiteOf(node);
  const given = site?.arguments
    .map(({ value }) => value)
    .filter(isLambda)
    .at(-1);
  return given ?? node.namedChildren.find((child) => isLambda(child) && child.type !== 'stab_clause');
}

function caseAt(node: SyntaxNode, source: ParsedSource): TestCase | null {
  const definition = definitionOf(node);
  if (definition?.kind === 'function') {
    const head = headOf(node, definition.value);
    const named = NAMED[source.language]?.test(definition.name) ?? false;
    if (!named && !MARKED.test(head)) return null;
    const skipped =
      SKIP_HEAD.test(head.replace(/(["'`])(?:(?!\1).)*\1/g, "''").replace(definition.name, '')) ||
      skipsItself(definition.value) ||
      isSkippedAround(node);
    return {
      name: words(definition.name),
      node,
      group: groupsAround(node),
      body: definition.value,
      head,
      skipped,
    };
  }
  const site = callSiteOf(node);
  if (site === null) return null;
  const word = calledBy(node);
  const first = word.split('.')[0] ?? '';
  const defined = first === 'define_method' && /^\W*test_/.test(site.arguments[0]?.value.text ?? '');
  if (!defined && !BLOCK_TEST.test(first) && !/^(?:Deno|t|suite|QUnit)\.test\b/.test(word)) return null;
  const body = blockOf(node) ?? null;
  const title = site.arguments.map(({ value }) => literalOf(value)).find((literal) => literal !== null);
  if (title === undefined || title === null) return null;
  if (body === null && !/^(?:it|test|x\w+)(?:\.\w+)*$/.test(word)) return null;
  const head = headOf(node, body);
  const marks = head.replace(title.node.text, "''").replace(/(['"`])(?:(?!\1).)*\1/g, "''");
  const skipped =
    body === null ||
    /^x/i.test(first) ||
    SKIP_HEAD.test(marks) ||
    skipsItself(body) ||
    /\}\s*\)?->(?:skip|todo)\(/.test(node.parent?.text ?? '') ||
    isSkippedAround(node);
  return {
    name: words(title.value),
    node,
    group: groupsAround(node),
    body,
    head: head.replace(title.node.text, "''"),
    skipped,
  };
}

/** The tests of a file, in order; tests inside tests are part of the outer one. */
export function testCasesOf(source: ParsedSource): readonly TestCase[] {
  const found: TestCase[] = [];
  for (const node of source.root.walk()) {
    if (found.some((test) => test.node.covers(node) && test.node !== node)) continue;
    const test = caseAt(node, source);
    if (test !== null) found.push(test);
  }
  return found;
}

/** A file's text with comments and docstrings blanked, at the same offsets. */
export function withoutProse(source: ParsedSource): string {
  const docstrings = [...source.root.walk()].flatMap((node) => {
    const literal = literalOf(node);
    return literal !== null && source.language === 'python' && isDocstring(literal) ? [node] : [];
  });
  return blanked(source.text, [...commentsOf(source), ...docstrings]);
}
