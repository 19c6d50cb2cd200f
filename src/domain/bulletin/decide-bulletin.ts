import type { Outcome } from '#domain/commit.ts';
import type { BulletinEffect } from '#domain/effect.ts';
import type { Refusal } from '#domain/refusal.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { type Bulletin, bulletinStream } from './bulletin.ts';
import type { BulletinCommand, BulletinEvent } from './journal.ts';

type Decided = Outcome<BulletinEvent, BulletinEffect>;

const DELIVER: readonly BulletinEffect[] = [{ kind: 'bulletin' }];

/** Decides what a command makes of a bulletin, null before it is first said. Pure: the same journal gives the same decisions. */
export function decideBulletin(present: Bulletin | null, command: BulletinCommand): Result<Decided, Refusal> {
  if (command.name === 'sayBulletin') {
    const { channel, topic, facts } = command;
    if (present !== null && (present.channel !== channel || present.topic !== topic))
      return refused({ code: 'conflict', message: 'Another message has this name.' });
    if (present !== null && canonicalJson(present.said.facts) === canonicalJson(facts))
      return refused({ code: 'already-done', message: 'The message says this already.' });
    return ok({ events: [{ type: 'bulletinSaid', channel, topic, facts }], effects: DELIVER });
  }
  if (present === null) return refused({ code: 'unknown', message: 'There is no such message.' });
  switch (command.name) {
    case 'recordBulletinPost':
      return fact({ type: 'bulletinPosted', ts: command.ts, said: command.said });
    case 'recordBulletinFiles':
      return fact({ type: 'bulletinFilesUploaded', ids: command.ids, said: command.said });
    case 'recordBulletinFailure': {
      const { commit, code, detail, mayPass } = command;
      if (present.failures.some((failure) => failure.commit === commit))
        return refused({ code: 'already-done', message: 'This failure is recorded.' });
      return fact({ type: 'bulletinFailed', commit, code, detail, mayPass });
    }
    case 'retryBulletin':
      if (!mayRetryBulletin(present))
        return refused({ code: 'already-done', message: 'Nothing of this message waits for a retry.' });
      return ok({ events: [{ type: 'bulletinRetried' }], effects: DELIVER });
  }
}

/** Whether a retry makes sense: it failed, and no newer commit asks for delivery. */
export function mayRetryBulletin({ failures, asked, name }: Bulletin): boolean {
  return failures.at(-1)?.commit === `${bulletinStream(name)}:${asked}`;
}

function fact(event: BulletinEvent): Result<Decided, Refusal> {
  return ok({ events: [event], effects: [] });
}
