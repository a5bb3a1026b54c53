// What few files ask for. The build makes a file of its own of it, which is read when one does: see scripts/build/late-decoders.ts.
export { sevenZipMembers } from "./seven-zip/seven-zip.ts";
export { unpackStream } from "./unpack-stream.ts";
