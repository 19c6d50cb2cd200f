import { describe, expect, it } from 'vitest';
import { riskUnder } from '#settings/risk-rules.ts';
import { GATE_REQUEST } from '#test/support/example-plans.ts';

describe('a risk rule', () => {
  it.each([
    [[], 'low', 'low'],
    [[{ surface: 'level gate', atLeast: 'high' }], 'low', 'high'],
    [[{ surface: 'checkout', atLeast: 'high' }], 'low', 'low'],
    [[{ repository: 'acme/shop', atLeast: 'medium' }], 'low', 'medium'],
    [[{ goalMetric: 'retention_7d', atLeast: 'medium' }], 'high', 'high'],
    [
      [
        { goalMetric: 'retention_7d', atLeast: 'high' },
        { surface: 'level gate', atLeast: 'medium' },
      ],
      'low',
      'high',
    ],
  ] as const)('raises the risk and never lowers it: %j on %s gives %s', (rules, assessed, risk) => {
    expect(riskUnder(rules, GATE_REQUEST, assessed)).toBe(risk);
  });

  it('reads every goal of a request', () => {
    const rules = [{ goalMetric: 'visit_rate', atLeast: 'high' }] as const;
    expect(riskUnder(rules, GATE_REQUEST, 'low')).toBe('low');
    expect(riskUnder(rules, { ...GATE_REQUEST, otherGoals: ['visit_rate'] }, 'low')).toBe('high');
  });
});
