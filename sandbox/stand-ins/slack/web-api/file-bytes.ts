import type { WireAnswer } from '#sandbox/stand-ins/http/messages.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';

/**
 * Keeps the bytes of a file that was announced; they come bare or as one part of a form. Answers the status: 404 for a file
 * that was not announced or is finished, 400 for another length than the announced one.
 */
export async function upload(desk: Desk, id: string, contentType: string, body: Buffer): Promise<number> {
  const file = desk.state.files[id];
  if (file === undefined || file.isComplete) return 404;
  const bytes = contentType.includes('multipart/form-data') ? await firstPart(contentType, body) : body;
  if (bytes.length !== file.length) return 400;
  desk.state.files[id] = { ...file, bytes: bytes.toString('base64') };
  return 200;
}

/** The bytes of a finished file, for a caller with the token. */
export function download(desk: Desk, id: string, isAllowed: boolean): WireAnswer {
  const file = desk.state.files[id];
  if (!isAllowed || file?.isComplete !== true || file.bytes === null) {
    return { status: isAllowed ? 404 : 403, body: '' };
  }
  return { status: 200, headers: { 'content-type': file.mimetype }, body: Buffer.from(file.bytes, 'base64') };
}

async function firstPart(contentType: string, body: Buffer): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'Content-Type': contentType },
  }).formData();
  for (const value of form.values()) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
