import type { NoticeCommit, NoticeEvent, Notices, Sending, WebhookNotice } from './notice.ts';

/** Folds commits of one stream of notices, oldest first; null if there are none. `from` continues an earlier fold. */
export function foldNotices(commits: readonly NoticeCommit[], from: Notices | null = null): Notices | null {
  let state = from;
  for (const commit of commits) {
    let notices = state?.notices ?? [];
    for (const event of commit.events) notices = after(notices, event, commit);
    state = { version: commit.version, hash: commit.hash, notices };
  }
  return state;
}

function after(
  notices: readonly WebhookNotice[],
  event: NoticeEvent,
  commit: NoticeCommit,
): readonly WebhookNotice[] {
  const { version, at, command } = commit;
  const sending = { version, at, by: command.actor.person, end: null };
  switch (event.type) {
    case 'noticeAsked':
      return [...notices, { ...event.notice, asked: version, sendings: [sending] }];
    case 'noticeReplayed':
      return notices.map((one) =>
        one.asked === event.asked ? { ...one, sendings: [...one.sendings, sending] } : one,
      );
    case 'noticeEnded':
      return notices.map((one) => ({
        ...one,
        sendings: one.sendings.map(
          (sent): Sending => (sent.version === event.sending ? { ...sent, end: { ...event.end, at } } : sent),
        ),
      }));
  }
}
