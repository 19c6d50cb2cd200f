/**
 * The environment of a process that must see these variables and none of the machine's. Node's cache of compiled modules is
 * shared with it, which halves its start.
 */
export function childEnvironment(
  variables: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, NODE_COMPILE_CACHE, ...variables };
}
