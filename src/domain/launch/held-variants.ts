/**
 * The key under which the units of a dropped treatment are held. Code that asks the flag knows no such variant and gives them
 * the control; no other unit changes its variant, as it would if the shares moved.
 */
export function heldKey(variant: string): string {
  return `${variant}-dropped`;
}

/** The split with the share of each dropped treatment under its held key; every share keeps its place and its size. */
export function heldAllocation(
  allocation: Readonly<Record<string, number>>,
  dropped: readonly string[] = [],
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(allocation).flatMap(([key, share]) =>
      dropped.includes(key)
        ? [
            [key, 0],
            [heldKey(key), share],
          ]
        : [[key, share]],
    ),
  );
}
