import type { Feature } from '#features/feature.ts';
import { HOUR } from '#shared/clock.ts';
import { readShipments } from './advance-shipment.ts';
import { renderShipmentAdvanced, renderShipmentHeld, renderShipmentTakenBack } from './blocks.ts';

/** A shipped change reaches all users step by step, while its guardrails are watched. */
export const advanceShipment = {
  name: 'advance-shipment',
  messages: {
    'shipment-advanced': renderShipmentAdvanced,
    'shipment-held': renderShipmentHeld,
    'shipment-taken-back': renderShipmentTakenBack,
  },
  jobs: [{ name: 'read-shipments', everyMs: HOUR, run: (coPilot) => readShipments(coPilot) }],
} satisfies Feature;
