import { describe, expect, it } from 'vitest';
import { createPostHogAnnotations } from '#adapters/posthog/annotations.ts';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
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

describe('an experiment of PostHog', () => {
  const plan = { flagKey: 'gate', title: 'Later gate', hypothesis: 'A later gate keeps players.' };

  it('is a draft that names the flag', async () => {
    const { posthog, annotations, lines } = await annotating();
    const { url: host, projectId, personalApiKey } = posthog;
    const setting = { active: true, rollout: 0.1, allocation: { control: 0.5, treatment: 0.5 } };
    await createPostHogFlags({ host, projectId, personalApiKey }).ensure('gate', 'Gate', setting);
    annotations.link(plan);
    await annotations.close();
    expect(posthog.experiments()).toEqual([
      {
        name: 'Later gate',
        description:
          'A later gate keeps players. Run from Slack, whose thread has the results: do not launch it here.',
        feature_flag_key: 'gate',
      },
    ]);
    expect(lines).toEqual([]);
    await posthog.close();
  });

  it('is left out without its scope, which does not silence the annotations', async () => {
    const { posthog, annotations, lines } = await annotating(['annotation:write']);
    annotations.link(plan);
    await annotations.close();
    annotations.link(plan);
    annotations.annotate('Launched', AT);
    await annotations.close();
    expect(posthog.annotations()).toHaveLength(1);
    expect(lines.map(({ message }) => message)).toEqual(['an experiment of PostHog is left out']);
    await posthog.close();
  });

  it('is left out if PostHog refuses one, and the next one is tried', async () => {
    const { posthog, annotations, lines } = await annotating();
    annotations.link({ ...plan, flagKey: 'nowhere' });
    annotations.link({ ...plan, flagKey: 'elsewhere' });
    await annotations.close();
    expect(posthog.requests).toHaveLength(2);
    expect(lines).toHaveLength(2);
    await posthog.close();
  });
});
