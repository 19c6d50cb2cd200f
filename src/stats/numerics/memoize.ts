/**
 * Remembers the last `size` answers of a pure function by a text key; the oldest is forgotten
 * first. Answers are shared between callers, so they must be read-only data.
 */
export function memoize<Input, Output>(
  compute: (input: Input) => Output,
  keyOf: (input: Input) => string,
  size: number,
): (input: Input) => Output {
  const known = new Map<string, Output>();
  return (input) => {
    const key = keyOf(input);
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = compute(input);
    const oldest = known.size >= size ? known.keys().next() : undefined;
    if (oldest !== undefined && oldest.done !== true) known.delete(oldest.value);
    known.set(key, answer);
    return answer;
  };
}
