import { readdirSync, readFileSync } from 'node:fs';

/** How often the system counts in a second what processes use. */
const TICKS = 100;

/** The most memory that this process and its children ever held, in megabytes. */
export function peakMegabytes(): number {
  const own = process.resourceUsage().maxRSS / 1_024;
  return ofChildren('status', (text) => Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1_024) + own;
}

/** What this process and its children used of processors so far, in seconds. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const used = (text: string) => {
    // After the name, which may hold anything: the fields from the state on.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  };
  return (user + system) / 1_000_000 + ofChildren('stat', used);
}

/** The sum over the children of this process; 0 on a system without `/proc`. */
function ofChildren(file: string, value: (text: string) => number): number {
  try {
    const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return ids.reduce((sum, id) => sum + ofOne(id, file, value), 0);
  } catch {
    return 0;
  }
}

function ofOne(id: string, file: string, value: (text: string) => number): number {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    if (!status.includes(`\nPPid:\t${process.pid}\n`)) return 0;
    return value(readFileSync(`/proc/${id}/${file}`, 'utf8'));
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
