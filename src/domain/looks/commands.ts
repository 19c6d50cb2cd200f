import type { AnalysisSnapshot } from '#domain/looks/state.ts';

/** What the bot records of the data. */
export type LookBotBody = { readonly name: 'recordLook'; readonly snapshot: AnalysisSnapshot };
