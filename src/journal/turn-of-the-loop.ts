/**
 * Lets everything else go on that is due: an embedded store answers without ever going by the event loop, and a long walk
 * over it must not hold up an acknowledgement.
 */
export function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
