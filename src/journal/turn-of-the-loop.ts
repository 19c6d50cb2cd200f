/**
 * Lets the event loop turn once: an embedded store answers without the event loop, and a long walk over it must not delay
 * an acknowledgement.
 */
export function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
