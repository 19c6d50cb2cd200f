import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { partsUntilBroken } from '#shared/json-beginning.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { LineProblem, RawRecord } from './raw-record.ts';

/** A record has a few levels, and a list as many values as a person can have written. */
const DEEPEST = 20;
const MOST_VALUES = 200_000;

/**
 * Reads a JSON list, or an object with one under `name`, as records with their lines. Refuses what is no JSON, an object in which a name
 * stands twice, what holds no list, and what is too deep or has too many values to be one. What it says repeats nothing of the text, which may hold secrets.
 */
export function readJsonList(text: string, name: string): Result<readonly RawRecord[], LineProblem> {
  const lines = new LineCounter();
  const source = text.replace(/^\uFEFF/, '');
  const shape = shapeProblem(source);
  if (shape !== null) return refused(shape);
  // JSON is YAML, too, and a parser of YAML knows the lines.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const lineOf = (node: unknown) => (isNode(node) ? lines.linePos(node.range?.[0] ?? 0).line : 1);
  const [twice] = document.errors;
  try {
    JSON.parse(source);
  } catch (thrown) {
    return refused({ line: brokenLine(source, String(thrown)), message: 'This is no JSON: it breaks here.' });
  }
  if (twice !== undefined)
    return refused({
      line: lines.linePos(twice.pos[0]).line,
      message: 'A name stands twice in this object.',
    });
  const root = document.contents;
  const list = isMap(root) ? root.get(name, true) : root;
  if (!isSeq(list))
    return refused({
      line: 1,
      message: `The file must hold a list of ${name}, or an object with such a list under "${name}".`,
    });
  return ok(
    list.items.map((item) => ({ line: lineOf(item), value: isNode(item) ? item.toJS(document) : item })),
  );
}

/** Before it is parsed, which takes longer the deeper it is: its signs are counted, those in texts left out. */
function shapeProblem(source: string): LineProblem | null {
  let [line, depth, values] = [1, 0, 0];
  let isText = false;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '\n') line += 1;
    if (isText && sign === '\\') at += 1;
    else if (sign === '"') isText = !isText;
    else if (!isText && (sign === '[' || sign === '{')) depth += 1;
    else if (!isText && (sign === ']' || sign === '}')) depth -= 1;
    else if (!isText && sign === ',') values += 1;
    if (depth > DEEPEST)
      return { line, message: `This lies deeper than ${DEEPEST} levels. Write a list of objects.` };
    if (values > MOST_VALUES)
      return { line, message: `Here are more than ${MOST_VALUES} values. Split the list.` };
  }
  return null;
}

/** The first line with which a text is no beginning of JSON; its last one if it only ends too early. The engine names some lines itself. */
function brokenLine(source: string, told: string): number {
  const [, named] = /\(line (\d+) column \d+\)/.exec(told) ?? [];
  if (named !== undefined) return Number(named);
  return partsUntilBroken(source.trimEnd().split('\n'), '\n');
}
