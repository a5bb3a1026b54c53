import { Untranslatable } from "./syntax.ts";

/**
 * A Unicode class as JavaScript writes it, from the parts of `\p{Name}`. General categories have the same names in JavaScript; anything
 * longer is a script.
 */
export function propertyOf([, letter = "p", turned = "", long, short]: readonly (string | undefined)[]): string {
  const name = long ?? short ?? "";
  const inverted = (letter === "P") !== (turned === "^");
  const property = `\\${inverted ? "P" : "p"}{${name.length <= 2 ? name : `Script=${name}`}}`;
  try {
    return new RegExp(property, "v").source;
  } catch {
    throw new Untranslatable(`the class \`\\${letter}{${name}}\` has no equal`);
  }
}
