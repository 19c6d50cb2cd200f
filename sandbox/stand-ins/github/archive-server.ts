import { createHash, randomUUID } from 'node:crypto';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { createArchives, type ReadJson } from './archive.ts';

const TARBALL = /^\/repos\/([^/]+\/[^/]+)\/tarball\/([0-9a-f]{40})$/;
const ARCHIVE = /^\/codeload\/([^/]+\/[^/]+)\/([0-9a-f]{40})$/;

/** GitHub sends archives from another host, which asks for the key in the address and not for a token. */
export interface ArchiveServer {
  /** Leads a request for an archive to that address under this root; null for any other request. */
  redirect(request: WireRequest, root: string): WireAnswer | null;
  /** The archive; null for a request of anything else. */
  answer(request: WireRequest): Promise<WireAnswer | null>;
  /** Remembers texts that are committed, so that they need not be read one by one. */
  remember(texts: readonly string[]): void;
  /** Packs the archive of a commit beforehand. */
  prepare(repository: string, commit: string): Promise<void>;
}

/** Serves the archives of a repository that can be read by path. */
export function createArchiveServer(read: ReadJson): ArchiveServer {
  const key = randomUUID();
  const known = new Map<string, Buffer<ArrayBuffer>>();
  const archiveOf = createArchives(read, known);
  return {
    redirect: ({ path }, root) => {
      const asked = TARBALL.exec(path);
      if (asked === null) return null;
      const location = `${root}/codeload/${asked[1]}/${asked[2]}?token=${key}`;
      return { status: 302, headers: { location }, body: '' };
    },
    remember: (texts) => {
      for (const text of texts) {
        const bytes = Buffer.from(text, 'utf8');
        known.set(createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex'), bytes);
      }
    },
    prepare: async (repository, commit) => {
      await archiveOf(repository, commit);
    },
    answer: async ({ path, query }) => {
      const [, repository, commit] = ARCHIVE.exec(path) ?? [];
      if (repository === undefined || commit === undefined || query.get('token') !== key) return null;
      const headers = { 'content-type': 'application/x-gzip' };
      return { status: 200, headers, body: await archiveOf(repository, commit) };
    },
  };
}
