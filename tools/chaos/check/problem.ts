/** Something that must not be, found after a schedule. */
export interface Problem {
  readonly kind: 'lost' | 'doubled' | 'stuck' | 'unauthorised';
  readonly what: string;
}

export function lost(what: string): Problem {
  return { kind: 'lost', what };
}

export function doubled(what: string): Problem {
  return { kind: 'doubled', what };
}

export function stuck(what: string): Problem {
  return { kind: 'stuck', what };
}

export function unauthorised(what: string): Problem {
  return { kind: 'unauthorised', what };
}

/** Values that are there more than once. */
export function repeated(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}
