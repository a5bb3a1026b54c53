import { fieldOf, nodeAt, type YamlNode } from "../../../documents/yaml-tree.ts";
import { hasKeys } from "../look.ts";
import type { StoreList } from "../store-list.ts";

/** Names that Doppler adds itself, to say of what the list is. */
const OWN = ["DOPPLER_PROJECT", "DOPPLER_ENVIRONMENT", "DOPPLER_CONFIG"] as const;

const VALUES = ["computed", "raw"];

/** `doppler secrets`, with values or by names only, and `doppler secrets download`. */
export const dopplerSecrets: StoreList = {
  scheme: "doppler",
  tool: "doppler secrets",
  command: "doppler secrets --only-names --json",
  shape: "an object with a key a secret, `DOPPLER_PROJECT` and `DOPPLER_CONFIG` among them",
  recognise: (root) => hasKeys(root, "DOPPLER_PROJECT", "DOPPLER_CONFIG"),
  read(root, look, asked) {
    const valueOf = (name: string): string | undefined => {
      const field = fieldOf(root, name)?.value;
      return (look.text(field) ?? look.text(field, "computed"))?.value;
    };
    const [project, config] = [valueOf("DOPPLER_PROJECT"), valueOf("DOPPLER_CONFIG")];
    const own = project === undefined || config === undefined ? undefined : `${project}/${config}`;
    const scope = own ?? (asked === undefined || asked.path === "" ? undefined : asked.path);
    return {
      whole: [scope ?? ""],
      secrets: secretsIn(root).map(({ key, keySpan }) => ({
        name: key,
        place: look.place(keySpan),
        ...(scope === undefined ? {} : { scope }),
      })),
    };
  },
  values: (root) =>
    secretsIn(root).flatMap(({ value }) =>
      value.kind === "scalar" ? [value] : VALUES.flatMap((key) => nodeAt(value, [key]) ?? []),
    ),
};

const secretsIn = (
  root: YamlNode,
): readonly { key: string; keySpan: { start: number; end: number }; value: YamlNode }[] =>
  root.kind === "map" ? root.fields.filter(({ key }) => !(OWN as readonly string[]).includes(key)) : [];
