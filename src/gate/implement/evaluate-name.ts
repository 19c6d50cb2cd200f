import { switchOf } from '#code/branches.ts';
import { callSiteOf } from '#code/calls.ts';
import { definitionOf } from '#code/definitions.ts';
import { bareName, isIdentifier } from '#code/identifiers.ts';
import { enclosingFunction } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';
import { type Answer, type PaperRun, plain, type Value } from '#gate/implement/value.ts';
import { namedVariant } from '#gate/implement/variants.ts';

/** Members that tell whether there is an answer. */
export const ACTIVE_MEMBER =
  /^(?:enabled|isEnabled|is_enabled|active|on|feature_enabled|featureEnabled|isOn)$/i;

/** What a member of something stands for. */
export function valueOfMember(
  run: PaperRun,
  node: SyntaxNode,
  file: CodeFile,
  answer: Answer,
  depth: number,
): Value {
  const named = namedVariant(node, run.base.change.plan);
  if (named !== null) return plain(named);
  const names = [...node.walk()].filter(isIdentifier);
  const last = names.at(-1);
  const object = node.namedChildren[0];
  if (last === undefined || object === undefined) return { code: node };
  const variant = namedVariant(last, run.base.change.plan);
  if (variant !== null && names.length > 1) return plain(variant);
  const inner = object.covers(last) ? null : run.value(object, file, answer, depth);
  if (inner !== null && !('code' in inner)) {
    if (ACTIVE_MEMBER.test(last.text)) return plain(inner.plain !== null);
    return /^(?:length|size)$/.test(last.text) ? null : inner;
  }
  return valueOfName(run, last, file, answer, depth, !/^(?:this|self|@)/.test(node.text));
}

/** What a name stands for. */
export function valueOfName(
  run: PaperRun,
  node: SyntaxNode,
  file: CodeFile,
  answer: Answer,
  depth: number,
  member = false,
): Value {
  const name = bareName(node.text);
  if (/^(?:err|error|e)$/.test(name)) {
    const from = run
      .definitions(file)
      .find(
        ({ kind, node: one, value }) =>
          kind === 'value' &&
          value !== null &&
          new RegExp(`,\\s*${RegExp.escape(name)}\\b`).test(one.text.slice(0, 80)) &&
          run.readings.some((reading) => value.covers(reading.node)),
      );
    if (from !== undefined) return plain(answer === null ? 'no answer' : null);
  }
  const scope = enclosingFunction(node)?.node ?? null;
  const all = run
    .definitions(file)
    .filter((one) => one.name === name && one.nameNode !== node && one.kind !== 'type');
  const near = all.filter((one) => scope?.covers(one.node));
  const found = (
    near.length > 0
      ? near
      : all.filter(
          (one) =>
            enclosingFunction(one.node) === null ||
            member ||
            /@|this|self/.test(one.node.text.slice(0, 5)) ||
            /field|property|instance/.test(one.nameNode.type),
        )
  ).filter((one) => one.kind !== 'entry');
  const values = found.filter((one) => one.kind === 'value' && one.value !== null && !one.value.covers(node));
  const valued =
    values.find((one) => run.readings.some((reading) => one.value?.covers(reading.node))) ?? values[0];
  if (valued?.value) return run.value(valued.value, file, answer, depth);
  const parameter = found.find(({ kind }) => kind === 'parameter');
  if (run.readings.some((reading) => reading.node === parameter?.nameNode)) {
    return run.value(parameter?.nameNode ?? node, file, answer, depth);
  }
  if (parameter !== undefined || near.length > 0 || scope !== null) {
    const given = givenFor(run, name, scope, answer, depth);
    if (given !== null) return given;
  }
  const bound = boundByCase(node, name);
  if (bound !== null) return run.value(bound, file, answer, depth);
  const getter = member
    ? null
    : run
        .definitions(file)
        .find(
          (one) =>
            one.kind === 'function' &&
            one.name === name &&
            run.readings.some((reading) => one.value?.covers(reading.node)),
        );
  if (getter?.value) return run.last([getter.value], file, answer, depth);
  const variant = namedVariant(node, run.base.change.plan);
  return variant === null ? { code: node } : plain(variant);
}

/** What calls in the product give a function for one of its parameters. */
function givenFor(
  run: PaperRun,
  name: string,
  scope: SyntaxNode | null,
  answer: Answer,
  depth: number,
): Value {
  const own = scope === null ? null : definitionOf(scope);
  if (own === null) return null;
  const list =
    scope?.namedChildren.find(({ type }) => /parameter|lambda_parameters|^arguments$/.test(type)) ??
    own.value?.namedChildren.find(({ type }) => /parameter/.test(type));
  const at =
    list?.namedChildren.findIndex((one) =>
      [...one.walk()].some((two) => isIdentifier(two) && bareName(two.text) === name),
    ) ?? -1;
  if (at < 0) return null;
  for (const caller of run.base.product) {
    if (caller.source === null || !caller.text.includes(own.name)) continue;
    for (const node of caller.source.root.walk()) {
      const attribute =
        node.type === 'jsx_attribute' &&
        node.namedChildren[0]?.text === name &&
        new RegExp(`^<${RegExp.escape(own.name)}\\b`).test(node.parent?.text ?? '')
          ? node.namedChildren[1]
          : undefined;
      const site = attribute === undefined ? callSiteOf(node) : null;
      const value =
        attribute ??
        (site?.name === own.name && !own.node.covers(node)
          ? (site.arguments.find((one) => one.name === name)?.value ?? site.arguments[at]?.value)
          : undefined);
      if (value === undefined) continue;
      const found = run.value(value, caller, answer, depth);
      if (found !== null && !('code' in found)) return found;
    }
  }
  return null;
}

/** The subject of the case whose pattern gives the name its value; null if no pattern does. */
function boundByCase(node: SyntaxNode, name: string): SyntaxNode | null {
  for (const above of node.ancestors()) {
    const cases = switchOf(above);
    const own = cases?.cases.find(({ body }) => body.some((part) => part.covers(node)));
    const binds = own?.patterns.some((pattern) =>
      [...pattern.walk()].some((part) => isIdentifier(part) && bareName(part.text) === name),
    );
    if (binds) return cases?.subject ?? null;
  }
  return null;
}
