/** The experiment of a commit's id `<experiment>:<version>`: the shard key, which spares asking every shard. */
export function experimentOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf(':')));
}
