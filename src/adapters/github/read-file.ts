import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { SourceFile } from '#ports/code-host.ts';
import type { GitHubClient } from './client.ts';

/** Bytes. Above this, GitHub gives no content with the metadata, and no model should read it anyway. */
const MAX_BYTES = 1_000_000;

const fileSchema = z.object({
  type: z.literal('file'),
  size: z.number(),
  content: z.string(),
  encoding: z.string(),
});
const contentSchema = z.union([fileSchema, z.array(z.unknown()), z.object({ type: z.string() })]);

/** One text file at the head of the default branch; null for what is absent, too large, no text or no file. */
export async function readText(
  client: GitHubClient,
  where: { readonly owner: string; readonly repo: string },
  path: string,
): Promise<SourceFile | null> {
  const found = await client.find(
    'GET /repos/{owner}/{repo}/contents/{+path}',
    { ...where, path: encodePath(path) },
    contentSchema,
  );
  const file = fileSchema.safeParse(found);
  if (!file.success || file.data.size > MAX_BYTES || file.data.encoding !== 'base64') return null;
  const bytes = Buffer.from(file.data.content, 'base64');
  // Git does not say which files are text: what is no UTF-8 or holds a zero byte is none.
  if (!isUtf8(bytes) || bytes.includes(0)) return null;
  return { path, content: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}

/** `{+path}` keeps reserved characters, so what would end the path must be encoded here. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
