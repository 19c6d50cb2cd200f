import { callSiteOf } from '#code/calls.ts';
import { definitionsOf } from '#code/definitions.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase } from '#gate/implement/code-base.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import type { Answer, Value } from '#gate/implement/value.ts';
import { variantKeys, variantsIn } from '#gate/implement/variants.ts';

const BOOLEAN =
  /^(?:is|has|check)_?[A-Z_]|enabled\??$|^enabled|isOn$|^on\?$|active\??$|bool(?:ean)?_?(?:variation|value|flag)?|checkGate|_gate|^Flag\w*Enabled/i;
const WITHOUT =
  /^(?:rescue|catch_clause|catch_block|except_clause|rescue_block|else|else_clause|match_default_expression)$/;

/** Tells whether a reading gives yes or no instead of a variant. */
export function isYesOrNo(reading: FlagReading, base: CodeBase): boolean {
  const site = callSiteOf(reading.node);
  if (site?.arguments.some(({ value }) => variantsIn(value, base.change.plan).length > 0)) return false;
  if (site?.arguments.some(({ value }) => /^(?:true|false)$/i.test(value.text))) return true;
  return base.change.plan.treatments.length === 1 && BOOLEAN.test(reading.name);
}

/** What a config entry says counts without an answer; null if it does not say. */
function configured(node: SyntaxNode, base: CodeBase): string | null {
  const said = /(?:fall_?back|default)\w*["']?\s*[:=]\s*["']?([\w-]+)/i.exec(node.text)?.[1] ?? null;
  return variantKeys(base.change.plan).find((key) => key === said) ?? null;
}

function defaultsIn(nodes: readonly SyntaxNode[], base: CodeBase): readonly string[] {
  return [...new Set(nodes.flatMap((node) => variantsIn(node, base.change.plan)))];
}

/** The variants that stand in the reader's own function, its handling of failures first. */
function readersOwn(reading: FlagReading, base: CodeBase): readonly string[] {
  for (const file of base.product) {
    if (file.source === null || !file.text.includes(reading.name)) continue;
    for (const { kind, name, node } of definitionsOf(file.source)) {
      if (kind !== 'function' || name !== reading.name || node.covers(reading.node)) continue;
      const all = defaultsIn([node], base);
      const failing = defaultsIn(
        [...node.walk()].filter(({ type }) => WITHOUT.test(type)),
        base,
      );
      if (all.length === 1) return all;
      if (failing.length === 1) return failing;
      if (all.length > 1) return [base.change.plan.control];
    }
  }
  return [];
}

/** The variant that counts without an answer, as the place that asks says it; null if nothing says it. */
export function defaultOf(reading: FlagReading, base: CodeBase): string | null {
  const { control } = base.change.plan;
  const site = callSiteOf(reading.node);
  const named = site?.arguments.filter(({ name }) => /default|fall_?back|control/i.test(name ?? '')) ?? [];
  const given = (named.length > 0 ? named : (site?.arguments ?? [])).map(({ value }) => value);
  const around = reading.node.parent;
  const isParameter = around !== null && /parameter$/.test(around.type);
  const attributes = /^jsx_/.test(reading.node.type) ? [reading.node] : isParameter ? [around] : [];
  const own = defaultsIn([...given, ...attributes], base);
  const entry = reading.through.map(({ node }) => node).find(({ type }) => type === 'config_entry');
  const config = entry === undefined || own.length > 0 ? null : configured(entry, base);
  if (config !== null) return config;
  const registered =
    own.length > 0
      ? own
      : defaultsIn(
          reading.through.map(({ node }) => node).filter((node) => node.end - node.start < 600),
          base,
        );
  const found = registered.length > 0 ? registered : readersOwn(reading, base);
  if (found.length === 0) return null;
  return found.length === 1 || !found.includes(control) ? (found[0] ?? null) : control;
}

/** What a reading gives for an answer of the flag service. */
export function fromReader(reading: FlagReading, base: CodeBase, answer: Answer): Value {
  const { control, treatments } = base.change.plan;
  if (isYesOrNo(reading, base)) {
    const site = callSiteOf(reading.node);
    const yes = site?.arguments.some(({ value }) => /^true$/i.test(value.text)) ?? false;
    return { plain: answer === null ? yes : answer !== control && treatments.includes(answer) };
  }
  return { plain: answer ?? defaultOf(reading, base) };
}
