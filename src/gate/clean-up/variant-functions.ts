import { isPlainString } from '#code/code-tokens.ts';
import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { scopeOf, variantNames } from '#gate/clean-up/variant-names.ts';
import {
  argumentsOf,
  CALL,
  calleeOf,
  type VariantScope,
  type VariantValue,
  variantValue,
} from '#gate/clean-up/variant-value.ts';

const RETURNS = /^(?:return_statement|return|control_transfer_statement|jump_expression|return_expression)$/;

function bodyOf(node: SyntaxNode): SyntaxNode | null {
  const given = [...node.walk()].find(
    ({ type, children }) => type === 'pair' && children[0]?.text.trim() === 'do:',
  );
  if (node.type === 'call' && given !== undefined)
    return given.child('value') ?? given.namedChildren.at(-1) ?? null;
  return node.child('body') ?? node.namedChildren.findLast(({ type }) => /body|block/.test(type)) ?? null;
}

/** The expressions that a function gives back. */
function givenBack(node: SyntaxNode): readonly SyntaxNode[] {
  const body = bodyOf(node);
  if (body === null) return [];
  const returns = [...body.walk()].filter(
    (part) => part.named && RETURNS.test(part.type) && scopeOf(part) === node,
  );
  const values = returns.flatMap((part) => part.namedChildren.slice(0, 1));
  if (values.length > 0) return values;
  let last = body;
  while (
    last.namedChildren.length > 0 &&
    /body|block|statements|expression_statement|clause/.test(last.type)
  ) {
    const next = last.namedChildren.at(-1);
    if (next === undefined) break;
    last = next;
  }
  return [last];
}

/** What functions give back and are given, in all files together. */
export type FunctionValues = Pick<VariantScope, 'functionNamed' | 'parameterAt'>;

/** What the functions of these files give back and are given, if it is the variant or follows from it alone. */
export function functionValues(
  sources: readonly ParsedSource[],
  known: Omit<VariantScope, 'nameAt' | keyof FunctionValues>,
): FunctionValues {
  const back = new Map<string, VariantValue>();
  let given = new Map<string, VariantValue>();
  const values: FunctionValues = {
    functionNamed: (name) => (back.get(name) === 'unknown' ? null : (back.get(name) ?? null)),
    parameterAt: (name, index) => given.get(`${name} ${index}`) ?? null,
  };
  for (let round = 0; round < 3; round += 1) {
    const next = new Map<string, VariantValue>();
    for (const source of sources) {
      const { scope } = variantNames(source, { ...known, ...values });
      for (const { kind, name, node } of declarationsOf(source.root)) {
        const last = node.namedChildren.at(-1);
        const isArrow =
          (kind === 'value' || kind === 'entry') &&
          /arrow_function|function_expression|lambda/.test(last?.type ?? '');
        if (kind !== 'function' && !isArrow) continue;
        const parts = givenBack(isArrow && last !== undefined ? last : node);
        const results = parts.map((part) => variantValue(part, scope));
        const [first] = results;
        const told = results.filter((value) => value !== null);
        const [value] = told;
        if (first === undefined || value === undefined) continue;
        const others = parts.filter((_, index) => results[index] === null);
        const isPlain = others.every(
          (part) =>
            /^(?:true|false|True|False|nil|null|None|undefined)$/.test(part.text) || isPlainString(part),
        );
        back.set(name, isPlain && told.every((item) => item === value) ? value : 'unknown');
      }
      for (const node of source.root.walk()) if (CALL.test(node.type)) addArguments(node, scope, next);
    }
    given = next;
  }
  return values;
}

/** Adds what a call gives; a place that is given different things gets nothing. */
function addArguments(call: SyntaxNode, scope: VariantScope, given: Map<string, VariantValue>): void {
  const { name } = calleeOf(call);
  argumentsOf(call).forEach((argument, index) => {
    const place = `${name} ${index}`;
    const value = variantValue(argument, scope);
    given.set(place, given.has(place) && given.get(place) !== value ? null : value);
  });
}
