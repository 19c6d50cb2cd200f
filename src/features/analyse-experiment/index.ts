import type { Feature } from '#features/feature.ts';
import { HOUR } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { renderHarmEscalated, renderWatchAlerts } from './alert-blocks.ts';
import { takeDueLooks } from './analyse-experiment.ts';
import { analyzeCommand } from './analyze-command.ts';
import { renderDecision, renderHealthAlarm, renderProgress, renderReport } from './blocks.ts';
import { renderHarm, renderHarmUnproven, renderVariantDropped } from './harm-blocks.ts';
import { renderReadingFailed, renderReadingRecovered } from './reading-blocks.ts';
import { lookPictures, reportPictures } from './report-pictures.ts';

/** Looks at running experiments as registered, and stops proven harm at once. */
export const analyseExperiment = {
  name: 'analyse-experiment',
  actions: Object.values(actions),
  subcommands: [analyzeCommand],
  messages: {
    report: renderReport,
    decision: renderDecision,
    progress: renderProgress,
    'health-alarm': renderHealthAlarm,
    harm: renderHarm,
    'harm-unproven': renderHarmUnproven,
    'harm-escalated': renderHarmEscalated,
    'watch-alerts': renderWatchAlerts,
    'variant-dropped': renderVariantDropped,
    'reading-failed': renderReadingFailed,
    'reading-recovered': renderReadingRecovered,
  },
  pictures: { report: lookPictures, decision: reportPictures, harm: reportPictures },
  jobs: [{ name: 'take-due-looks', everyMs: HOUR, run: (coPilot) => takeDueLooks(coPilot) }],
} satisfies Feature;
