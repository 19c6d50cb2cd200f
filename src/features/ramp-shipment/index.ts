import type { Feature } from '#features/feature.ts';
import { HOUR } from '#shared/clock.ts';
import { renderRampAdvanced, renderRampHeld, renderShipmentTakenBack } from './blocks.ts';
import { readShipments } from './ramp-shipment.ts';

/** A shipped change reaches all users step by step, while its guardrails are watched. */
export const rampShipment = {
  name: 'ramp-shipment',
  messages: {
    'ramp-advanced': renderRampAdvanced,
    'ramp-held': renderRampHeld,
    'shipment-taken-back': renderShipmentTakenBack,
  },
  jobs: [{ name: 'read-shipments', everyMs: HOUR, run: (coPilot) => readShipments(coPilot) }],
} satisfies Feature;
