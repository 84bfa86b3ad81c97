import { answerLegacy } from './answers.mjs';
import { readMessages, writeLine } from './wire.mjs';

/** Serves in health, but writes each answer through `write`. */
const serveAs = (write) => () => {
  readMessages((message) => {
    const reply = answerLegacy(message);
    if (reply !== undefined) write(reply);
  });
};
const afterText = (text) => () => {
  process.stdout.write(text);
  serveAs(writeLine)();
};

export const FRAMING_FAULTS = {
  noise: afterText('Files server v2 ready\nListening for requests...\n'),
  noisejson: afterText('{"level":"info","msg":"server started"}\n'),
  /** The banner has no line end, so the first answer stands on the same line and is lost. */
  noisenonl: afterText('Loading plugins... '),
  'content-length': serveAs((reply) => {
    const body = JSON.stringify(reply);
    process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }),
  'pretty-printed': serveAs((reply) => process.stdout.write(`${JSON.stringify(reply, undefined, 2)}\n`)),
  'no-newline': serveAs((reply) => process.stdout.write(JSON.stringify(reply))),
  utf16: serveAs((reply) => process.stdout.write(Buffer.from(`${JSON.stringify(reply)}\n`, 'utf16le'))),
  bom: serveAs((reply) => process.stdout.write(`\uFEFF${JSON.stringify(reply)}\n`)),
  sse: serveAs((reply) => process.stdout.write(`event: message\ndata: ${JSON.stringify(reply)}\n\n`)),
  batch: serveAs((reply) => writeLine([reply])),
  'invalid-utf8': serveAs((reply) =>
    process.stdout.write(Buffer.concat([Buffer.from('{"note":"'), Buffer.from([0xe4, 0xf6, 0xfc]), Buffer.from(`",${JSON.stringify(reply).slice(1)}\n`)])),
  ),
};
