/** Whether objects and lists lie in each other in more than so many levels; `{}` has one. Looks no deeper than it has to, so that no depth overflows the stack. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels < 1 || Object.values(value).some((one) => isDeeperThan(one, levels - 1));
}
