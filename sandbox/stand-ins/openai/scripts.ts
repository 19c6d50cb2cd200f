import type { Question } from './read-question.ts';
import { scriptedAnalyst } from './scripts/analyst.ts';
import { scriptedAnswerer } from './scripts/answerer.ts';
import { scriptedChangeReader } from './scripts/change-reader.ts';
import { scriptedChooser } from './scripts/chooser.ts';
import { scriptedCleaner } from './scripts/cleaner.ts';
import { scriptedDesigner } from './scripts/designer.ts';
import { scriptedFileWriter } from './scripts/file-writer.ts';
import { scriptedImplementer } from './scripts/implementer.ts';
import { scriptedPlaceFinder } from './scripts/place-finder.ts';
import { scriptedPolicy } from './scripts/policy.ts';
import { scriptedRepairer } from './scripts/repairer.ts';
import { scriptedSupervisor } from './scripts/supervisor.ts';

/** What answers a question, by the prompt's name. */
export type Scripts = Readonly<Record<string, (question: Question) => object>>;

/** The rules that answer, by the prompt's name. */
export const SCRIPTS: Scripts = {
  'change-reader': scriptedChangeReader,
  chooser: scriptedChooser,
  supervisor: scriptedSupervisor,
  designer: scriptedDesigner,
  policy: scriptedPolicy,
  'place-finder': scriptedPlaceFinder,
  implementer: scriptedImplementer,
  cleaner: scriptedCleaner,
  'file-writer': scriptedFileWriter,
  repairer: scriptedRepairer,
  analyst: scriptedAnalyst,
  answerer: scriptedAnswerer,
};
