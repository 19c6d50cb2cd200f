/** Nodes in (-1, 1), ascending, and their weights; an integral over [a, b] scales both by (b - a) / 2. */
export type QuadratureRule = { readonly nodes: readonly number[]; readonly weights: readonly number[] };

const rules = new Map<number, QuadratureRule>();

/**
 * The Gauss-Legendre rule with `n` >= 1 points, computed once per `n` by Newton steps on
 * the Legendre polynomial from its cosine approximation.
 */
export function gaussLegendre(n: number): QuadratureRule {
  const known = rules.get(n);
  if (known !== undefined) return known;
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < n; i += 1) {
    const { root, weight } = legendreRoot(n, n - 1 - i);
    nodes.push(root);
    weights.push(weight);
  }
  const rule = { nodes, weights };
  rules.set(n, rule);
  return rule;
}

function legendreRoot(n: number, index: number): { root: number; weight: number } {
  let root = Math.cos((Math.PI * (index + 0.75)) / (n + 0.5));
  if (2 * index + 1 === n) root = 0;
  let slope = 1;
  for (let step = 0; step < 8; step += 1) {
    const { value, derivative } = legendre(n, root);
    slope = derivative;
    const change = value / derivative;
    root -= change;
    if (Math.abs(change) < 1e-16) break;
  }
  slope = legendre(n, root).derivative;
  return { root, weight: 2 / ((1 - root * root) * slope * slope) };
}

function legendre(n: number, x: number): { value: number; derivative: number } {
  let previous = 1;
  let value = x;
  for (let k = 2; k <= n; k += 1) {
    const next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
    previous = value;
    value = next;
  }
  return { value, derivative: (n * (x * value - previous)) / (x * x - 1) };
}
