import { isNetworkFault } from '#shared/network-fault.ts';

/** What the driver threw: the SQLSTATE of the server or the code of a socket, empty without one; and whether it is a connection that was cut or never came. */
export interface PostgresThrown {
  readonly code: string;
  readonly isCut: boolean;
}

export function postgresThrown(thrown: unknown): PostgresThrown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const said = thrown instanceof Error ? thrown.message : '';
  return {
    code,
    isCut: isNetworkFault(thrown) || /^(Connection terminated|timeout exceeded)/i.test(said),
  };
}
