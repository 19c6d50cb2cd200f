/** The id that Slack gives a delivery: of the event, or of the act of a person. Null if it has none. */
export function deliveryId(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  for (const name of ['event_id', 'trigger_id']) {
    const value: unknown = Reflect.get(body, name);
    if (typeof value === 'string' && value !== '') return `${name}:${value}`;
  }
  return null;
}
