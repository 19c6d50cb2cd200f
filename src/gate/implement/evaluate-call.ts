import type { CallSite } from '#code/calls.ts';
import type { Definition } from '#code/definitions.ts';
import { isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import { ACTIVE_MEMBER } from '#gate/implement/evaluate-name.ts';
import { lookedUp } from '#gate/implement/evaluate-operator.ts';
import { type Answer, type PaperRun, plain, type Value } from '#gate/implement/value.ts';
import { namedVariant } from '#gate/implement/variants.ts';

const EQUAL = /^(?:equals|eq|eql\?|equal|equalsIgnoreCase|Equals|isEqual|sameAs)$/;
const ELSE =
  /^(?:unwrap_or|unwrap_or_default|orElse|getOrElse|getOrDefault|or_else|unwrap_or_else|catch|ifBlank|ifEmpty|orEmpty|GetValueOrDefault)$/;
/** Calls that leave a value that is there as it is. */
export const AS_IT_IS =
  /^(?:copied|cloned|clone|to_owned|as_ref|as_deref|unwrap_or\w*|orElse\w*|getOrElse|getOrDefault|or_else|GetValueOrDefault)$/;
const MEMBERSHIP = /^(?:includes|include\?|in\?|contains|Contains|in_array|has|member\?|indexOf)$/;
const WRAPS =
  /^(?:computed|useMemo|useCallback|String|Some|Ok|ref|Promise|resolve|str|memo|lazy|derived|createMemo|readonly|toRef|unref|next|runBlocking|runCatching|trim)$/;

/** What a call gives. */
export function valueOfCall(
  run: PaperRun,
  site: CallSite,
  file: CodeFile,
  answer: Answer,
  depth: number,
): Value {
  const { plan } = run.base.change;
  const inner = site.receiver === null ? null : run.value(receiverOf(site), file, answer, depth);
  const first = site.arguments[0]?.value;
  if (EQUAL.test(site.name) && first !== undefined && site.receiver !== null) {
    const second = site.arguments[1]?.value;
    const a =
      second === undefined || (inner !== null && !('code' in inner))
        ? inner
        : run.value(second, file, answer, depth);
    const named = namedVariant(first, plan);
    const b = named === null ? run.value(first, file, answer, depth) : plain(named);
    return !a || !b || 'code' in a || 'code' in b ? null : plain(a.plain === b.plain);
  }
  if (MEMBERSHIP.test(site.name) && first !== undefined) {
    const asked = run.value(first, file, answer, depth);
    const list = site.receiver ?? site.arguments[1]?.value;
    if (asked !== null && !('code' in asked) && list !== undefined)
      return plain([...list.walk()].some((one) => literalOf(one)?.value === asked.plain));
  }
  if (
    /^(?:get|fetch|dig|getOrDefault|TryGetValue)$/.test(site.name) &&
    first !== undefined &&
    site.receiver !== null
  ) {
    const found = lookedUp(run, receiverOf(site), first, file, answer, depth);
    const other = site.arguments[1]?.value;
    if (found !== null && (!('plain' in found) || found.plain !== null)) return found;
    if (found !== null)
      return other === undefined ? found : (run.value(other, file, answer, depth) ?? { code: other });
  }
  if (inner !== null && 'code' in inner && AS_IT_IS.test(site.name)) return inner;
  if (inner !== null && !('code' in inner)) {
    if (ACTIVE_MEMBER.test(site.name)) return plain(inner.plain !== null);
    const none =
      inner.plain === null ||
      (answer === null &&
        inner.plain === false &&
        run.readings.some(({ node }) => site.receiver?.covers(node)));
    if (ELSE.test(site.name) && none && first !== undefined) return run.value(first, file, answer, depth);
    if (
      inner.plain === null &&
      first !== undefined &&
      literalOf(first) !== null &&
      site.arguments.length > 1
    ) {
      return run.value(site.arguments.at(-1)?.value ?? first, file, answer, depth);
    }
    return /^(?:length|size|count|split|replace|startsWith|endsWith|slice|indexOf)$/.test(site.name)
      ? null
      : inner;
  }
  const own = functionNamed(run, site.name, file);
  if (own?.value) {
    const given = site.arguments.some(({ value }) => reaches(run, value, file));
    const within = run.readings.some(({ node }) => own.value?.covers(node));
    if (within || given) return run.last([own.value], fileOf(own, run.base) ?? file, answer, depth);
    return { code: site.node };
  }
  const variant = site.arguments
    .map(({ value }) => run.value(value, file, answer, depth))
    .find((one) => one !== null && 'plain' in one && one.plain !== null);
  if (
    WRAPS.test(site.name) ||
    (/^[A-Z]\w*$|^(?:from|valueOf|parse|of|init|tryFrom)/.test(site.name) &&
      variant !== undefined &&
      site.arguments.length === 1)
  )
    return first === undefined ? null : run.value(first, file, answer, depth);
  return { code: site.node };
}

function reaches(run: PaperRun, node: SyntaxNode, file: CodeFile): boolean {
  return (
    [node, ...node.walk()].some((one) => run.readings.some((reading) => reading.node === one)) ||
    (isIdentifier(node) && run.depends(node, file))
  );
}

function functionNamed(run: PaperRun, name: string, file: CodeFile): Definition | null {
  for (const one of [file, ...run.base.product]) {
    const found = run
      .definitions(one)
      .find((definition) => definition.kind === 'function' && definition.name === name);
    if (found !== undefined) return found;
  }
  return null;
}

function receiverOf(site: CallSite): SyntaxNode {
  const { receiver } = site;
  if (receiver === null) return site.node;
  const names = [...receiver.walk()].filter(isIdentifier);
  return names.at(-1)?.text === site.name && receiver.namedChildren.length > 1
    ? (receiver.namedChildren[0] ?? receiver)
    : receiver;
}

function fileOf(definition: Definition, base: CodeBase): CodeFile | null {
  const root = [...definition.node.ancestors()].at(-1);
  return base.files.find(({ source }) => source?.root === root) ?? null;
}
