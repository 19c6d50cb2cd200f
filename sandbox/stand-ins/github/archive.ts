import { gzipSync } from 'node:zlib';
import { Header, Pax } from 'tar';
import { z } from 'zod';

/** Reads JSON from the emulator, by path. */
export type ReadJson = (path: string) => Promise<unknown>;

const Tree = z.object({
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() })),
});
const Commit = z.object({ sha: z.string(), tree: z.object({ sha: z.string() }) });
const Blob = z.object({ content: z.string() });
const BLOCK = 512;
const PARALLEL = 16;

/**
 * Makes the archives of commits as `git archive` does: with the attributes `export-ignore` and `export-subst`. `known` are blobs by
 * their SHA that need not be read: the emulator looks for each among all.
 */
export function createArchives(
  read: ReadJson,
  known: ReadonlyMap<string, Buffer<ArrayBuffer>>,
): (repository: string, commit: string) => Promise<Buffer> {
  const made = new Map<string, Promise<Buffer>>();
  return (repository, commit) => {
    const archive = made.get(commit) ?? pack(read, known, repository, commit);
    made.set(commit, archive);
    return archive;
  };
}

async function pack(
  read: ReadJson,
  known: ReadonlyMap<string, Buffer<ArrayBuffer>>,
  repository: string,
  commit: string,
): Promise<Buffer> {
  const at = `/repos/${repository}/git`;
  const { sha, tree } = Commit.parse(await read(`${at}/commits/${commit}`));
  const entries = Tree.parse(await read(`${at}/trees/${tree.sha}?recursive=1`)).tree;
  const bytes = async (blob: string) =>
    known.get(blob) ?? Buffer.from(Blob.parse(await read(`${at}/blobs/${blob}`)).content, 'base64');
  const attributes = entries.find(({ path }) => path === '.gitattributes');
  const has = attributesIn(attributes === undefined ? '' : (await bytes(attributes.sha)).toString('utf8'));
  const root = `${repository.replace('/', '-')}-${sha.slice(0, 7)}/`;
  const parts: Buffer[] = [new Pax({ comment: sha }, true).encode(), entry(root, 'Directory')];
  const kept = entries.filter(({ path }) => !has(path, 'export-ignore'));
  for (let from = 0; from < kept.length; from += PARALLEL) {
    const batch = kept.slice(from, from + PARALLEL).map(async ({ path, mode, type, sha: blob }) => {
      if (type !== 'blob') return entry(`${root}${path}/`, 'Directory');
      const content = await bytes(blob);
      if (mode === '120000') return entry(`${root}${path}`, 'SymbolicLink', content);
      const subst = has(path, 'export-subst');
      const text = subst ? Buffer.from(content.toString('utf8').replaceAll('$Format:%H$', sha)) : content;
      return entry(`${root}${path}`, 'File', text, mode === '100755' ? 0o775 : 0o664);
    });
    parts.push(...(await Promise.all(batch)));
  }
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 1 });
}

type Kind = 'File' | 'Directory' | 'SymbolicLink';

function entry(path: string, type: Kind, content = Buffer.alloc(0), mode = 0o775): Buffer {
  const body = type === 'File' ? content : Buffer.alloc(0);
  const link = type === 'SymbolicLink' ? { linkpath: content.toString('utf8') } : {};
  const fields = { path, type, mode, size: body.byteLength, mtime: new Date(0), ...link };
  const header = new Header(fields);
  header.encode();
  const parts = header.needPax ? [new Pax(fields).encode()] : [];
  const filling = Buffer.alloc((BLOCK - (body.byteLength % BLOCK)) % BLOCK);
  return Buffer.concat([...parts, header.block ?? Buffer.alloc(0), body, filling]);
}

/** Whether a path has an attribute: lines of a whole path, a folder or `*.<ending>`. */
function attributesIn(text: string): (path: string, attribute: string) => boolean {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  return (path, attribute) =>
    lines.some(([pattern = '', ...given]) => {
      if (pattern === '' || !given.includes(attribute)) return false;
      if (pattern.startsWith('*')) return path.endsWith(pattern.slice(1));
      return path === pattern || path.startsWith(`${pattern.replace(/^\//, '')}/`);
    });
}
