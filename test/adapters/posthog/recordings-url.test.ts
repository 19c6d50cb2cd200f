import { expect, it } from 'vitest';
import { recordingsUrl } from '#adapters/posthog/recordings-url.ts';
import { EXPOSURE_EVENTS } from '#domain/exposure.ts';

it.each(EXPOSURE_EVENTS)('leads to the recordings of units that met the variant by %s', (event) => {
  const template = recordingsUrl('https://eu.posthog.com/project/42', 'gate-40');
  const filled = template.replace('{variant}', 'treatment').replaceAll('{event}', encodeURIComponent(event));
  const url = new URL(filled);
  expect(`${url.origin}${url.pathname}`).toBe('https://eu.posthog.com/project/42/replay/home');
  const exact = (key: string, value: string) => ({ key, value: [value], operator: 'exact', type: 'event' });
  expect(JSON.parse(url.searchParams.get('filters') ?? '')).toEqual({
    filter_group: {
      type: 'AND',
      values: [
        {
          type: 'AND',
          values: [
            {
              ...{ id: event, name: event, type: 'events' },
              properties: [exact('$feature_flag', 'gate-40'), exact('$feature_flag_response', 'treatment')],
            },
          ],
        },
      ],
    },
  });
});
