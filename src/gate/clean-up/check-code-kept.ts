import { codeTokens } from '#code/code-tokens.ts';
import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { type CodeUnit, codeUnits } from '#gate/any/code-units.ts';
import type { Finding, ProposedCleanUp } from '#gate/change.ts';
import { fateOf } from '#gate/clean-up/fates.ts';
import { variantNamed } from '#gate/clean-up/flag-symbols.ts';
import {
  type ComparedFile,
  isTyped,
  OPEN_NAMES,
  pieceKey,
  pieces,
  type Tally,
  tally,
} from '#gate/clean-up/piece-tally.ts';

function declaredNames(sources: readonly (ParsedSource | null)[]): ReadonlySet<string> {
  const names = sources.flatMap((source) =>
    source === null ? [] : declarationsOf(source.root).map(({ name }) => name),
  );
  return new Set(names.map((name) => name.replace(/^_+(?=\w)/, '')));
}

/** Names of functions and types that stay by rights and whose content is gone with them. */
function goneWhole(
  files: readonly ComparedFile[],
  counted: Tally,
  after: ReadonlySet<string>,
): readonly string[] {
  return files.flatMap(({ source, marks }) =>
    declarationsOf(source.root).flatMap(({ kind, name, node }) => {
      if ((kind !== 'function' && kind !== 'type') || fateOf(node, marks) !== null) return [];
      const inner = codeTokens(node)
        .flatMap(pieces)
        .filter(
          (piece) =>
            fateOf(piece.node, marks) === null && !isTyped(piece.node) && !OPEN_NAMES.has(piece.text),
        );
      if (after.has(name.replace(/^_+(?=\w)/, '')) || inner.length === 0) return [];
      const lost = inner.filter(
        (piece) => counted.after.of(pieceKey(piece)) < counted.stays.of(pieceKey(piece)),
      );
      return lost.length > inner.length / 2 ? [name] : [];
    }),
  );
}

const QUALIFIED =
  /^(?:member_expression|attribute|selector_expression|scoped_identifier|navigation_expression|field_access|scope_resolution|class_constant_access_expression|member_access_expression)$/;

/** Names that code may use less often: parameters and variables, and what names variants. */
function quietNames(files: readonly ComparedFile[], variants: readonly string[]): ReadonlySet<string> {
  const local = new Set<string>();
  const shared = new Set<string>();
  const qualifying = new Set<string>();
  for (const { source } of files) {
    for (const { kind, name } of declarationsOf(source.root))
      (kind === 'local' || kind === 'parameter' ? local : shared).add(name.replace(/^_+(?=\w)/, ''));
    for (const node of source.root.walk()) {
      if (!QUALIFIED.test(node.type) || variantNamed(node, variants) === null) continue;
      const names = codeTokens(node).filter(({ kind }) => kind === 'name');
      if (names.length < 4) for (const { text } of names) qualifying.add(text);
    }
  }
  return new Set([...[...local].filter((name) => !shared.has(name)), ...qualifying]);
}

function sequence(nodes: readonly SyntaxNode[]): string {
  const all = nodes
    .flatMap((node) => codeTokens(node))
    .filter(({ kind }) => kind !== 'mark' && kind !== 'word');
  return ` ${all.map(({ kind, text }) => `${kind}:${text}`).join(' ')} `;
}

/** Decisions of which the losing side stands in the new code, and the kept one does not. */
function turnedDecisions(files: readonly ComparedFile[]): readonly string[] {
  const now = files.map(({ after }) => (after === null ? ' ' : sequence([after.root])));
  return files.flatMap(({ source, decisions }) => {
    const turned = decisions.some(({ kept, lost }) => {
      const [good, bad] = [sequence(kept), sequence(lost)];
      if (good.trim() === '' || bad.trim() === '' || bad.split(' ').length < 4) return false;
      return (
        good !== bad &&
        !bad.includes(good) &&
        now.some((text) => text.includes(bad)) &&
        !now.some((text) => text.includes(good))
      );
    });
    return turned ? [source.path] : [];
  });
}

/** Functions that the variant is in and that are gone: their callers may hold their code now. */
function inlinedNames(files: readonly ComparedFile[], after: ReadonlySet<string>): ReadonlySet<string> {
  const names = files.flatMap(({ source, marks }) =>
    declarationsOf(source.root).flatMap(({ kind, name, node }) => {
      const isGone = kind === 'function' && !after.has(name.replace(/^_+(?=\w)/, ''));
      return isGone && [...marks.keys()].some((part) => node.covers(part)) ? [name] : [];
    }),
  );
  return new Set(names);
}

/** Functions of which nothing may go, and whose code is not what it was. */
function alteredUnits(
  files: readonly ComparedFile[],
  inlined: ReadonlySet<string>,
): readonly { path: string; name: string }[] {
  return files.flatMap(({ source, after, marks }) => {
    if (after === null) return [];
    const now = new Map(codeUnits(after).map((unit) => [unit.id, unit]));
    const said = ({ tokens }: CodeUnit) =>
      tokens.flatMap(({ kind, text }) => (kind === 'mark' || kind === 'word' ? [] : [text])).join(' ');
    return codeUnits(source).flatMap((unit) => {
      const fresh = now.get(unit.id);
      const isFree =
        !unit.isFunction ||
        unit.tokens.some(({ kind, text }) => kind === 'name' && inlined.has(text)) ||
        [...unit.node.walk()].some((node) => marks.has(node)) ||
        fateOf(unit.node, marks) !== null;
      return fresh === undefined || isFree || said(unit) === said(fresh)
        ? []
        : [{ path: source.path, name: unit.name }];
    });
  });
}

/** What `kept` did and what others wrote stays; what only a losing variant did goes. Works on the files together. */
export function checkCodeKept(
  files: readonly ComparedFile[],
  { kept, plan }: ProposedCleanUp,
): readonly Finding[] {
  const counted = tally(files);
  const before = declaredNames(files.map(({ source }) => source));
  const after = declaredNames(files.map((file) => file.after));
  const split = (key: string) => ({
    kind: key.slice(0, key.indexOf(' ')),
    text: key.slice(key.indexOf(' ') + 1),
  });
  const variants = new Set(
    [plan.control, ...plan.treatments].flatMap((variant) => variant.match(/[\p{L}\p{N}]+/gu) ?? []),
  );

  const quiet = quietNames(files, [plan.control, ...plan.treatments]);
  const lost = [...counted.stays.keys()].filter((key) => {
    const { kind, text } = split(key);
    if (counted.after.of(key) >= counted.stays.of(key)) return false;
    if (kind === 'number' && /^(?:true|false)$/i.test(text)) return false;
    const renamed = (before.has(text) && !after.has(text)) || (kind === 'name' && quiet.has(text));
    if (renamed) return false;
    return (
      kind !== 'name' ||
      !(OPEN_NAMES.has(text) || (before.has(text) && counted.after.of(key) === 0 && !after.has(text)))
    );
  });
  const left = [...counted.goes.keys()].filter((key) => {
    const { kind, text } = split(key);
    if (counted.after.of(key) === 0 || kind === 'operator' || OPEN_NAMES.has(text)) return false;
    if (kind === 'number' && /^(?:true|false)$/i.test(text)) return false;
    const most = counted.stays.of(key) + counted.mayStay.of(key);
    if (kind === 'text' && variants.has(text)) return text !== kept && counted.after.of(key) > most;
    if (kind === 'text' && !/[\p{L}\p{N}]/u.test(text)) return false;
    return most === 0 && !(kind === 'name' && (after.has(text) || text.length < 2));
  });
  const fresh = [...counted.after.keys()].filter((key) => {
    const { kind, text } = split(key);
    if (kind !== 'text' && kind !== 'number') return false;
    if (/^(?:true|false)$/i.test(text) || (kind === 'text' && !/[\p{L}\p{N}]/u.test(text))) return false;
    const known = counted.stays.of(key) + counted.mayStay.of(key) + counted.goes.of(key);
    return (
      known === 0 &&
      counted.stays.of(`name ${text}`) + counted.mayStay.of(`name ${text}`) === 0 &&
      !after.has(text)
    );
  });
  const gone = goneWhole(files, counted, after);
  const turned = turnedDecisions(files);
  const altered = alteredUnits(files, inlinedNames(files, after)).map(
    ({ path, name }): Finding => ({
      code: 'kept-code-changed',
      path,
      sentence: `"${name}" in ${path} is changed, and it has nothing to do with the flag. Leave it as it was.`,
    }),
  );
  return [...findings({ counted, lost, left, fresh, gone, turned, kept }), ...altered];
}

function findings(found: {
  counted: Tally;
  lost: readonly string[];
  left: readonly string[];
  fresh: readonly string[];
  gone: readonly string[];
  turned: readonly string[];
  kept: string;
}): readonly Finding[] {
  const { counted, lost, left, fresh, gone, turned, kept } = found;
  const name = (key: string) => key.slice(key.indexOf(' ') + 1);
  const where = (key: string) => counted.where.get(key) ?? null;
  const list: Finding[] = [];
  const [firstLost, firstLeft, firstFresh] = [lost[0], left[0], fresh[0]];
  const content = left.filter((key) => !key.startsWith('name'));
  if ((firstLost !== undefined && content.length > 0) || turned.length > 0)
    list.push({
      code: 'wrong-variant-kept',
      path: turned[0] ?? where(content[0] ?? ''),
      sentence: `What stays is what a losing variant did. Keep what "${kept}" did.`,
    });
  if (firstLeft !== undefined)
    list.push({
      code: 'losing-variant-left',
      path: where(firstLeft),
      sentence: `${where(firstLeft)} still holds "${name(firstLeft)}", which only the flag or a losing variant needed. Remove it.`,
    });
  const changed = firstLost ?? firstFresh;
  if (changed !== undefined || gone.length > 0)
    list.push({
      code: 'kept-code-changed',
      path: changed === undefined ? null : where(changed),
      sentence:
        gone[0] !== undefined
          ? `"${gone[0]}" is gone, although it has nothing to do with the losing variants. Keep it.`
          : firstLost !== undefined
            ? `"${name(firstLost)}" in ${where(firstLost)} is changed or gone. Keep everything that "${kept}" did and that others wrote.`
            : `"${name(firstFresh ?? '')}" in ${where(firstFresh ?? '')} is new. A clean-up only removes.`,
    });
  return list;
}
