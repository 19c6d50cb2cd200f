import { noticeBodies } from '#api/webhooks/notice-body.ts';
import { BULLETINS } from '#app/features.ts';
import type { DeskSettings } from '#app/web/desk-settings.ts';
import { experimentPath } from '#desk/paths.ts';
import { bulletinWork } from '#features/bulletin-work.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { noticeWork } from '#features/webhooks/send-notice.ts';
import type { StreamWork } from '#journal/perform.ts';

/** Who performs what streams ask for that are no experiments: messages of the workspace, and notices to webhooks. */
export function ownStreams(coPilot: CoPilot, desk: DeskSettings | null | undefined): readonly StreamWork[] {
  const urlOf = (key: string) => (desk?.kind === 'slack' ? `${desk.origin}${experimentPath(key)}` : null);
  return [bulletinWork(coPilot, BULLETINS), noticeWork(coPilot, noticeBodies(urlOf))];
}
