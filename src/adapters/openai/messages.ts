import type OpenAI from 'openai';
import type { ModelRequest } from '#ports/language-model.ts';
import { withoutBounds } from './dialect.ts';

/**
 * How the service is held to the schema: `schema` by strict structured output, `json` by JSON mode with the schema in the
 * prompt, `prompt` by the prompt alone. The answer is validated afterwards in every case.
 */
export type Structured = 'schema' | 'json' | 'prompt';

type Message = OpenAI.ChatCompletionMessageParam;

/** The request in the service's words. */
export function messagesFor(request: ModelRequest, structured: Structured): Message[] {
  const schema = `Answer with one JSON object of the schema "${request.schemaName}" and nothing else:\n${JSON.stringify(request.schema)}`;
  const system = structured === 'schema' ? request.instructions : `${request.instructions}\n\n${schema}`;
  const messages: Message[] = [
    { role: 'system', content: system },
    { role: 'user', content: request.input },
  ];
  if (request.repair === null) return messages;
  const repair = `That answer cannot be used:\n${request.repair.problems}\n\nGive the whole answer again with this put right.`;
  return [
    ...messages,
    { role: 'assistant', content: request.repair.answer },
    { role: 'user', content: repair },
  ];
}

/** The `response_format` of the call, if there is one. `hasBounds` is whether its schema bounds short strings. */
export function formatFor(
  request: ModelRequest,
  structured: Structured,
  hasBounds: boolean,
): Pick<OpenAI.ChatCompletionCreateParamsNonStreaming, 'response_format'> {
  if (structured === 'prompt') return {};
  if (structured === 'json') return { response_format: { type: 'json_object' } };
  const schema = { ...request.schema };
  const sent = hasBounds ? schema : (withoutBounds(schema) as typeof schema);
  return {
    response_format: {
      type: 'json_schema',
      json_schema: { name: request.schemaName, strict: true, schema: sent },
    },
  };
}
