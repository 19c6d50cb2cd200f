import { type Fields, fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';

/** Arguments that come as JSON inside a form field. */
const structured: readonly string[] = [
  'attachments',
  'blocks',
  'chunks',
  'files',
  'message',
  'metadata',
  'options',
  'view',
];

/** Reads a method's arguments out of a request body: JSON, or a form whose fields may hold JSON. */
export function argumentsOf(contentType: string, body: string): Fields {
  if (contentType.includes('application/json')) return fieldsOf(jsonOf(body) ?? {});
  const entries = [...new URLSearchParams(body)].map(([key, value]) => [
    key,
    structured.includes(key) ? (jsonOf(value) ?? value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** The value of a JSON text; nothing if it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
