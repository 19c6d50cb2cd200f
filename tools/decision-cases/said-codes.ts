/** The statements of a message, by the codes of the cases. A pattern is held against one line of the message at a time. */
const STATEMENTS: Readonly<Record<string, RegExp>> = {
  'split-broken': /split is not as planned/i,
  'minimum-not-met': /not enough units or events to decide/i,
  'not-whole-weeks': /not on a whole week/i,
  'proven-better': /\(goal\).*: proven better/i,
  'proven-worse': /\(goal\).*: proven worse/i,
  'nothing-proven': /no effect on .+ is proven/i,
  'proven-but-below-worth': /by less than is worth having/i,
  'guardrail-broken': /proven worse than its margin/i,
  'guardrail-proven-within': /\(guardrail\).*: proven to be within its margin/i,
  'guardrail-not-proven-within': /\(guardrail\).*: not proven to be within its margin/i,
  'guardrail-not-judgeable': /\(guardrail\).*: cannot be judged/i,
  'harm-proven': /proof holds at any time/i,
  'too-few-events-for-harm': /too few events to prove harm/i,
  'interval-level-stated': /\d % interval/i,
};

/** A p-value of an effect that does not say that it is the adjusted one. The split has a p of its own, in brackets. */
const PLAIN_P = /(?<!adjusted )(?<!\()\bp [<\d]/i;

/** The codes of everything that the lines say. */
export function saidCodes(lines: readonly string[]): readonly string[] {
  const said = Object.entries(STATEMENTS).flatMap(([code, says]) =>
    lines.some((line) => says.test(line)) ? [code] : [],
  );
  return lines.some((line) => PLAIN_P.test(line)) ? said : [...said, 'p-value-adjusted'];
}

/** Every text of a message, one per block or field, with the marks of the markup taken out. */
export function linesOf(message: unknown): readonly string[] {
  return textsIn(message).map((text) => text.replaceAll(/[*_`]/g, '').replaceAll('\n', ' '));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'text' && typeof inner === 'string') return inner.split(/\n(?=:)/);
    return textsIn(inner);
  });
}
