import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WireAnswer } from '#sandbox/stand-ins/http/messages.ts';
import { errorBody } from './completion.ts';

/** What OpenAI takes: it refuses other fields, empty texts and more than 2,048 of them. */
const Asked = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)]),
  encoding_format: z.enum(['float', 'base64']).optional(),
});

const LENGTH = 512;

/** Groups of words that mean the same, so that a test sees what words alone would not find. */
const MEANINGS: readonly (readonly string[])[] = [
  ['expires', 'vanish', 'disappear'],
  ['courier', 'driver', 'rider'],
  ['photo', 'picture', 'image'],
];

/** Answers `embeddings`: a text's vector counts its words, those that mean the same as one. */
export function embeddingsAnswer(body: string): WireAnswer {
  const asked = Asked.safeParse(parsed(body)).data;
  if (asked === undefined)
    return { status: 400, body: errorBody('not a request for embeddings', 'invalid_request_error') };
  const texts = typeof asked.input === 'string' ? [asked.input] : asked.input;
  const data = texts.map((text, index) => {
    const vector = vectorOf(text);
    const embedding =
      asked.encoding_format === 'base64'
        ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
        : vector;
    return { object: 'embedding', index, embedding };
  });
  const tokens = Math.ceil(texts.join('').length / 4);
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { status: 200, body: JSON.stringify({ object: 'list', model: asked.model, data, usage }) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function vectorOf(text: string): readonly number[] {
  const vector = Array.from({ length: LENGTH }, () => 0);
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    const meant = MEANINGS.find((words) => words.includes(word))?.[0] ?? word;
    const at = createHash('sha256').update(meant).digest().readUInt16BE() % LENGTH;
    if (word !== '') vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
}
