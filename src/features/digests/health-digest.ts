import { section } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { bold, bullets, code } from '#block-kit/mrkdwn.ts';
import type { HealthRow } from '#domain/digest/health-figures.ts';
import type { BulletinKind } from '#features/bulletin.ts';
import { rowLines } from './row-words.ts';
import type { ShownRows } from './shown-rows.ts';
import { troubleLine } from './trouble-words.ts';

/** What is wrong on a working day. */
export interface HealthFacts {
  readonly until: number;
  readonly troubles: ShownRows<HealthRow>;
  /** Messages of the workspace that failed for good. */
  readonly lostMessages: number;
}

/** The daily digest: only if something is wrong. */
export const healthDigest: BulletinKind<HealthFacts> = {
  topic: 'digest-daily',
  render: ({ troubles, lostMessages }) => {
    const count = troubles.count + lostMessages;
    const text = count === 1 ? 'One thing needs a person.' : `${count} things need a person.`;
    const which = lostMessages === 1 ? 'A message' : `${lostMessages} messages`;
    const lost =
      lostMessages === 0
        ? []
        : [
            `${which} of the bot to a channel could not be delivered; admins see why and try again: ${code('/experiment deliveries')}`,
          ];
    const lines = [...rowLines(troubles, troubleLine), ...lost];
    return message({ text, blocks: [section(`:warning: ${bold(text)}\n${bullets(lines)}`)] });
  },
};
