import { ok, type Result, refused } from '#shared/result.ts';

function parse(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

/** What a reasoning model thinks aloud before its answer; some servers leave it in the text. */
const THOUGHTS = /<(think|thinking|reasoning)>[\s\S]*?<\/\1>/gi;
/** Some servers take the opening mark for the prompt's, so that only the closing one arrives. */
const END_OF_THOUGHT = /^[\s\S]*<\/(?:think|thinking|reasoning)>/i;
const FENCED = /```[a-z]*\s*\n([\s\S]*?)\n\s*```/i;

/** The end of the object that begins here, after its closing brace; -1 if it does not end. Braces in strings do not count. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{') depth += 1;
    else if (sign === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/**
 * The first whole object in the text; null if there is none. What lies within braces that are no JSON is passed over, and one that does not
 * end is a cut-off answer, whose inner objects are none.
 */
function firstObject(text: string): unknown {
  let from = text.indexOf('{');
  while (from >= 0) {
    const end = endOfObject(text, from);
    if (end < 0) return null;
    const read = parse(text.slice(from, end));
    if (read.kind === 'ok') return read.value;
    from = text.indexOf('{', end);
  }
  return null;
}

/**
 * Reads the JSON object of a model's answer: the text itself, else the first whole object in it. What servers put around it is passed
 * over: thoughts, code fences, sentences, a second object. Refused with the words of the parser.
 */
export function readJson(answer: string): Result<unknown, string> {
  const text = answer.replace(/^\ufeff/, '').trim();
  const whole = parse(text);
  if (whole.kind === 'ok') return whole;
  const said = text.replace(THOUGHTS, '').replace(END_OF_THOUGHT, '').trim();
  if (said === '') return refused('the answer is empty');
  const found = firstObject(said) ?? firstObject(FENCED.exec(said)?.[1] ?? '') ?? firstObject(text);
  return found === null ? whole : ok(found);
}
