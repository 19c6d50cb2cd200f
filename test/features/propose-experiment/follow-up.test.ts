import { expect, it } from 'vitest';
import type { Experiment } from '#domain/experiment.ts';
import { followUpView } from '#features/propose-experiment/follow-up.ts';
import { CHOICES } from '#test/features/choices.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

async function ideaAfter(experiment: Experiment): Promise<string> {
  const people = { userOf: async () => 'UMARIA' };
  const view = await followUpView({ people, choices: CHOICES } as never, experiment);
  const [first] = view.blocks;
  return JSON.parse(JSON.stringify(first)).element.initial_value;
}

it('begins with what the last look proved, also if it was bad', async () => {
  expect(await ideaAfter(EXAMPLES.decidedKill.experiment)).toContain(
    'Follows move-the-first-gate. 7-day retention was proven worse.',
  );
  expect(await ideaAfter(EXAMPLES.harmed.experiment)).toContain('It was stopped for harm.');
  expect(await ideaAfter(EXAMPLES.decidedEnd.experiment)).toContain(
    'No effect on 7-day retention is proven.',
  );
});
