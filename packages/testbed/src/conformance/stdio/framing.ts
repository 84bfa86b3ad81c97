import type { Outgoing } from '../rpc.ts';
import type { Settings } from '../settings.ts';

/** The bytes of one message on stdout: one line of UTF-8, unless a switch says otherwise. */
export function frameOf(message: Outgoing | readonly Outgoing[], { broken }: Settings): Buffer {
  const text = JSON.stringify(message, undefined, broken('stdio.newline-delimited--pretty') ? 2 : undefined);
  if (broken('stdio.newline-delimited--content-length')) return Buffer.from(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  const end = broken('stdio.blank-lines') ? '\n\n' : broken('stdio.newline-delimited--no-line-end') ? '' : broken('stdio.crlf') ? '\r\n' : '\n';
  const log = broken('stdio.stdout-clean--log')
    ? '[conformance] request served\n'
    : broken('stdio.stdout-clean--ansi')
      ? '\u001b[32mrequest served\u001b[0m\n'
      : '';
  return Buffer.from(`${text}${end}${log}`, broken('stdio.utf8--utf-16') ? 'utf16le' : broken('stdio.utf8--latin1') ? 'latin1' : 'utf8');
}

/** What comes out before the first message; nothing from a server that keeps the rules. */
export function prefix({ broken }: Settings): Buffer {
  if (broken('stdio.utf8--bom')) return Buffer.from([0xef, 0xbb, 0xbf]);
  return Buffer.from(broken('stdio.stdout-clean') ? 'Conformance server 1.0.0 is ready\n' : '');
}
