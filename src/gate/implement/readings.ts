import { type CallSite, callSiteOf } from '#code/calls.ts';
import { definitionOf, isAttributeName } from '#code/definitions.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import { configSymbol } from '#gate/implement/config-entries.ts';
import { type KeySymbol, literalsOfKey, symbolFor, usesOfSymbol } from '#gate/implement/key-symbols.ts';

/** A place that asks the flag service for the unit's variant. */
export interface FlagReading {
  readonly file: CodeFile;
  /** The expression whose value is the variant. */
  readonly node: SyntaxNode;
  /** What is called, or what is indexed. */
  readonly name: string;
  /** The definitions that lead from the key to this place. */
  readonly through: readonly KeySymbol[];
}

/** Calls that tell, keep or set something about a flag and give no variant. */
export const TELLING =
  /^(?:track|capture|log|logger|warn|info|debug|error|print|println|printf|puts|expose|exposure|emit|report|record|increment|observe|override|prefetch|preload|reload|onFeatureFlags|subscribe|watch|invalidate|delete|remove|assert|expect|when|given|stub|mock|send|notify|fetchErrorFor|len|includes?|contains|has|push|append)(?:[A-Z_]\w*)?!?$|payload|exposure|_seen$/i;
const MAKES = /^(?:new|create|make|build|define|declare|register|init)(?:[A-Z_]\w*)?$/;
const PASSES =
  /^(?:str|string|to_s|to_sym|to_string|to_owned|as_str|as_ref|into|eq|valueOf|requireNonNull|freeze|toString|fetchKey|of|from|some|just|ok|name|key|flagKey|rawValue)$/i;
const ARMS =
  /^(?:arm|on|when|with|add|register|variant|variation|treatment|control|group|branch|case|use|try|candidate)$/i;
const BLOCK =
  /(?:^block|_block|^statements|^statement_list|^program|^source_file|^source|^module|^compilation_unit|declaration_list|class_body|^stab_clause)$/;
const LIST = /^(?:array|list|set|tuple|slice|array_creation|collection)(?:_literal|_expression)?$/;
const SKIPPED =
  /^(?:import_|use_declaration|using_directive|namespace_use|export_clause|export_specifier|type_annotation|literal_type|union_type|type_arguments|type_alias|switch_pattern|when_condition|match_pattern|case_pattern|match_condition_list|constant_pattern|switch_label)/;
const EQUALITY = /^(?:==|===|!=|!==|eq|is|in|not in|=~)$/;

type Meaning = { readonly symbol: KeySymbol } | { readonly node: SyntaxNode; readonly name: string } | null;

function isConstructor(site: CallSite, language: string): boolean {
  if (/^(?:new_expression|object_creation_expression|implicit_object|constructor)/.test(site.node.type))
    return true;
  if (MAKES.test(site.name)) return true;
  return /^[A-Z]/.test(site.name) && !/^(?:go|csharp|elixir)$/.test(language) && !/^[A-Z_]+$/.test(site.name);
}

function isHead(node: SyntaxNode): boolean {
  const above = node.parent?.parent;
  return (
    node.parent?.type === 'arguments' &&
    above?.type === 'call' &&
    /^defp?$/.test(above.child('target')?.text ?? '')
  );
}

function isCompared(node: SyntaxNode): boolean {
  return (
    node.namedChildren.length === 2 &&
    node.children.some((child) => !child.named && EQUALITY.test(child.text))
  );
}

/** What using a symbol as the thing that is called or asked means. */
function asReceiver(site: CallSite, child: SyntaxNode, symbol: KeySymbol | null): Meaning | 'on' {
  const asked = symbol !== null && (symbol.asks || site.receiver !== null);
  if (PASSES.test(site.name) && site.receiver !== null && !symbol?.asks) return 'on';
  if (!asked || TELLING.test(site.name)) return null;
  const direct = site.node.children[0] === child && site.receiver === null;
  if (!direct && ARMS.test(site.name) && site.node.ancestors().next().value?.type === 'decorator')
    return null;
  if (!direct && ARMS.test(site.name) && site.arguments.length > 1) return null;
  return { node: site.node, name: site.name };
}

/** The parameter that an annotation has a value put into; null if it stands on something else. */
function injectedInto(annotation: SyntaxNode): SyntaxNode | null {
  for (const above of [...annotation.ancestors()].slice(0, 3)) {
    const definition = definitionOf(above);
    if (definition?.kind === 'parameter') return definition.nameNode;
    if (definition !== null) return null;
  }
  return null;
}

/** What a use of the key means: another name for it, a reading, or nothing. */
function meaningOf(use: SyntaxNode, file: CodeFile, symbol: KeySymbol | null): Meaning {
  const language = file.source?.language ?? '';
  let child = use;
  let made = symbol?.asks ?? false;
  let listed = false;
  for (const above of use.ancestors()) {
    if (SKIPPED.test(above.type) || isCompared(above)) return null;
    if (LIST.test(above.type) && definitionOf(child) === null) listed = true;
    const injected = /^(?:annotation|attribute|decorator)$/.test(above.type) ? injectedInto(above) : null;
    if (injected !== null) return { node: injected, name: callSiteOf(above)?.name ?? '' };
    const site = isAttributeName(above) ? null : callSiteOf(above);
    if (site !== null && !isHead(above) && above.type !== 'decorator') {
      const given = site.arguments.some(({ value }) => value.covers(child) || child.covers(value));
      if (!given) {
        const meaning = asReceiver(site, child, symbol);
        if (meaning !== 'on') return meaning;
      } else if (TELLING.test(site.name) || /^def(?:p|macrop?|module)?$/.test(site.name)) return null;
      else if (isConstructor(site, language)) made = true;
      else if (!PASSES.test(site.name) || site.receiver !== null) return { node: above, name: site.name };
    } else if (site !== null && isHead(above)) return null;
    if (/subscript|^index|element_reference|element_access|indexing/.test(above.type)) {
      const indexed = above.namedChildren[0];
      if (indexed !== undefined && !indexed.covers(child)) return { node: above, name: indexed.text };
    }
    if (/^jsx_(?:self_closing_element|opening_element)$/.test(above.type)) {
      const tag = above.child('name')?.text ?? '';
      const asks =
        /flag|feature|experiment|variant|toggle|treatment|split/i.test(tag) && !/provider/i.test(tag);
      return asks ? { node: above, name: tag } : null;
    }
    const definition = definitionOf(above);
    if (definition !== null && definition.nameNode !== child && !definition.nameNode.covers(child)) {
      if (definition.kind === 'parameter' || definition.kind === 'type') return null;
      const found = listed && !made ? null : symbolFor(above, file.path, made);
      if (found !== null) return { symbol: found };
      if (definition.kind !== 'entry') return null;
    }
    if (BLOCK.test(above.type) && !/array|object|hash/.test(above.type)) return null;
    child = above;
  }
  return null;
}

/** All places that ask for the variant of the plan's key, and the names that stand for the key. */
export async function findReadings(
  base: CodeBase,
): Promise<{ readonly readings: readonly FlagReading[]; readonly symbols: readonly KeySymbol[] }> {
  const { flagKey } = base.change.plan;
  const readings = new Map<SyntaxNode, FlagReading>();
  const symbols: KeySymbol[] = [];
  const take = (use: SyntaxNode, file: CodeFile, by: KeySymbol | null, through: readonly KeySymbol[]) => {
    const meaning = meaningOf(use, file, by);
    if (meaning === null) return;
    if ('node' in meaning)
      readings.set(meaning.node, { file, node: meaning.node, name: meaning.name, through });
    else if (!symbols.some(({ nameNode }) => nameNode === meaning.symbol.nameNode))
      symbols.push(meaning.symbol);
  };
  const paths = [...base.change.repository.paths, ...base.change.edits.map(({ path }) => path)];
  await base.loadEdits();
  await base.loadHolding(flagKey);
  for (const file of base.product) for (const use of literalsOfKey(flagKey, file)) take(use, file, null, []);
  for (const file of base.product) {
    const symbol = configSymbol(flagKey, file);
    if (symbol !== null) symbols.push(symbol);
  }
  for (let at = 0; at < symbols.length && at < 50; at += 1) {
    const symbol = symbols[at] as KeySymbol;
    await base.loadHolding(symbol.name);
    for (const file of base.product)
      for (const use of usesOfSymbol(symbol, file, paths)) take(use, file, symbol, symbols.slice(0, at + 1));
  }
  for (const { name } of readings.values()) await base.loadDefining(name);
  return { readings: [...readings.values()], symbols };
}
