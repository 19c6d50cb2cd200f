import { expect, it } from 'vitest';
import { EXPOSURE_EVENTS } from '#domain/exposure.ts';
import { renderReport } from '#features/analyse-experiment/blocks.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { postOf } from '#test/support/example-story.ts';

it.each(EXPOSURE_EVENTS)('a report links to recordings by the events that count its units: %s', (event) => {
  const { context } = postOf(EXAMPLES.interimReport, 'report');
  const { flag, launch } = context.experiment;
  if (flag === null || launch === null) throw new Error('the example is launched');
  const recordings = 'https://eu.posthog.com/replay?id={event}&name={event}&variant={variant}';
  const experiment = {
    ...context.experiment,
    flag: { ...flag, recordings },
    launch: { ...launch, exposure: { event } },
  };
  const shown = JSON.stringify(renderReport({ ...context, experiment }).blocks);
  const name = encodeURIComponent(event);
  expect(shown).toContain(`id=${name}&amp;name=${name}&amp;variant=control`);
});
