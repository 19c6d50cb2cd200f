import { z } from 'zod';
import { operation } from '#api/server/operation.ts';
import { recordBatch } from './record-batch.ts';
import {
  BATCH_BODY,
  ExposureSchema,
  ObservationSchema,
  RecordedSchema,
  rowsOf,
  SentAt,
} from './row-schemas.ts';

const RULES =
  'What is answered as accepted is on the disk. Send a batch that was not answered again: rows are known by their ids.';

/** `POST /exposures` */
export const recordExposures = operation({
  method: 'POST',
  path: '/exposures',
  id: 'recordExposures',
  summary: 'Record that units met variants',
  description: `Records that units met variants of flags: only units that are recorded count in an experiment. ${RULES}`,
  scope: 'observe',
  pace: 'ingest',
  bodyLimit: BATCH_BODY,
  body: z.strictObject({ sentAt: SentAt, exposures: rowsOf(ExposureSchema, 'Rows, in any order') }),
  answers: { 200: RecordedSchema },
  problems: [409],
  run: ({ caller, body: { sentAt, exposures } }) =>
    recordBatch(
      caller,
      { rows: exposures, sentAt },
      {
        schema: ExposureSchema,
        given: ({ flag, variant }) => ({ flag, variant }),
        record: (observations, rows, at) => observations.recordExposures(rows, at),
      },
    ),
});

/** `POST /observations` */
export const recordObservations = operation({
  method: 'POST',
  path: '/observations',
  id: 'recordObservations',
  summary: 'Record what was observed of units',
  description: `Records what happened to units or was measured of them, which metrics count by name. ${RULES}`,
  scope: 'observe',
  pace: 'ingest',
  bodyLimit: BATCH_BODY,
  body: z.strictObject({ sentAt: SentAt, observations: rowsOf(ObservationSchema, 'Rows, in any order') }),
  answers: { 200: RecordedSchema },
  problems: [409],
  run: ({ caller, body: { sentAt, observations: rows } }) =>
    recordBatch(
      caller,
      { rows, sentAt },
      {
        schema: ObservationSchema,
        given: ({ name, value }) => ({ name, value: value ?? null }),
        record: (observations, given, at) => observations.recordObservations(given, at),
      },
    ),
});
