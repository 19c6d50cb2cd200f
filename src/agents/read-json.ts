import { ok, type Result, refused } from '#shared/result.ts';

function parse(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads the JSON of a model's answer: the text itself, else the content of its first code fence, else from its first brace to
 * its last. Servers without structured output put other text around their JSON. Refused with the words of the parser.
 */
export function readJson(answer: string): Result<unknown, string> {
  const text = answer.trim();
  const whole = parse(text);
  if (whole.kind === 'ok') return whole;
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/.exec(text)?.[1];
  const braced = text.slice(Math.max(text.indexOf('{'), 0), text.lastIndexOf('}') + 1);
  for (const candidate of [fenced, braced]) {
    if (candidate === undefined || candidate === '') continue;
    const inner = parse(candidate);
    if (inner.kind === 'ok') return inner;
  }
  return whole;
}
