type KeyOf<Part> = Part extends unknown ? keyof Part : never;
type ValueOf<Part, Key extends PropertyKey> = Part extends { readonly [K in Key]: infer Value }
  ? Value
  : never;

/** What all parts hold, as one object. */
type Gathered<Part> = { readonly [Key in KeyOf<Part>]: ValueOf<Part, Key> };

/**
 * Puts the parts of all slices together. Throws if two parts have the same key, because one of them would be lost without
 * a word.
 */
export function gather<Part extends object>(parts: readonly Part[]): Gathered<Part> {
  const keys = parts.flatMap((part) => Object.keys(part));
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`two slices declare "${twice}"`);
  return Object.assign({}, ...parts);
}
