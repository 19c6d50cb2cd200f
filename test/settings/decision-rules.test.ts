import { describe, expect, it } from 'vitest';
import { readSettings } from '#settings/file/read-settings.ts';
import { parseRuleSet, SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import { defaultsFor, ruleSetFor } from '#settings/rule-set-for.ts';
import type { Settings } from '#settings/settings.ts';
import { WHOLE } from './broken-files.ts';

function settingsOf(text: string) {
  const read = readSettings(text);
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const OWN = `${WHOLE}decisionRules:
  byRisk: {high: careful}
  sets:
    - name: careful
      description: Leave everything to a person.
      rows:
        - {rule: unsound, when: {data-sound: not-met}, recommend: do-not-read}
        - {rule: ask, when: {registered-end: met}, recommend: ask-person}
        - {rule: wait, when: {}, recommend: keep-running}
`;

describe('the decision rules of a plan', () => {
  it('are worth-having if the file says nothing, and for settings from before there was a choice', () => {
    const { decisionRules: _, ...rest } = settingsOf(WHOLE);
    const before: Settings = rest;
    for (const settings of [settingsOf(WHOLE), before]) {
      expect(ruleSetFor(settings, 'high').name).toBe('worth-having');
    }
  });

  it('are those that the file chooses for its risk, with the rows that the file gives', () => {
    const settings = settingsOf(OWN);
    expect(ruleSetFor(settings, 'low').name).toBe('worth-having');
    expect(ruleSetFor(settings, 'high')).toEqual({
      name: 'careful',
      description: 'Leave everything to a person.',
      rows: [
        { rule: 'unsound', when: { 'data-sound': 'not-met' }, recommend: 'do-not-read' },
        { rule: 'ask', when: { 'registered-end': 'met' }, recommend: 'ask-person' },
        { rule: 'wait', when: {}, recommend: 'keep-running' },
      ],
    });
  });

  it('of a set of the product are replaced by a set of the team with its name', () => {
    const settings = settingsOf(OWN.replaceAll('careful', 'worth-having'));
    expect(ruleSetFor(settings, 'low').description).toBe('Leave everything to a person.');
  });
});

describe('a file with decision rules', () => {
  it.each([
    [
      'a set that is not there',
      'careful}',
      'clear-signal}',
      'byRisk.high: There is no set of decision rules "clear-signal". Do you mean `clear-signals`?',
    ],
    [
      'a criterion that is none',
      'registered-end: met',
      'registerd-end: met',
      'sets[0].rows[1].when.registerd-end: This key is not known here. Do you mean `registered-end`?',
    ],
    [
      'a state that is none',
      'registered-end: met',
      'registered-end: true',
      'sets[0].rows[1].when.registered-end: This must be one of met, not-met, unknown.',
    ],
    [
      'a recommendation that is none',
      'ask-person',
      'ask',
      'sets[0].rows[1].recommend: This must be one of ship',
    ],
    [
      'a row that may not be',
      'ask-person',
      'ship',
      'sets[0].rows[1]: A row that recommends ship must ask `minimum-met: met`.',
    ],
    [
      'a set without an end',
      ', when: {}',
      ', when: {minimum-met: met}',
      'sets[0].rows[2]: The last row must fit every look',
    ],
  ])('and %s is refused', (_what, from, to, expected) => {
    const read = readSettings(OWN.replace(from, to));
    const found = read.kind === 'ok' ? [] : read.problem.map(({ path, message }) => `${path}: ${message}`);
    expect(
      found.some((text) => text.startsWith(`decisionRules.${expected}`)),
      found.join('\n'),
    ).toBe(true);
  });

  it('and an alpha for high risk above 1 % is refused', () => {
    const read = readSettings(WHOLE.replace('margin: 0.05', 'highRiskAlpha: 0.05'));
    expect(read).toMatchObject({
      problem: [{ path: 'defaults.highRiskAlpha', message: 'This must be at most 0.01.' }],
    });
  });
});

describe('a shipped file', () => {
  it.each([
    ['is no YAML', 'x.yaml', 'name: "x', /line 1/],
    ['lacks a part', 'x.yaml', 'name: x\n', /description/],
    [
      'may not be used',
      'x.yaml',
      'name: x\ndescription: d\nrows: [{rule: a, when: {minimum-met: met}, recommend: ask-person}]\n',
      /row 1: The last row/,
    ],
    [
      'has another name',
      'x.yaml',
      'name: y\ndescription: d\nrows: [{rule: u, when: {data-sound: not-met}, recommend: do-not-read}, {rule: a, when: {}, recommend: ask-person}]\n',
      /"y" does not match/,
    ],
  ])('that %s is refused', (_what, file, text, words) => {
    expect(() => parseRuleSet(file, text)).toThrow(words);
  });

  it('keeps its rows', () => {
    expect(SHIPPED_RULE_SETS.every(({ rows }) => rows.length > 5)).toBe(true);
  });
});

describe('the error rate of a plan', () => {
  const { defaults } = settingsOf(WHOLE);

  it('is 1 % if its risk is high, and the usual one otherwise', () => {
    expect(defaultsFor(defaults, 'high').alpha).toBe(0.01);
    expect(defaultsFor(defaults, 'medium').alpha).toBe(0.05);
  });

  it('is never larger for a high risk than for a low one', () => {
    expect(defaultsFor({ ...defaults, alpha: 0.001 }, 'high').alpha).toBe(0.001);
    const { highRiskAlpha: _, ...before } = defaults;
    expect(defaultsFor(before, 'high').alpha).toBe(0.01);
    expect(defaultsFor({ ...defaults, highRiskAlpha: 0.005 }, 'high').alpha).toBe(0.005);
  });
});
