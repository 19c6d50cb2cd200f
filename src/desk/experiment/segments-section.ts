import type { KnownBlock } from '@slack/types';
import { segmentSections } from '#features/analyse-experiment/segment-sections.ts';
import { showsEffects } from './metrics-section.ts';
import type { PlannedSubject } from './subject.ts';

/** The goal by registered dimension at the newest look, in the words of its details in Slack; none while effects are hidden. */
export function segmentBlocks({ plan, snapshot }: PlannedSubject): readonly KnownBlock[] {
  return showsEffects(snapshot) ? segmentSections(plan, snapshot.details?.segments ?? null) : [];
}
