import { readBody } from '#app/read-body.ts';
import type { WebContext, WebGround } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';

/** The largest form, in bytes: a form at all limits of its fields, as Slack would send it. */
const LIMIT = 4 * 1024 * 1024;
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

/** The fields of a form, read now. Throws `WebRefusal` if the request is no form. */
export async function takeForm(
  context: WebContext,
  ground: Pick<WebGround, 'room'>,
): Promise<URLSearchParams> {
  const [type = ''] = (context.req.header('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== FORM) throw new WebRefusal(415, `Send a form: ${FORM}.`);
  return new URLSearchParams((await takeBody(context, ground, LIMIT)).toString('utf8'));
}
