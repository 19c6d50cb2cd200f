import { Client } from 'pg';
import { postgresThrown } from './thrown.ts';

/** Whether the driver can read an address, which it otherwise says at the first connection. Files that the address names are not looked for. */
export function isPostgresAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  try {
    const { port } = new Client({ connectionString: url });
    return Number.isInteger(port) && port >= 0 && port <= 65_535;
  } catch (thrown) {
    return postgresThrown(thrown).isFile;
  }
}
