const DELETE = 0x7f;
const ESCAPE = 0x1b;
const BLANK = 0x20;
const TAB = 9;
const LINE_FEED = 10;
const FORM_FEED = 12;
const CARRIAGE_RETURN = 13;

const isBreak = (byte: number): boolean => byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;

/** Whether bytes are ASCII that can be read. */
export const isPlain = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => (byte >= BLANK && byte < DELETE) || isBreak(byte));

/** Whether bytes can be text in UTF-8 or an older encoding: nothing in them is a sign to a machine. */
export function isText(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte >= BLANK ? byte !== DELETE : isBreak(byte) || byte === FORM_FEED || byte === ESCAPE) continue;
    return false;
  }
  return true;
}
