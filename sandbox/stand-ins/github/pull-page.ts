import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import type { ReadJson } from './archive.ts';

const PAGE = /^\/([^/]+\/[^/]+)\/pull\/(\d+)$/;
const Pull = z.looseObject({
  ...{ title: z.string(), body: z.string().nullish(), state: z.string(), draft: z.boolean().nullish() },
  merged: z.boolean().nullish(),
  head: z.looseObject({ ref: z.string(), sha: z.string() }),
  base: z.looseObject({ ref: z.string(), sha: z.string() }),
});
const Tree = z.looseObject({
  tree: z.array(z.looseObject({ path: z.string(), type: z.string(), sha: z.string() })),
});
const Content = z.looseObject({ content: z.string() });

/** The pages of pull requests, as people open them in a browser. Null for any other request. */
export function createPullPages(read: ReadJson): (request: WireRequest) => Promise<WireAnswer | null> {
  return async ({ method, path }) => {
    const [, repository, number] = PAGE.exec(path) ?? [];
    if (method !== 'GET' || repository === undefined || number === undefined) return null;
    const at = `/repos/${repository}/pulls/${number}`;
    const pull = Pull.safeParse(await read(at));
    if (!pull.success) return page(404, 'Not found', '<p>There is no such pull request.</p>');
    const { title, body, head, base } = pull.data;
    const changed = await changedFiles(read, repository, { from: base.sha, to: head.sha });
    return page(
      200,
      `${title} · Pull request #${number}`,
      `<p>${stateOf(pull.data)}: ${escaped(head.ref)} into ${escaped(base.ref)}. This GitHub is a stand-in on this machine. To merge, go back to the desk of the sandbox and press <b>Merge on GitHub</b>.</p>
<h2>Description</h2><pre>${escaped(body ?? '')}</pre><h2>Changed files</h2>${changed}`,
    );
  };
}

/** Every file that differs between two commits, as it is in the second one. */
async function changedFiles(
  read: ReadJson,
  repository: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string> {
  const [before, after] = await Promise.all([from, to].map((commit) => filesAt(read, repository, commit)));
  const news = [...(after ?? [])].filter(([path, sha]) => before?.get(path) !== sha);
  const texts = news.map(async ([path, sha]) => {
    const blob = Content.safeParse(await read(`/repos/${repository}/git/blobs/${sha}`));
    const text = blob.success ? Buffer.from(blob.data.content, 'base64').toString('utf8') : '';
    const how = before?.has(path) === true ? 'changed' : 'added';
    return `<h3>${escaped(path)} (${how})</h3><pre>${escaped(text)}</pre>`;
  });
  const gone = [...(before ?? [])].filter(([path]) => after?.has(path) !== true);
  return [...(await Promise.all(texts)), ...gone.map(([path]) => `<h3>${escaped(path)} (deleted)</h3>`)].join(
    '\n',
  );
}

async function filesAt(
  read: ReadJson,
  repository: string,
  commit: string,
): Promise<ReadonlyMap<string, string>> {
  const found = Tree.safeParse(await read(`/repos/${repository}/git/trees/${commit}?recursive=1`));
  const files = found.success ? found.data.tree.filter(({ type }) => type === 'blob') : [];
  return new Map(files.map(({ path, sha }) => [path, sha]));
}

function stateOf({ state, merged, draft }: z.infer<typeof Pull>): string {
  if (merged === true) return 'Merged';
  if (state === 'closed') return 'Closed';
  return draft === true ? 'Draft' : 'Open';
}

function page(status: number, title: string, inside: string): WireAnswer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
  };
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><main><h1>${escaped(title)}</h1>${inside}</main></html>`;
  return { status, headers, body };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** An answer of the emulator whose links for people lead to this root. */
export function withPageLinks(answer: WireAnswer, from: string, to: string): WireAnswer {
  // What the stand-in answers itself is JSON, and says so only on the wire.
  if (!(answer.headers?.['content-type'] ?? 'json').includes('json')) return answer;
  const text = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8');
  const link = `"html_url":"${from}/`;
  return text.includes(link) ? { ...answer, body: text.replaceAll(link, `"html_url":"${to}/`) } : answer;
}
