import type { EffectKind } from '#domain/effect.ts';
import type { PortName } from '#ports/ports.ts';

/** The ports that an effect cannot do without; `test/journal/port-needs.test.ts` holds this against what effects call. */
const PORTS_NEEDED: { readonly [Kind in EffectKind]: readonly PortName[] } = {
  post: ['chat'],
  card: ['chat'],
  stamp: ['chat'],
  design: ['metrics', 'codeHost', 'model'],
  implement: ['codeHost', 'model'],
  revise: ['codeHost', 'codeReview', 'model'],
  'answer-remarks': ['codeReview'],
  'mark-ready': ['codeReview'],
  'clean-up': ['codeHost', 'model'],
  record: ['chat'],
  handoff: ['chat', 'codeHost'],
  flag: ['flags'],
  redeliver: [],
  bulletin: ['chat'],
  // Its far side is a receiver of each webhook, and no vendor.
  webhook: [],
};

/** The ports that an effect needs; none for a kind that only another version of the bot knows. */
export function portsNeeded(kind: EffectKind): readonly PortName[] {
  return Object.hasOwn(PORTS_NEEDED, kind) ? PORTS_NEEDED[kind] : [];
}
