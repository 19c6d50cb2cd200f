import { z } from 'zod';
import type { SourceFile } from '#ports/code-host.ts';
import { AppError } from '#shared/errors.ts';
import type { GitHubClient } from './client.ts';

/** Above this, GitHub gives no content with the metadata, and no model should read it anyway. */
const MAX_BYTES = 1_000_000;

const fileSchema = z.object({
  type: z.literal('file'),
  size: z.number(),
  content: z.string(),
  encoding: z.string(),
});
const contentSchema = z.union([fileSchema, z.array(z.unknown()), z.object({ type: z.string() })]);

/** One text file at the head of the default branch; null for what is absent or no file. */
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
  if (!file.success) return null;
  if (file.data.size > MAX_BYTES || file.data.encoding !== 'base64') {
    throw new AppError('github.file-too-large', `${path} is larger than ${MAX_BYTES} bytes`, {
      retryable: false,
    });
  }
  const bytes = Buffer.from(file.data.content, 'base64');
  try {
    return { path, content: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (cause) {
    throw new AppError('github.file-not-text', `${path} is not a text file in UTF-8`, {
      retryable: false,
      cause,
    });
  }
}

/** `{+path}` keeps reserved characters, so what would end the path must be encoded here. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
