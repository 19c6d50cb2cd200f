import { textInput } from '#block-kit/inputs.ts';
import { section } from '#block-kit/layout.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { emptyAs, type FieldParts, type FormField, inputParts } from './form-field.ts';
import type { FormState } from './form-state.ts';

/** How a list is written: an entry a line. */
export interface LineNotation {
  /** Never holds a line break. */
  readonly write: (entry: unknown) => string;
  /** Refuses with a sentence that says what a line must look like. */
  readonly parse: (line: string) => Result<unknown, string>;
}

/** Characters that one input of Slack takes. */
const ROOM = 3_000;
/** Inputs for one list. */
const MOST = 4;

/** A list, an entry a line, in as many inputs as it takes. A list that is too long for that is left as it is, and the form says so. */
export function linesField(parts: FieldParts & { readonly notation: LineNotation }): FormField {
  const { id, at, notation, label } = parts;
  return {
    ...{ id, at },
    blocks: (value) => {
      const texts = textsOf(Array.isArray(value) ? value.map(notation.write) : []);
      if (texts === null)
        return [
          section(
            `*${label}*: this list is too long for a form. It stays as it is; change it by \`/experiment settings export\` and \`import\`.`,
          ),
        ];
      return texts.map((text, index) =>
        textInput({
          ...inputParts({ ...parts, ...(index === 0 ? {} : { optional: true, label: `${label}, more` }) }),
          ...(index === 0 ? {} : { blockId: inputId(id, index), actionId: inputId(id, index) }),
          multiline: true,
          ...(text === '' ? {} : { initial: text }),
        }),
      );
    },
    read: (state, before) => {
      if (!state.has(id)) return ok(before);
      const lines = linesIn(state, id);
      if (lines.length === 0) return ok(emptyAs(before));
      const read = lines.map(notation.parse);
      const wrong = read.findIndex(({ kind }) => kind === 'refused');
      const problem = read[wrong];
      if (problem?.kind === 'refused') return refused(`Line ${wrong + 1}: ${problem.problem}`);
      return ok(read.map((one) => (one.kind === 'ok' ? one.value : null)));
    },
  };
}

function inputId(id: string, index: number): string {
  return `${id}_${index + 1}`;
}

function linesIn(state: FormState, id: string): readonly string[] {
  const texts = [state.text(id)];
  for (let index = 1; index < MOST; index += 1) texts.push(state.text(inputId(id, index)));
  return texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
}

/** The lines over inputs that hold them; null if there is no room. */
function textsOf(lines: readonly string[]): readonly string[] | null {
  const texts: string[] = [''];
  for (const line of lines) {
    if (line.length > ROOM) return null;
    const last = texts.at(-1) ?? '';
    const longer = last === '' ? line : `${last}\n${line}`;
    if (longer.length <= ROOM) texts[texts.length - 1] = longer;
    else texts.push(line);
  }
  return texts.length > MOST ? null : texts;
}
