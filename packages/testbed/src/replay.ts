import { CLIENTS } from '../../medic/src/clients/index.ts';
import { concludeFile, concludeServer } from '../../medic/src/engine/conclude.ts';
import { withSigns } from '../../medic/src/engine/signs.ts';
import { createRedactor } from '../../medic/src/redact/redactor.ts';
import type { Conclusion } from './check-case.ts';
import type { StoredScene } from './stored-evidence.ts';

/** Judges stored evidence again. Signs are looked for anew, so that a rule's change shows. */
export async function replayScene({ servers, files = [] }: StoredScene): Promise<Conclusion> {
  const options = { withSteps: false, redactor: createRedactor([]), readConfig: async () => undefined };
  return {
    servers: await Promise.all(Object.values(servers).map((evidence) => concludeServer(withSigns(evidence), options))),
    configs: await Promise.all(
      files.map(({ file, host }) => {
        const definition = CLIENTS.find(({ id }) => id === file.client);
        if (definition === undefined) throw new Error(`no client ${file.client}`);
        return concludeFile(file, host, definition, options);
      }),
    ),
  };
}
