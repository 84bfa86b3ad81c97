/** The address for POSTs from an `endpoint` event; undefined when it is none or lies on another origin, which clients refuse. */
export function checkEndpoint(written: string, stream: URL): URL | undefined {
  if (!URL.canParse(written, stream.href)) return undefined;
  const endpoint = new URL(written, stream);
  return endpoint.origin === stream.origin ? endpoint : undefined;
}
