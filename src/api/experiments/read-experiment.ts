import { ExperimentSchema } from '#api/schemas/experiment-schema.ts';
import { problem } from '#api/server/problem.ts';
import { recordDocument } from '#features/full-record/record-document.ts';
import { ok, refused } from '#shared/result.ts';
import { readOne } from './read-one.ts';
import { showExperiment } from './show-experiment.ts';

/** `GET /experiments/{key}` */
export const readExperiment = readOne({
  method: 'GET',
  path: '/experiments/{key}',
  id: 'readExperiment',
  summary: 'Read one experiment',
  description: 'One experiment as the journal says, with the evidence that acts are bound to.',
  answers: { 200: ExperimentSchema },
  show: async (experiment, { coPilot }) => ok({ json: await showExperiment(coPilot, experiment) }),
});

/** `GET /experiments/{key}/record` */
export const readRecord = readOne({
  method: 'GET',
  path: '/experiments/{key}/record',
  id: 'readRecord',
  summary: 'Read the full record',
  description: 'The full written record as Markdown. People appear by pseudonym.',
  answers: { 200: { contentType: 'text/markdown' } },
  problems: [409],
  show: async (experiment) => {
    if (experiment.design === null)
      return refused(
        problem(409, 'There is no plan yet, so there is no record. Try again once it is in review.'),
      );
    return ok({ text: recordDocument(experiment) });
  },
});
