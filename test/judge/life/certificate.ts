import { generateKeyPairSync, sign } from "node:crypto";

/** DER: a type, a length, a content. */
function der(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([type, ...size]), content]);
}

const SEQUENCE = 0x30;
/** ecdsa-with-SHA256. */
const ALGORITHM = der(SEQUENCE, der(0x06, Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])));
const time = (day: string): Buffer => der(0x18, Buffer.from(`${day.replaceAll("-", "")}000000Z`));

/** A new key on P-256 in PEM, and a certificate of its own that ends on a day such as `2030-01-31`. */
export function keyWithCertificate(until: string): { readonly key: string; readonly certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = der(SEQUENCE);
  const content = der(
    SEQUENCE,
    der(0x02, Buffer.from([1])),
    ALGORITHM,
    name,
    der(SEQUENCE, time("2020-01-01"), time(until)),
    name,
    publicKey.export({ format: "der", type: "spki" }),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", content, privateKey));
  const body =
    der(SEQUENCE, content, ALGORITHM, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    certificate: ["-----BEGIN CERTIFICATE-----", ...body, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}
