import type { LookCase } from './case-fields.ts';
import { judgeCase } from './judge-case.ts';

type Outcome = ReturnType<typeof judgeCase>;

/** What a look gets wrong, one sentence each; empty if all is right. */
export function problemsOfLook(one: LookCase): readonly string[] {
  const outcome = judgeCase(one);
  return [
    ...verdictProblems(one, outcome),
    ...codeProblems(one, outcome),
    ...pProblems(one, outcome),
    ...intervalProblems(one, outcome),
  ];
}

function verdictProblems({ expect }: LookCase, { snapshot: { verdict }, byBot }: Outcome): readonly string[] {
  const { recommendation, variant, harmed = [] } = verdict;
  const allowed = [expect.verdict].flat();
  const dropped = harmed.map((one) => one.variant).toSorted();
  const problems: string[] = [];
  if (!allowed.includes(recommendation)) {
    problems.push(`the verdict is ${recommendation} (${verdict.rule}), not ${allowed.join(' or ')}`);
  }
  if (expect.variant !== undefined && variant !== expect.variant) {
    problems.push(`the verdict is about ${variant ?? 'no variant'}, not ${expect.variant}`);
  }
  if (expect.dropped !== undefined && String(dropped) !== String(expect.dropped.toSorted())) {
    problems.push(`harmed are ${dropped.join(', ') || 'none'}, not ${expect.dropped.join(', ')}`);
  }
  if (expect.byBot !== undefined && byBot !== expect.byBot) {
    problems.push(byBot ? 'the bot acts alone' : 'the bot does not act alone');
  }
  return problems;
}

function codeProblems({ expect }: LookCase, { said }: Outcome): readonly string[] {
  const missing = (expect.mustSay ?? []).filter((code) => !said.includes(code));
  const wrong = (expect.mustNotSay ?? []).filter((code) => said.includes(code));
  return [...missing.map((code) => `${code} is not said`), ...wrong.map((code) => `${code} is said`)];
}

function comparisonOf({ snapshot }: Outcome, metric: string, variant: string) {
  const found = snapshot.analysis.comparisons.find(
    (one) => one.metric === metric && one.variant === variant && one.kind === 'ok',
  );
  return found?.kind === 'ok' ? found : null;
}

/** A p-value that is not shown is not wrong. */
function pProblems({ expect }: LookCase, outcome: Outcome): readonly string[] {
  return (expect.p ?? []).flatMap(({ metric, variant, min, max }) => {
    const p = comparisonOf(outcome, metric, variant)?.adjustedPValue ?? null;
    return p === null || (p >= min && p <= max)
      ? []
      : [`p of ${metric} is ${p.toPrecision(4)}, outside ${min} to ${max}`];
  });
}

function intervalProblems({ expect }: LookCase, outcome: Outcome): readonly string[] {
  return (expect.interval ?? []).flatMap(({ metric, variant, level, lower, upper, tolerance }) => {
    const comparison = comparisonOf(outcome, metric, variant);
    if (comparison?.liftInterval == null) return [`no interval of ${metric} is given`];
    const { liftInterval, alpha, role } = comparison;
    const found = 1 - (role === 'guardrail' ? 2 * alpha : alpha);
    const isAt = (value: number, wanted: number) => Math.abs(value - wanted) <= tolerance;
    const isRight =
      Math.abs(found - level) < 1e-9 && isAt(liftInterval.lower, lower) && isAt(liftInterval.upper, upper);
    const text = `${found}: ${liftInterval.lower.toFixed(5)} to ${liftInterval.upper.toFixed(5)}`;
    return isRight ? [] : [`the interval of ${metric} is ${text}, not ${level}: ${lower} to ${upper}`];
  });
}
