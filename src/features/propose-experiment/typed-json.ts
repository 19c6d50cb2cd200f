import { isJsonBeginning, partsUntilBroken } from '#shared/json-beginning.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** Signs around the place where a text stops being JSON. */
const AROUND = 20;
/** A text in JSON or in the quotation marks that a phone sets; a sign of direction, which stays behind when shown words are copied; a blank that is none in JSON. */
const MENDED = /("(?:[^"\\]|\\.)*")|[“”„‟]([^“”„‟"]*)[“”„‟]|[\u200E\u200F\u2066-\u2069\uFEFF]|([^\S\n ])/gsu;
const TOKEN = /("(?:[^"\\]|\\.)*")\s*(:?)|[{}[\]]/gs;

/**
 * Reads JSON that a person typed, on a phone perhaps. Refuses, in sentences, what is none, and an object in which a name stands twice, because only
 * one of the two would count.
 */
export function readTypedJson(typed: string): Result<unknown, string> {
  const text = isJson(typed) ? typed : mended(typed);
  if (!isJson(text)) return refused(brokenWords(text));
  const twice = nameTwice(text);
  return twice === null
    ? ok(JSON.parse(text))
    : refused(`The name ${twice.slice(0, 40)} stands twice in one object. Take one away.`);
}

function mended(typed: string): string {
  return typed.replace(MENDED, (_sign, json?: string, words?: string, blank?: string) => {
    if (json !== undefined) return json;
    return words === undefined ? (blank === undefined ? '' : ' ') : `"${words}"`;
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function brokenWords(text: string): string {
  const whole = text.trimEnd();
  if (isJsonBeginning(whole)) return 'It ends before each bracket and quotation mark is closed.';
  const broken = partsUntilBroken(whole.split(''), '');
  const from = Math.max(0, broken - AROUND);
  const place = `${from > 0 ? '…' : ''}${whole.slice(from, broken)}`;
  return `It breaks behind ${place}: names and texts stand between quotation marks, a colon follows each name, and a comma stands only between two entries.`;
}

/** The first name that an object has twice, as it was typed; null if none has. */
function nameTwice(json: string): string | null {
  const open: Set<string>[] = [];
  for (const [token, text, colon] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (text !== undefined && colon === ':') {
      const name: string = JSON.parse(text);
      if (open.at(-1)?.has(name) === true) return text;
      open.at(-1)?.add(name);
    }
  }
  return null;
}
