import type { ClientFacts, EntryFacts, FixDraft, HostFacts, Platform } from '../model/index.ts';
import { editEnv, editSteps } from './launch-edits.ts';
import { sayReload, tell } from './words.ts';

/** How to make this client trust one more certificate authority, without switching verification off. */
export function draftTrust(host: HostFacts | undefined, client: ClientFacts | undefined, entry: EntryFacts | undefined, what: string): readonly FixDraft[] {
  const platform = host?.platform;
  const isLocal = entry?.effective.command !== undefined;
  const variable = client === undefined || isLocal ? 'NODE_EXTRA_CA_CERTS' : client.extraCaVariable;
  const byStore = tell(
    'trust-in-system',
    `Add ${what} to the system's trusted certificates`,
    `${STORE_WORDS[platform ?? 'any']} Programs that read the system's store (Codex, Copilot CLI and other native ones; Node from 22.15 on with NODE_OPTIONS=--use-system-ca) trust it then.${sayReload(client)}`,
  );
  if (variable === undefined) return [{ ...byStore, title: `Add ${what} to the system's trusted certificates` }];
  const byVariable = isLocal
    ? `Save ${what} as a PEM file and add "${variable}": "/full/path/ca.pem" to "${client?.fields.env ?? 'env'}" of the entry. Python servers read SSL_CERT_FILE and REQUESTS_CA_BUNDLE instead.`
    : `Save ${what} as a PEM file and set ${variable} to its full path where ${client?.name ?? 'the client'} starts. ${ENVIRONMENT_WORDS[platform ?? 'any'](variable, client?.kind ?? 'cli')}`;
  return [
    ...(isLocal && entry !== undefined ? passFile(host, client, entry) : []),
    tell('trust-ca', `Let ${isLocal ? 'the server' : (client?.name ?? 'the client')} trust ${what}`, `${byVariable}${sayReload(client)}`),
    byStore,
  ];
}

/** The terminal's own NODE_EXTRA_CA_CERTS, which most clients do not hand on to their servers. */
function passFile(host: HostFacts | undefined, client: ClientFacts | undefined, entry: EntryFacts): readonly FixDraft[] {
  const name = 'NODE_EXTRA_CA_CERTS';
  const file = host?.notableEnv[name];
  if (file === undefined || file === '' || client === undefined || entry.file === '' || entry.effective.env?.[name] !== undefined) return [];
  const edits = editEnv(entry, client, { [name]: file });
  return edits === undefined
    ? []
    : [{ id: 'pass-ca-file', title: `Hand ${name} of the terminal on to the server`, safety: 'safe', steps: editSteps(edits, client) }];
}

const STORE_WORDS: Readonly<Record<Platform | 'any', string>> = {
  darwin: 'sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ca.pem adds it to the Keychain.',
  win32: 'certutil -user -addstore Root ca.pem adds it to your own store.',
  linux:
    'Copy it to /usr/local/share/ca-certificates/ca.crt and run sudo update-ca-certificates (Fedora: /etc/pki/ca-trust/source/anchors and sudo update-ca-trust).',
  any: 'macOS: the Keychain, set to Always Trust. Windows: certutil -user -addstore Root ca.pem. Debian: /usr/local/share/ca-certificates and sudo update-ca-certificates.',
};

const ENVIRONMENT_WORDS: Readonly<Record<Platform | 'any', (variable: string, kind: 'cli' | 'app') => string>> = {
  darwin: (variable, kind) =>
    kind === 'app'
      ? `For desktop programs: launchctl setenv ${variable} /full/path/ca.pem, then start the program anew.`
      : `In ~/.zshrc: export ${variable}=/full/path/ca.pem`,
  win32: (variable) => `In a terminal: setx ${variable} C:\\full\\path\\ca.pem, then start the program anew.`,
  linux: (variable, kind) =>
    kind === 'app'
      ? `For desktop programs: ${variable}=/full/path/ca.pem in ~/.config/environment.d/ca.conf, then log in anew.`
      : `In ~/.bashrc: export ${variable}=/full/path/ca.pem`,
  any: (variable) => `macOS and Linux: export ${variable}=/full/path/ca.pem. Windows: setx ${variable} C:\\full\\path\\ca.pem.`,
};
