import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { gitHubFault } from './fault-kinds.ts';

const blobSchema = z.object({ content: z.string(), encoding: z.string() });

/** The bytes of a blob. Its SHA names its content, so they are the same at any time. */
export async function readBlob(
  client: GitHubClient,
  where: { readonly owner: string; readonly repo: string },
  sha: string,
): Promise<Buffer> {
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  const { content, encoding } = await client.call(route, { ...where, file_sha: sha }, blobSchema);
  if (encoding === 'base64') return Buffer.from(content, 'base64');
  if (encoding === 'utf-8') return Buffer.from(content, 'utf8');
  throw gitHubFault('unexpected-answer', `GitHub sent a file in an unknown encoding: ${encoding}`);
}
