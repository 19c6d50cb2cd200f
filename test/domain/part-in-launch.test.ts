import { expect, it } from 'vitest';
import { hasPart, partIn } from '#domain/authority/part-in.ts';
import { experimentIn } from '#test/support/experiments-by-status.ts';

it('who launched an experiment has a part in it', () => {
  const experiment = experimentIn('running', 'low');
  const by = experiment.launch?.by ?? '';
  const design = experiment.design && { ...experiment.design, approvals: [] };
  expect(hasPart(partIn({ ...experiment, design }, by))).toBe(true);
});
