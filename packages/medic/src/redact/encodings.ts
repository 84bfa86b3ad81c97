/** Shorter secrets are not searched for: masking every `abc` would hide the evidence and protect nothing. */
export const SHORTEST_SECRET = 6;

/** Every form in which a secret may stand in a text, itself first. Forms shorter than six characters are left out. */
export function listForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const json = escapeJson(secret);
  const url = encodeUrl(secret);
  const hex = bytes.toString('hex');
  const forms = [
    secret,
    json,
    escapeJson(json),
    url,
    url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    url.replaceAll('%20', '+'),
    encodeUrl(url),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    hex,
    hex.toUpperCase(),
    ...listBase64(bytes),
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_SECRET);
}

function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

// encodeURIComponent throws on lone surrogates, which hostile text may hold.
function encodeUrl(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Base64 depends on where the secret starts within a group of three bytes (`user:SECRET`), so there are three forms; of each
 * only the characters that the secret alone decides. Both alphabets.
 */
function listBase64(bytes: Buffer): readonly string[] {
  const forms: string[] = [];
  for (const before of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const text = whole.toString('base64').replaceAll('=', '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((whole.length * 8) / 6);
    const core = text.slice(first, last);
    forms.push(core, core.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}
