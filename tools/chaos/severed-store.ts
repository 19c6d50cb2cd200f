import type { Store } from '#ports/store.ts';
import { ownFault } from '#shared/errors.ts';
import type { Agenda } from './agenda.ts';
import type { Life } from './life.ts';
import type { StoreFault } from './weather.ts';

/**
 * The store as one life sees it: every call is an operation of the agenda, and none has an effect or an answer once the
 * life has ended. Closing it is the process's end of the connection; the store itself lives on. `faultOf` says whether the
 * store fails a life that lives on: before it did what was asked, or after, so that the caller cannot know.
 */
export function severedStore(
  store: Store,
  life: Life,
  agenda: Agenda,
  faultOf: (call: string) => StoreFault | null = () => null,
): Store {
  const calls = Object.entries(store).map(([name, call]) => [
    name,
    (...given: readonly unknown[]) =>
      agenda.perform(life, `${name} ${labelOf(given)}`, async () => {
        const fault = faultOf(name);
        if (fault === 'store-busy' || fault === 'store-locked')
          throw ownFault('store.busy', 'The store is busy.');
        if (fault === 'store-full') throw ownFault('store.full', 'The disk is full.');
        const answer: unknown = await Reflect.apply(call, store, given);
        if (fault === 'store-unconfirmed')
          throw ownFault('store.unconfirmed', 'The write may or may not have happened.');
        return answer;
      }),
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
