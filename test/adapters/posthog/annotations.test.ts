import { describe, expect, it } from 'vitest';
import { createPostHogAnnotations } from '#adapters/posthog/annotations.ts';
import { startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

async function annotating(scopes?: readonly string[]) {
  const posthog = await startPostHog({ now: () => 0, ...(scopes === undefined ? {} : { scopes }) });
  const { url: host, projectId, personalApiKey } = posthog;
  const { log, lines } = readableLog();
  const annotations = createPostHogAnnotations({ host, projectId, personalApiKey }, log);
  return { posthog, annotations, lines };
}

const AT = Date.UTC(2026, 8, 7, 9);

describe('an annotation', () => {
  it('stands on the time line of the whole project, cut to what PostHog takes', async () => {
    const { posthog, annotations, lines } = await annotating();
    annotations.annotate('Launched', AT);
    annotations.annotate('x'.repeat(500), AT);
    await annotations.close();
    const kept = posthog.annotations();
    expect(kept).toContainEqual({
      content: 'Launched',
      date_marker: '2026-09-07T09:00:00.000Z',
      scope: 'project',
    });
    expect(kept.map(({ content }) => content.length).sort()).toEqual([400, 8]);
    expect(lines).toEqual([]);
    await posthog.close();
  });

  it('is left out if the key lacks the scope, which is said once', async () => {
    const { posthog, annotations, lines } = await annotating(['query:read']);
    annotations.annotate('First', AT);
    await annotations.close();
    annotations.annotate('Second', AT);
    await annotations.close();
    expect(posthog.requests).toHaveLength(1);
    const reason = expect.stringContaining('annotation:write');
    expect(lines).toMatchObject([{ level: 'warn', fields: { code: 'posthog.forbidden', reason } }]);
    await posthog.close();
  });

  it('holds nothing up if PostHog is away, and the next one is tried', async () => {
    const { posthog, annotations, lines } = await annotating();
    posthog.fail({ kind: 'http-500' });
    annotations.annotate('First', AT);
    await annotations.close();
    annotations.annotate('Second', AT);
    await annotations.close();
    expect(posthog.annotations().map(({ content }) => content)).toEqual(['Second']);
    expect(lines).toHaveLength(1);
    await posthog.close();
  });
});
