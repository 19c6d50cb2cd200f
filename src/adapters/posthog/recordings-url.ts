/**
 * Address of the recordings of units that met one variant, by PostHog's list with its own filter of exposures. `{variant}`
 * stands for the key of the variant, `{event}` for the event that records exposures.
 */
export function recordingsUrl(project: string, flagKey: string): string {
  const property = (key: string, value: readonly string[]) => ({
    key,
    value,
    operator: 'exact',
    type: 'event',
  });
  const exposure = {
    ...{ id: '{event}', name: '{event}', type: 'events' },
    properties: [property('$feature_flag', [flagKey]), property('$feature_flag_response', ['{variant}'])],
  };
  const all = (values: readonly unknown[]) => ({ type: 'AND', values });
  const filters = encodeURIComponent(JSON.stringify({ filter_group: all([all([exposure])]) }));
  return `${project}/replay/home?filters=${filters.replaceAll(/%7B(variant|event)%7D/g, '{$1}')}`;
}
