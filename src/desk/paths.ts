/** The root of the desk. Pages, forms and links stand below it. */
export const DESK = '/desk';

/** The address of a page of the desk; `path` is that of its route, with its parts put in: `/experiments/exp-1`. */
export function deskPath(path: string): string {
  return path === '/' ? DESK : `${DESK}${path}`;
}

/** The address of the page of an experiment, or of what stands below it. */
export function experimentPath(key: string, below = ''): string {
  return deskPath(`/experiments/${encodeURIComponent(key)}${below === '' ? '' : `/${below}`}`);
}
