import { parseAllDocuments } from 'yaml';
import { ok, type Result, refused } from '#shared/result.ts';

/** Aliases that a document may resolve: a short text can name itself into gigabytes. */
const MOST_ALIASES = 100;

/** Reads JSON or YAML as the values it holds: one for JSON, one a document for YAML. Refuses with why the text is neither. */
export function readData(kind: 'json' | 'yaml', text: string): Result<readonly unknown[], string> {
  const source = text.replace(/^\uFEFF/, '');
  try {
    if (kind === 'json') return ok([JSON.parse(source)]);
    const documents = parseAllDocuments(source, { uniqueKeys: true });
    const all = 'empty' in documents ? [] : documents;
    const [error] = all.flatMap(({ errors }) => errors);
    if (error !== undefined) return refused(firstLine(error.message));
    return ok(all.map((document) => document.toJS({ maxAliasCount: MOST_ALIASES })));
  } catch (thrown) {
    return refused(firstLine(thrown instanceof Error ? thrown.message : String(thrown)));
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/:$/, '').slice(0, 200);
}
