import { expect, it } from 'vitest';
import { latestSnapshot } from '#domain/experiment.ts';
import { EXPOSURE_EVENTS } from '#domain/exposure.ts';
import { detailsView } from '#features/analyse-experiment/details-view.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { postOf } from '#test/support/example-story.ts';

it.each(EXPOSURE_EVENTS)(
  'the details of a look link to recordings by the events that count its units: %s',
  (event) => {
    const { context } = postOf(EXAMPLES.interimReport, 'report');
    const { flag, launch } = context.experiment;
    if (flag === null || launch === null) throw new Error('the example is launched');
    const recordings = 'https://eu.posthog.com/replay?id={event}&name={event}&variant={variant}';
    const experiment = {
      ...context.experiment,
      flag: { ...flag, recordings },
      launch: { ...launch, exposure: { event } },
    };
    const look = latestSnapshot(experiment);
    if (look === null) throw new Error('the example has a look');
    const shown = JSON.stringify(detailsView(experiment, look).blocks);
    const name = encodeURIComponent(event);
    expect(shown).toContain(`id=${name}&amp;name=${name}&amp;variant=control`);
  },
);
