import {
  approveExperimentOperation,
  cancelExperimentOperation,
  decideOnExperiment,
  extendExperimentOperation,
  launchExperimentOperation,
  pauseExperimentNow,
  resumePaused,
} from './acts/acts.ts';
import { listExperiments } from './experiments/list-experiments.ts';
import { readExperiment, readRecord } from './experiments/read-experiment.ts';
import { analyseNow, listLooks, readAnalysis, readCharts } from './experiments/read-looks.ts';
import { createExperiment } from './ideas/create-experiment.ts';
import { importIdeaList, importPasts } from './ideas/import-lists.ts';
import { eraseUnit } from './observations/erase-unit.ts';
import { recordExposures, recordObservations } from './observations/record-operations.ts';
import type { Operation } from './server/operation.ts';
import { checkSettings, readSettingsInForce } from './settings/read-settings-now.ts';
import { readOwnToken, revokeOwnToken } from './tokens/own-token.ts';
import { WEBHOOK_OPERATIONS } from './webhooks/webhook-operations.ts';

/** Every operation of the API. */
export const OPERATIONS: readonly Operation[] = [
  listExperiments,
  createExperiment,
  readExperiment,
  readRecord,
  readAnalysis,
  analyseNow,
  listLooks,
  readCharts,
  approveExperimentOperation,
  launchExperimentOperation,
  pauseExperimentNow,
  resumePaused,
  extendExperimentOperation,
  decideOnExperiment,
  cancelExperimentOperation,
  importIdeaList,
  importPasts,
  recordExposures,
  recordObservations,
  eraseUnit,
  readSettingsInForce,
  checkSettings,
  readOwnToken,
  revokeOwnToken,
  ...WEBHOOK_OPERATIONS,
];
