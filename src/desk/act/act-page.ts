import type { Face } from '#desk/block-kit/face.ts';
import { messageHtml } from '#desk/block-kit/message-html.ts';
import { plainOf } from '#desk/block-kit/text-html.ts';
import { viewHtml } from '#desk/block-kit/view-html.ts';
import { address, html } from '#desk/html/html.ts';
import type { Page, Visit } from '#desk/page.ts';
import { namesIn } from '#desk/thread/shown-names.ts';
import type { NamedId } from '#ports/chat-directory.ts';
import { toAppError } from '#shared/errors.ts';
import type { ActOutcome } from './outcome.ts';
import type { Seal } from './seal.ts';
import { SealedForm, SealedWords } from './sealed.ts';

/** What a page after an act is made with. */
export interface ActPageParts {
  readonly seal: Seal;
  /** The path of the page on which the person acted. */
  readonly back: string;
  /** The channel of what they pressed; null if it belongs to none. */
  readonly channel: string | null;
}

type Asked = Extract<ActOutcome, { kind: 'form' }>;
type Told = Extract<ActOutcome, { kind: 'told' }>;

/** The form that an act came to, with what was typed and what is wrong with it. */
export async function formPage(
  visit: Visit,
  { form, values, errors }: Asked,
  { seal, back, channel }: ActPageParts,
): Promise<Page> {
  const { coPilot, user } = visit;
  const { chat } = coPilot;
  const [names, people, channels] = await Promise.all([
    namesIn(coPilot, [form.view]),
    known(visit, chat.people()),
    known(visit, seenChannels(visit)),
  ]);
  const hidden = { form: seal.close(user, SealedForm.write({ form, channel })), back };
  const title = plainOf(form.view.title);
  const shown = viewHtml(form.view, faceOf(names, 'form'), {
    values,
    errors,
    people,
    channels,
    hidden,
    back,
  });
  return {
    title,
    body: html`<h1>${title}</h1>${shown}`,
    status: Object.keys(errors).length === 0 ? 200 : 422,
  };
}

/** What an act said to the person alone. */
export async function toldPage(
  visit: Visit,
  { messages }: Told,
  { seal, back, channel }: ActPageParts,
): Promise<Page> {
  const named = await Promise.all(messages.map((one) => visit.coPilot.chat.named(one)));
  const names = await namesIn(visit.coPilot, named);
  const shown = named.map((one, index) => {
    const at = `told.${seal.close(visit.user, SealedWords.write({ blocks: one.blocks, channel }))}`;
    return messageHtml(one, { ...faceOf(names, `told-${index}`), press: { at, back } }, 'Answer');
  });
  return {
    title: 'Answer',
    body: html`<h1>Answer</h1><p>Only you see this.</p>${shown}<p><a class="button" href="${address(back)}">Back</a></p>`,
  };
}

function faceOf(names: Face['names'], id: string): Face {
  return { names, press: {}, picture: () => null, id };
}

/** Channels that the person may see. A guest reads few, of which Slack has no list: they type the id. */
async function seenChannels({ coPilot, user }: Visit): Promise<readonly NamedId[] | null> {
  const { chat, sight } = coPilot;
  if (await chat.isGuest(user)) return null;
  const channels = await chat.channels();
  const seen = await Promise.all(
    channels.map(({ id, isPrivate }) => !isPrivate || sight.sees(id).catch(() => false)),
  );
  return channels.filter((_, at) => seen[at]);
}

/** If the chat service does not tell, ids are typed. */
async function known<Value>({ coPilot: { log } }: Visit, asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (thrown) {
    log.warn('slack does not list who and what can be chosen', { code: toAppError(thrown).code });
    return null;
  }
}
