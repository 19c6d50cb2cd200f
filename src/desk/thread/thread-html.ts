import type { Face } from '#desk/block-kit/face.ts';
import { messageHtml } from '#desk/block-kit/message-html.ts';
import { drawn, type Html, html } from '#desk/html/html.ts';
import { minuteOf } from '#desk/said-here.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Picture } from '#features/render-context.ts';
import { MINUTE } from '#shared/clock.ts';
import { namesIn } from './shown-names.ts';
import type { ThreadMessage } from './thread-messages.ts';

/** The id of a message on the page, by its place in the thread. */
export function messageId(index: number): string {
  return `message-${index}`;
}

/** The thread as a list of messages, each with its moment; its buttons are forms. */
export async function threadHtml(
  coPilot: Pick<CoPilot, 'people' | 'chat' | 'sight'>,
  messages: readonly ThreadMessage[],
): Promise<Html> {
  const named = await Promise.all(
    messages.map(async (one) => ({ ...one, message: await coPilot.chat.named(one.message) })),
  );
  const names = await namesIn(
    coPilot,
    named.map(({ message }) => message),
  );
  return html`<ol class="thread">${named.map(({ at, ts, saidAt, message, pictures }, index) => {
    const face: Face = {
      names,
      press: { at },
      picture: (file) => pictureHtml(pictures[file]),
      id: messageId(index),
    };
    const when = ts === null ? null : Number(ts) * 1_000;
    const label = index === 0 ? 'Card' : `Message ${index}`;
    return html`<li>${when === null ? null : html`<p class="message-time">${minuteOf(when)}${changedAfter(when, saidAt)}</p>`}${messageHtml(message, face, label)}</li>`;
  })}</ol>`;
}

/** When a later report took the place of what was posted; null if what was posted stands. */
function changedAfter(posted: number, saidAt: number | null): Html | null {
  return saidAt === null || saidAt < posted + MINUTE ? null : html`, changed ${minuteOf(saidAt)}`;
}

function pictureHtml(picture: Picture | undefined): Html | null {
  return picture === undefined ? null : html`<div class="drawn">${drawn(picture.svg())}</div>`;
}
