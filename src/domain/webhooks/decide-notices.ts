import type { Outcome } from '#domain/commit.ts';
import type { WebhookEffect } from '#domain/effect.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { NoticeCommand, NoticeEvent, Notices } from './notice.ts';
import { TEST_KIND } from './notice-kinds.ts';

type Decided = Outcome<NoticeEvent, WebhookEffect>;

const SEND: readonly WebhookEffect[] = [{ kind: 'webhook' }];

/** Decides about a notice of one stream, null before its first. Pure: the same journal gives the same decisions. */
export function decideNotices(present: Notices | null, command: NoticeCommand): Result<Decided, Refusal> {
  const notices = present?.notices ?? [];
  switch (command.name) {
    case 'askNotice': {
      const { kind, of } = command.notice;
      if (kind !== TEST_KIND && notices.some((one) => one.kind === kind && one.of === of))
        return refused({ code: 'already-done', message: 'This notice is asked for already.' });
      return ok({ events: [{ type: 'noticeAsked', notice: { kind, of } }], effects: SEND });
    }
    case 'replayNotice': {
      const notice = notices.find(({ asked }) => asked === command.asked);
      if (!command.actor.roles.includes('admin'))
        return refused({
          code: 'not-allowed',
          message: 'Only admins may send a notice again. Ask an admin.',
        });
      if (notice === undefined) return refused({ code: 'unknown', message: 'There is no such delivery.' });
      if (notice.sendings.some(({ end }) => end === null))
        return refused({ code: 'already-done', message: 'It is on its way already.' });
      return ok({ events: [{ type: 'noticeReplayed', asked: command.asked }], effects: SEND });
    }
    case 'recordNotice': {
      const { sending, end } = command;
      const isOpen = notices.some(({ sendings }) =>
        sendings.some((one) => one.version === sending && one.end === null),
      );
      if (!isOpen) return refused({ code: 'already-done', message: 'What became of it is recorded.' });
      return ok({ events: [{ type: 'noticeEnded', sending, end }], effects: [] });
    }
  }
}
