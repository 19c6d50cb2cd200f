import { z } from 'zod';

/** A source file as it lies in a question. */
export interface QuestionFile {
  readonly path: string;
  readonly content: string;
}

/** A question as the stand-in understands it: who is asked, and the data blocks by name. */
export interface Question {
  /** Name of the JSON schema, which is the prompt's name. */
  readonly name: string;
  readonly blocks: ReadonlyMap<string, string>;
  /** True when an earlier answer came back with what was wrong with it. */
  readonly repair: boolean;
  /** Characters of all messages, to estimate tokens from. */
  readonly characters: number;
}

const Body = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(2),
  response_format: z
    .object({ type: z.string(), json_schema: z.object({ name: z.string() }).optional() })
    .optional(),
});

const BLOCK = /\[\[begin ([a-z-]+) ([0-9a-f]{16})\]\]\n([\s\S]*?)\n\[\[end \1 \2\]\]/g;

/** Reads a `chat/completions` body; null if it is not one that our agents send. */
export function readQuestion(body: string): Question | null {
  const parsed = Body.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { messages, response_format: format } = parsed.data;
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const user = messages.find(({ role }) => role === 'user')?.content ?? '';
  const name = format?.json_schema?.name ?? /of the schema "([\w-]+)"/.exec(system)?.[1];
  if (name === undefined) return null;
  const blocks = new Map<string, string>();
  for (const [, block, , text] of user.matchAll(BLOCK)) blocks.set(block ?? '', text ?? '');
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return { name, blocks, repair: messages.length > 2, characters };
}

/** Parses JSON; undefined if it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A block that holds JSON, read by a schema. Throws if it is missing or of another shape: the question is broken. */
export function jsonOf<Value>(question: Question, block: string, schema: z.ZodType<Value>): Value {
  return schema.parse(JSON.parse(question.blocks.get(block) ?? 'null'));
}

const PART =
  /\[\[(file|result) ([0-9a-f]{16})\]\] (".*")(?: lines [\d-]+ of \d+)?\n([\s\S]*?)\n\[\[end \1 \2\]\]/g;

/** The parts of a block with their titles: source files by path, or answers by request. */
export function filesOf(question: Question, block: string): readonly QuestionFile[] {
  const text = question.blocks.get(block) ?? '';
  return [...text.matchAll(PART)].map(([, , , title, content]) => ({
    path: z.string().parse(JSON.parse(title ?? '""')),
    content: content ?? '',
  }));
}
