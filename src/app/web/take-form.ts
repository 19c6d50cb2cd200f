import { readBody } from '#app/read-body.ts';
import type { WebContext, WebGround } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';
import { MADE_FOR } from '#desk/frame/made-for.ts';

/** The largest form, in bytes: a form at all limits of its fields, each sign of which may be sent as nine. */
const LIMIT = 1024 * 1024;
/** The most fields of a form. The platform takes quadratic time to read fields that have no value. */
const MOST_FIELDS = 1_000;
const AMPERSAND = 0x26;
const FORM = 'application/x-www-form-urlencoded';

/** The body of a request, read now. Throws `WebRefusal` if it is none or too long. */
export async function takeBody(
  { env: { incoming, outgoing } }: WebContext,
  { room }: Pick<WebGround, 'room'>,
  limit: number,
): Promise<Buffer> {
  const found = await readBody(incoming, outgoing, { limit, room });
  if (found.kind === 'refused') throw new WebRefusal(found.status, 'The request was not read.');
  return found.body;
}

const OTHER_PERSON =
  'This page was made for another person. You are the one whose name stands above: open it again as you are now.';

/** The fields of a form, read now. Throws `WebRefusal` if the request is no form, or one of a page that was made for another person. */
export async function takeForm(
  context: WebContext,
  ground: Pick<WebGround, 'room'>,
): Promise<URLSearchParams> {
  const form = await takeAnyForm(context, ground);
  const [user, meant] = [context.var.visit?.user, form.get(MADE_FOR)];
  if (user !== undefined && meant !== null && meant !== user) throw new WebRefusal(409, OTHER_PERSON);
  return form;
}

/** The same of a form that any person who is signed in now may send. */
export async function takeAnyForm(
  context: WebContext,
  ground: Pick<WebGround, 'room'>,
): Promise<URLSearchParams> {
  const [type = ''] = (context.req.header('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== FORM) throw new WebRefusal(415, `Send a form: ${FORM}.`);
  const body = await takeBody(context, ground, LIMIT);
  if (body.reduce((count, byte) => count + Number(byte === AMPERSAND), 0) >= MOST_FIELDS)
    throw new WebRefusal(413, `A form has at most ${MOST_FIELDS} fields.`);
  return new URLSearchParams(body.toString('utf8'));
}
