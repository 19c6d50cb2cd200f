import type { AnalysisSnapshot } from '#domain/experiment.ts';

/** What the bot records of the data. */
export type LookBotBody = { readonly name: 'recordLook'; readonly snapshot: AnalysisSnapshot };
