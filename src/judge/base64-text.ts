/** The text that a value encodes in base 64; undefined where it does not decode to plain text. */
export function textInBase64(value: string): string | undefined {
  if (!/^[A-Za-z\d+\/]{8,}={0,2}$/v.test(value) || value.length % 4 !== 0) return undefined;
  const text = Buffer.from(value, "base64").toString("latin1");
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}
