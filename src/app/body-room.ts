/** What a chunk costs besides its bytes: the objects that hold it. */
const CHUNK = 256;
/** Bytes of bodies that may be held at once: some hundreds of presses, and a few of the largest forms. */
const ROOM = 16 * 1024 * 1024;

/** Bodies above this many bytes are rare (forms at their limits), and so many are read at once. */
const LARGE = 64 * 1024;
const LARGE_AT_ONCE = 8;

/** The memory that bodies share while they come in. */
export interface BodyRoom {
  /**
   * A body of this length begins; null if it is large and enough large ones are read already. `giveWay` is called, after the place was
   * left, if others need its room.
   */
  enter(length: number, giveWay: () => void): BodyPlace | null;
  /** Bytes that are held now. */
  readonly held: () => number;
}

/** The place of one body; `leave` may be called more than once. */
export interface BodyPlace {
  readonly grow: (bytes: number) => void;
  readonly leave: () => void;
}

/**
 * Bounds the bytes of all unfinished bodies together. If there are too many, the largest gives way and not the newest: senders of
 * half a body cannot keep a press out, which has a few kilobytes and is whole at once. The bound on large ones keeps those that are
 * given up again and again from making garbage faster than it is collected.
 */
export function createBodyRoom(room = ROOM): BodyRoom {
  const sizes = new Map<() => void, number>();
  const large = new Set<() => void>();
  let held = 0;
  const leave = (giveWay: () => void) => {
    held -= sizes.get(giveWay) ?? 0;
    sizes.delete(giveWay);
    large.delete(giveWay);
  };
  const makeRoom = () => {
    while (held > room) {
      let largest: (() => void) | null = null;
      for (const [one, size] of sizes)
        if (largest === null || size > (sizes.get(largest) ?? 0)) largest = one;
      if (largest === null) return;
      leave(largest);
      largest();
    }
  };
  return {
    held: () => held,
    enter: (length, giveWay) => {
      if (length > LARGE && large.size >= LARGE_AT_ONCE) return null;
      // Its own function, so that no two places share one.
      const mine = () => giveWay();
      if (length > LARGE) large.add(mine);
      sizes.set(mine, 0);
      return {
        grow: (bytes) => {
          const size = sizes.get(mine);
          if (size === undefined) return;
          sizes.set(mine, size + bytes + CHUNK);
          held += bytes + CHUNK;
          makeRoom();
        },
        leave: () => leave(mine),
      };
    },
  };
}
