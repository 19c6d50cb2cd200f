import type { Store } from '#ports/store.ts';
import type { Agenda } from './agenda.ts';
import type { Life } from './life.ts';

/**
 * The store as one life sees it: every call is an operation of the agenda, and none has an effect or an answer once the
 * life has ended. Closing it is the process's end of the connection; the store itself lives on.
 */
export function severedStore(store: Store, life: Life, agenda: Agenda): Store {
  const calls = Object.entries(store).map(([name, call]) => [
    name,
    (...given: readonly unknown[]) =>
      agenda.perform(life, `${name} ${labelOf(given)}`, async () => Reflect.apply(call, store, given)),
  ]);
  return { ...(Object.fromEntries(calls) as Store), close: async () => {} };
}

function labelOf(given: readonly unknown[]): string {
  return given
    .map((one) => {
      if (typeof one !== 'object' || one === null) return String(one);
      const command: unknown = Reflect.get(one, 'command');
      const id: unknown = Reflect.get(one, 'id') ?? Reflect.get(one, 'key') ?? '';
      const name: unknown =
        typeof command === 'object' && command !== null ? Reflect.get(command, 'name') : '';
      return `${String(id)}${name === '' ? '' : ` (${String(name)})`}`;
    })
    .join(' ');
}
