import type { AnalysisSnapshot } from '#domain/looks/state.ts';

/** What happens while a shipped change reaches all units. */
export type ShippingEvent =
  | { readonly type: 'shipmentRead'; readonly snapshot: AnalysisSnapshot }
  /** `step` holds from now on; as many as there are steps: all units have the change. */
  | { readonly type: 'shipmentAdvanced'; readonly step: number }
  | { readonly type: 'shipmentHeld' }
  | { readonly type: 'shipmentTakenBack'; readonly metric: string; readonly variant: string };
