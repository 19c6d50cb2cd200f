import { KeyPath } from '#api/schemas/common-schemas.ts';
import { ExperimentSchema } from '#api/schemas/experiment-schema.ts';
import { operation } from '#api/server/operation.ts';
import { problem } from '#api/server/problem.ts';
import { recordDocument } from '#features/full-record/record-document.ts';
import { ok, refused } from '#shared/result.ts';
import { loadSeen } from './load-seen.ts';
import { showExperiment } from './show-experiment.ts';

/** `GET /experiments/{key}` */
export const readExperiment = operation({
  method: 'GET',
  path: '/experiments/{key}',
  id: 'readExperiment',
  summary: 'Read one experiment',
  description: 'One experiment as the journal says, with the evidence that acts are bound to.',
  scope: 'read',
  params: KeyPath,
  answers: { 200: ExperimentSchema },
  problems: [404],
  run: async ({ caller, path }) => {
    const found = await loadSeen(caller, path.key);
    if (found.kind === 'refused') return found;
    return ok({ json: await showExperiment(caller.coPilot, found.value) });
  },
});

/** `GET /experiments/{key}/record` */
export const readRecord = operation({
  method: 'GET',
  path: '/experiments/{key}/record',
  id: 'readRecord',
  summary: 'Read the full record',
  description: 'The full written record as Markdown. People appear by pseudonym.',
  scope: 'read',
  params: KeyPath,
  answers: { 200: { contentType: 'text/markdown' } },
  problems: [404, 409],
  run: async ({ caller, path }) => {
    const found = await loadSeen(caller, path.key);
    if (found.kind === 'refused') return found;
    if (found.value.design === null)
      return refused(
        problem(409, 'There is no plan yet, so there is no record. Try again once it is in review.'),
      );
    return ok({ text: recordDocument(found.value) });
  },
});
