import { codeTokens } from '#code/code-tokens.ts';
import { type Declaration, declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { withoutProse } from '#code/test-cases.ts';
import { brokenPaths } from '#gate/any/broken-paths.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';
import { type ChangedRepository, MOST_HOLDERS } from '#gate/changed-repository.ts';

const SHARED_KINDS = new Set(['function', 'type', 'value', 'entry']);
/** Names that languages or frameworks call by themselves. */
const CALLED_FROM_OUTSIDE =
  /^(?:main|constructor|__\w+__|initialize|init|new|setUp|tearDown|setup|teardown|default|toString|equals|hashCode|render|_\w*)$/;

function plain(name: string): string {
  return name.replace(/^[$@]+/, '');
}

function names(source: ParsedSource | null): ReadonlySet<string> {
  return new Set(source === null ? [] : declarationsOf(source.root).map(({ name }) => plain(name)));
}

/** Whether a name token stands for what it names by itself: no property of something else, no key, no label. */
function standsAlone(node: SyntaxNode): boolean {
  const { parent, type, field } = node;
  if (parent === null || /property_identifier|field_identifier|label/.test(type)) return false;
  if (/suffix/.test(parent.type)) return false;
  if (
    /pair|keyword_argument|jsx_attribute|value_argument_label|attribute_argument|property_signature|field_initializer|keyed|named_argument/.test(
      parent.type,
    )
  ) {
    return field === 'value' || parent.children.indexOf(node) > 0;
  }
  if (
    /member|attribute|navigation|selector|field_expression|field_access|scoped|qualified|scope_resolution|dot|method_invocation|^call$/.test(
      parent.type,
    )
  ) {
    const first = parent.namedChildren[0] === node;
    return first || (parent.type === 'method_invocation' && parent.child('object') === null);
  }
  if (parent.type === 'literal_element' || parent.type === 'argument' || parent.type === 'value_argument')
    return parent.namedChildren.length === 1 || parent.namedChildren.at(-1) === node;
  return !/import|package|namespace|use_|alias/.test(parent.type);
}

/** Names of a file that were declared or imported there, are not any more, and are still used in it. */
function lostInside(before: ParsedSource, after: ParsedSource): readonly string[] {
  const declared = names(after);
  const gone = new Set(
    declarationsOf(before.root)
      .filter(
        ({ kind, name }) =>
          kind !== 'entry' && !declared.has(plain(name)) && !/^(?:_|self|this|cls)$/.test(name),
      )
      .map(({ name }) => plain(name)),
  );
  if (gone.size === 0) return [];
  const used = codeTokens(after.root)
    .filter(({ kind, text, node }) => kind === 'name' && gone.has(plain(text)) && standsAlone(node))
    .map(({ text }) => plain(text));
  return [...new Set(used)].filter((name) => isFree(name, before, after));
}

/** A method of the class or a variable of the language may have the same name: then nothing is broken. */
function isFree(name: string, before: ParsedSource, after: ParsedSource): boolean {
  const uses = (source: ParsedSource) =>
    codeTokens(source.root).filter(
      (token) => token.kind === 'name' && plain(token.text) === name && standsAlone(token.node),
    ).length;
  const kinds = declarationsOf(before.root).filter((item) => plain(item.name) === name);
  if (kinds.every(({ kind }) => kind === 'local' || kind === 'parameter'))
    return uses(after) > 0 && uses(after) <= uses(before);
  return true;
}

/** Names that are gone from a file for others. */
function goneNames(before: ParsedSource, after: ParsedSource | null): readonly Declaration[] {
  const left = names(after);
  return declarationsOf(before.root).filter(
    ({ kind, name }) =>
      SHARED_KINDS.has(kind) &&
      !left.has(plain(name)) &&
      name.length > 1 &&
      /^[\w$?!]+$/.test(name) &&
      !CALLED_FROM_OUTSIDE.test(name),
  );
}

function importsFrom(source: ParsedSource, name: string, path: string): boolean {
  const stem = path.replace(/\.[^/.]+$/, '').replace(/\/(?:index|__init__)$/, '');
  const last = stem.split('/').at(-1) ?? '';
  return declarationsOf(source.root).some((item) => {
    if (item.kind !== 'import') return false;
    const statement =
      [item.node, ...item.node.ancestors()].find(({ type }) =>
        /statement|declaration|header|use_declaration/.test(type),
      ) ?? item.node;
    const words: readonly string[] = statement.text.match(/[\w$]+/g) ?? [];
    return words.includes(name) && words.includes(last);
  });
}

async function userOf(
  { name, kind, nameNode }: Declaration,
  path: string,
  base: ChangedRepository,
): Promise<string | null> {
  const holders = (await base.holdingAfter(name)).filter((other) => other !== path);
  if (holders.length > MOST_HOLDERS) return null;
  const sources = await Promise.all(holders.map((other) => base.parsedAfter(other)));
  const others: readonly ParsedSource[] = sources.flatMap((source) => (source === null ? [] : [source]));
  const declaredElsewhere = others.some((source) =>
    declarationsOf(source.root).some((item) => item.name === name && item.kind !== 'import'),
  );
  const whole = nameNode.text;
  const module = new RegExp(`(?<![\\w.])${RegExp.escape(whole)}(?![\\w])`);
  for (const source of others) {
    const isElixir = source.language === 'elixir' && kind === 'type' && whole.includes('.');
    if (isElixir && module.test(withoutProse(source))) return source.path;
    if (importsFrom(source, name, path) && kind !== 'entry') return source.path;
    if (declaredElsewhere) continue;
    const isScript = ['typescript', 'tsx', 'javascript', 'python'].includes(source.language);
    const uses = codeTokens(source.root).filter(
      (token) => token.kind === 'name' && plain(token.text) === name,
    );
    const isMember = kind === 'entry' || kind === 'function' || kind === 'value';
    if (!isScript && uses.some(({ node }) => !/label|key/.test(node.type))) return source.path;
    if (isScript && isMember && kind !== 'value' && uses.some(({ node }) => isAsked(node, name)))
      return source.path;
  }
  return null;
}

/** `FLAGS.name`, `module.name`: asked of something whose own names are those of the repository. */
function isAsked(node: SyntaxNode, name: string): boolean {
  const { parent } = node;
  if (parent === null || !/member|attribute/.test(parent.type) || parent.namedChildren[0] === node)
    return false;
  return /^[A-Z][\w$]*(?:\.[\w$]+)*$/.test(parent.text) && parent.text.endsWith(`.${name}`);
}

/** Finds what a change removes or renames while the repository still imports, calls or names it. */
export async function checkReferences(
  change: ProposedChange,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const paths = change.edits.map(({ path }) => path);
  const moved = new Set<string>();
  for (const path of paths) {
    const source = await base.parsedAfter(path);
    for (const { name, kind } of source === null ? [] : declarationsOf(source.root))
      if (kind !== 'import') moved.add(plain(name));
  }
  for (const path of paths) {
    const [before, after] = [await base.parsedBefore(path), await base.parsedAfter(path)];
    if (before === null || (after !== null && after.errors.length > before.errors.length)) continue;
    for (const name of after === null ? [] : lostInside(before, after))
      found.push({
        code: 'broken-reference',
        path,
        sentence: `${path} still uses "${name}", which is not there any more.`,
      });
    for (const declaration of goneNames(before, after)) {
      const user = await userOf(declaration, path, base);
      if (user !== null && !(moved.has(declaration.name) && !paths.includes(user)))
        found.push({
          code: 'broken-reference',
          path: user,
          sentence: `${user} still uses "${declaration.name}", which is gone from ${path}.`,
        });
    }
  }
  return [...found, ...(await brokenPaths(change, base))];
}
