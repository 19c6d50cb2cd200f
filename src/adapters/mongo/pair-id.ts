/** The `_id` of a document that two names make up: no other pair has it, whatever is in them. */
export function pairId(first: string, second: string): string {
  return JSON.stringify([first, second]);
}
