import { isNetworkFault } from '#shared/network-fault.ts';

/** What the driver threw: the SQLSTATE of the server or the code of the system, empty without one. */
export interface PostgresThrown {
  readonly code: string;
  /** Whether a connection was cut, or never came. */
  readonly isCut: boolean;
  /** Whether a certificate that the address names is not there, or may not be read. */
  readonly isFile: boolean;
}

export function postgresThrown(thrown: unknown): PostgresThrown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const call = thrown instanceof Error && 'syscall' in thrown ? thrown.syscall : null;
  const said = thrown instanceof Error ? thrown.message : '';
  return {
    code,
    // The socket of a server of this machine is a file, which is not there while the server is down.
    isCut:
      isNetworkFault(thrown) || call === 'connect' || /^(Connection terminated|timeout exceeded)/i.test(said),
    isFile: call === 'open' || code === 'EISDIR',
  };
}
