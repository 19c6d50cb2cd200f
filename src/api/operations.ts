import { listExperiments } from './experiments/list-experiments.ts';
import { readExperiment, readRecord } from './experiments/read-experiment.ts';
import { analyseNow, listLooks, readAnalysis, readCharts } from './experiments/read-looks.ts';
import type { Operation } from './server/operation.ts';
import { checkSettings, readSettingsInForce } from './settings/read-settings-now.ts';
import { readOwnToken, revokeOwnToken } from './tokens/own-token.ts';

/** Every operation of the API. */
export const OPERATIONS: readonly Operation[] = [
  listExperiments,
  readExperiment,
  readRecord,
  readAnalysis,
  analyseNow,
  listLooks,
  readCharts,
  readSettingsInForce,
  checkSettings,
  readOwnToken,
  revokeOwnToken,
];
