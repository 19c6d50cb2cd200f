import { expect, it } from 'vitest';
import { recordingsUrl } from '#adapters/posthog/recordings-url.ts';

it('leads to the recordings of units that met the variant, by the exposure events of the flag', () => {
  const template = recordingsUrl('https://eu.posthog.com/project/42', 'gate-40');
  const url = new URL(template.replace('{variant}', 'treatment'));
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
              ...{ id: '$feature_flag_called', name: '$feature_flag_called', type: 'events' },
              properties: [exact('$feature_flag', 'gate-40'), exact('$feature_flag_response', 'treatment')],
            },
          ],
        },
      ],
    },
  });
});
