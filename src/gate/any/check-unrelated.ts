import { codeTokens } from '#code/code-tokens.ts';
import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import { isTestFile } from '#code/test-paths.ts';
import { type CodeUnit, codeUnits } from '#gate/any/code-units.ts';
import { shared } from '#gate/any/written-tests.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';
import { configNames } from '#gate/clean-up/config-names.ts';
import { flagSymbols } from '#gate/clean-up/flag-symbols.ts';

interface ChangedUnit {
  readonly path: string;
  readonly before: CodeUnit | null;
  readonly after: CodeUnit | null;
  /** Names that the unit did not use before. */
  readonly fresh: ReadonlySet<string>;
}

function words({ tokens }: CodeUnit): readonly string[] {
  return tokens
    .filter(({ kind }) => kind === 'name' || kind === 'text')
    .map(({ text }) => text.replace(/^[$@]+/, ''));
}

/** Whether two units say the same; of types and values only what they name counts. */
function isSame(a: CodeUnit, b: CodeUnit): boolean {
  const said = ({ tokens, isFunction, isValue }: CodeUnit) =>
    tokens
      .filter(({ kind, text }) =>
        isFunction
          ? !/^[,;]$/.test(text)
          : kind === 'text' || kind === 'number' || (kind === 'name' && isValue),
      )
      .map(({ text }) => text)
      .join(' ');
  return said(a) === said(b);
}

function changedUnits(
  path: string,
  before: readonly CodeUnit[],
  after: readonly CodeUnit[],
): readonly ChangedUnit[] {
  const now = new Map(after.map((unit) => [unit.id, unit]));
  const then = new Map(before.map((unit) => [unit.id, unit]));
  const changed = before.flatMap((unit): readonly ChangedUnit[] => {
    const fresh = now.get(unit.id) ?? null;
    if (fresh !== null && isSame(unit, fresh)) return [];
    const known = new Set(words(unit));
    return [
      {
        path,
        before: unit,
        after: fresh,
        fresh: new Set(fresh === null ? [] : words(fresh).filter((word) => !known.has(word))),
      },
    ];
  });
  const added = after
    .filter(({ id }) => !then.has(id))
    .map((unit) => ({ path, before: null, after: unit, fresh: new Set([unit.name, ...words(unit)]) }));
  return [...changed, ...added];
}

/** Units whose code is as before and whose text is not. */
function reformatted(before: readonly CodeUnit[], after: readonly CodeUnit[]): readonly string[] {
  const now = new Map(after.map((unit) => [unit.id, unit]));
  const squeezed = (text: string) => text.replace(/[ \t]*\r?\n\s*\n+/g, '\n').trim();
  return before.flatMap((unit) => {
    const fresh = now.get(unit.id);
    if (fresh === undefined || !isSame(unit, fresh) || !unit.isFunction) return [];
    return squeezed(unit.text) === squeezed(fresh.text) ? [] : [unit.name];
  });
}

/** Names that many units share say nothing about the experiment. */
function telling(word: string): boolean {
  return (
    word.length > 1 && !/^(?:this|self|props|value|string|return|true|false|null|name|key|id)$/.test(word)
  );
}

/** The units that have to do with the experiment: they name its flag, or share new names with others that do. */
function related(units: readonly ChangedUnit[], flagWords: ReadonlySet<string>): ReadonlySet<ChangedUnit> {
  const found = new Set<ChangedUnit>();
  const names = new Set<string>();
  const changed = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const unit of units) {
      if (found.has(unit)) continue;
      const said = unit.after === null ? [] : words(unit.after);
      const isOfFlag =
        said.some((word) => flagWords.has(word)) ||
        (unit.before !== null && words(unit.before).some((word) => flagWords.has(word)));
      const calls = said.some((word) => changed.has(word));
      if (!isOfFlag && !calls && ![...unit.fresh].some((word) => names.has(word) && telling(word))) continue;
      found.add(unit);
      for (const word of unit.fresh) names.add(word);
      const own = unit.after ?? unit.before;
      // A type that got an entry for the flag is named by code of other flags too.
      if (own !== null && (own.isFunction || own.isValue || unit.before === null)) changed.add(own.name);
      grown = true;
    }
  }
  return found;
}

/** The functions and entries that hold the key somewhere inside. */
function holdersOf({ root }: ParsedSource, key: string): readonly string[] {
  const keys = codeTokens(root).filter(({ kind, text }) => kind === 'text' && text === key);
  const declared = declarationsOf(root).filter(({ kind }) => kind === 'function' || kind === 'entry');
  return keys.flatMap(({ node }) => {
    const around = declared.filter((item) => item.node.covers(node) && !item.nameNode.covers(node));
    const nearest = around.sort((a, b) => a.node.end - a.node.start - (b.node.end - b.node.start))[0];
    return nearest === undefined ? [] : [nearest.name];
  });
}

/**
 * Finds code that a change alters, reformats or removes beside the planned one: functions, values and types that neither
 * name the flag nor share a new name with code that does.
 */
export async function checkUnrelated(
  change: ProposedChange,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const { plan } = change;
  const units: ChangedUnit[] = [];
  const findings: Finding[] = [];
  const flagWords = new Set([plan.flagKey]);
  const finding = (path: string, name: string, what: string): Finding => ({
    code: 'unrelated-change',
    path,
    sentence: `"${name}" in ${path} is ${what}, and it has nothing to do with the experiment. Leave it as it was.`,
  });
  for (const path of await base.holdingAfter(plan.flagKey)) {
    if (isTestFile(path)) continue;
    const source = await base.parsedAfter(path);
    const text = (await base.after(path)) ?? '';
    const named = source === null ? configNames(path, text, plan.flagKey) : flagSymbols(source, plan.flagKey);
    for (const { name } of named) flagWords.add(name);
    if (source !== null) for (const name of holdersOf(source, plan.flagKey)) flagWords.add(name);
  }
  for (const { path } of change.edits) {
    if (isTestFile(path)) continue;
    const [before, after] = [await base.parsedBefore(path), await base.parsedAfter(path)];
    if (after === null && before === null) continue;
    if (after !== null && after.errors.length > 0) continue;
    const [old, fresh] = [before, after].map((source) => (source === null ? [] : codeUnits(source)));
    if (change.kind === 'implement') units.push(...changedUnits(path, old ?? [], fresh ?? []));
    for (const name of before === null || after === null ? [] : reformatted(old ?? [], fresh ?? []))
      findings.push(finding(path, name, 'reformatted'));
  }
  if (change.kind !== 'implement') return findings;
  const own = related(units, flagWords);
  const added = units.filter(({ before }) => before === null);
  for (const unit of units) {
    if (own.has(unit) || unit.before === null) continue;
    const moved = [...added, ...own].some(
      ({ after }) =>
        after !== null && unit.before !== null && shared(unit.before.tokens, after.tokens) >= 0.6,
    );
    if (unit.after === null && moved) continue;
    findings.push(finding(unit.path, unit.before.name, unit.after === null ? 'removed' : 'changed'));
  }
  return findings;
}
