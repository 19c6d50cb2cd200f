import { createClient } from '@clickhouse/client';

/** Whether the client can read an address, with each of its parameters. It connects to nothing. */
export function isClickHouseAddress(url: string): boolean {
  try {
    void createClient({ url, log: { level: 127 } }).close();
    return true;
  } catch {
    return false;
  }
}
