import { callSiteOf } from '#code/calls.ts';
import { definitionOf, definitionsOf } from '#code/definitions.ts';
import { enclosingFunction } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase } from '#gate/implement/code-base.ts';
import type { Fork } from '#gate/implement/fork.ts';
import type { Novelty } from '#gate/implement/novelty.ts';
import { isYesOrNo } from '#gate/implement/reader-default.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import { namedVariant, variantsIn } from '#gate/implement/variants.ts';

const TRY =
  /^(?:try_statement|try_expression|try_with_resources_statement|begin|begin_block|body_statement|do_statement|do_block|method|call)$/;
const CATCH = /^(?:catch_clause|except_clause|rescue|catch_block|rescue_block)$/;

function handlersAround(node: SyntaxNode): readonly SyntaxNode[] {
  for (const above of node.ancestors()) {
    const handlers = TRY.test(above.type)
      ? [...above.walk()].filter(({ type, named }) => named && CATCH.test(type))
      : [];
    if (handlers.length > 0) return handlers.filter((handler) => !handler.covers(node));
    if (definitionOf(above)?.kind === 'function') return [];
  }
  return [];
}

/** Tells whether a handler of failures gives yes and never no; what it hands to a logger does not count. */
function saysYes(handler: SyntaxNode): boolean {
  const said = [...handler.walk()].filter(
    (node) => /^(?:true|false)$/i.test(node.text) && node.children.length === 0 && !isHandedOn(node, handler),
  );
  return said.length > 0 && said.every(({ text }) => /^true$/i.test(text));
}

function isHandedOn(node: SyntaxNode, handler: SyntaxNode): boolean {
  for (const above of node.ancestors()) {
    if (above === handler) return false;
    if (callSiteOf(above) !== null) return true;
  }
  return false;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[{;\s]+|[};\s]+$/g, '');
}

/** Tells whether a handler of failures, or a value set before the flag is asked, lets a treatment count. */
export function failureBranches(
  base: CodeBase,
  readings: readonly FlagReading[],
  forks: readonly Fork[],
  novelty: Novelty,
): boolean {
  const { plan } = base.change;
  return readings.some((reading) => {
    const { node, file } = reading;
    const handlers = handlersAround(node);
    if (handlers.some((handler) => isTreatment(variantsIn(handler, plan)))) return true;
    if (isYesOrNo(reading, base) && handlers.some(saysYes)) return true;
    const arms = forks.flatMap((one) =>
      plan.treatments
        .map((key) => one.branch(key) ?? [])
        .filter((branch) => novelty.newWords(branch, one.file).size > 0),
    );
    const copied = arms.some((branch) => {
      const text = squeezed(branch.map((one) => one.text).join(' '));
      return text.length > 8 && handlers.some((handler) => squeezed(handler.text).includes(text));
    });
    if (copied) return true;
    const name = [...node.ancestors()].map(definitionOf).find((one) => one?.kind === 'value')?.name;
    const scope = enclosingFunction(node)?.node;
    if (name === undefined || file.source === null) return false;
    return definitionsOf(file.source).some((one) => {
      if (one.kind !== 'value' || one.name !== name || one.value === null || one.value.covers(node))
        return false;
      if (scope !== undefined && !scope.covers(one.node)) return false;
      const key = namedVariant(one.value, plan);
      return key !== null && key !== plan.control;
    });

    function isTreatment(keys: readonly string[]): boolean {
      return keys.length > 0 && !keys.includes(plan.control);
    }
  });
}
