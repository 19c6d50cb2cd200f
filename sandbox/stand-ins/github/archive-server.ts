import { randomUUID } from 'node:crypto';
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
  /** Packs the archive of a commit beforehand. */
  prepare(repository: string, commit: string): Promise<void>;
}

/** Serves the archives of a repository that can be read by path. */
export function createArchiveServer(read: ReadJson): ArchiveServer {
  const key = randomUUID();
  const archiveOf = createArchives(read);
  return {
    redirect: ({ path }, root) => {
      const asked = TARBALL.exec(path);
      if (asked === null) return null;
      const location = `${root}/codeload/${asked[1]}/${asked[2]}?token=${key}`;
      return { status: 302, headers: { location }, body: '' };
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
