import type { AnalysisSnapshot } from '#domain/looks/state.ts';

/** What the bot finds while a shipped change reaches all units. */
export type ShippingBotBody = { readonly name: 'recordShipmentReading'; readonly snapshot: AnalysisSnapshot };
