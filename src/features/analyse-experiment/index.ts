import type { Feature } from '#features/feature.ts';
import { HOUR } from '#shared/clock.ts';
import { takeDueLooks } from './analyse-experiment.ts';
import { renderDecision, renderHarm, renderHealthAlarm, renderProgress, renderReport } from './blocks.ts';
import { renderReadingFailed, renderReadingRecovered } from './reading-blocks.ts';

/** Looks at running experiments as registered, and stops proven harm at once. */
export const analyseExperiment = {
  name: 'analyse-experiment',
  messages: {
    report: renderReport,
    decision: renderDecision,
    progress: renderProgress,
    'health-alarm': renderHealthAlarm,
    harm: renderHarm,
    'reading-failed': renderReadingFailed,
    'reading-recovered': renderReadingRecovered,
  },
  jobs: [{ name: 'take-due-looks', everyMs: HOUR, run: (coPilot) => takeDueLooks(coPilot) }],
} satisfies Feature;
