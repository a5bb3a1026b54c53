/** Characters that JSON allows raw and a terminal acts on, or a reader does not see; inside strings only. */
const DECEPTIVE = /[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON with deceptive characters written as escapes, which mean the same. */
export function escapeDeceptive(json: string): string {
  return json.replace(DECEPTIVE, escaped);
}

function indented(value: unknown, indent: string): string {
  return escapeDeceptive(JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`));
}

/** An array as JSON.stringify with an indent of two would write it, element by element. */
export function* renderArray(values: readonly unknown[], indent = ""): Iterable<string> {
  if (values.length === 0) return yield "[]";
  for (const [index, value] of values.entries()) {
    yield `${index === 0 ? "[" : ","}\n${indent}  ${indented(value, `${indent}  `)}`;
  }
  yield `\n${indent}]`;
}

/**
 * An object as JSON.stringify with an indent of two would write it, in pieces: an array on its top level goes element by
 * element, so that no report has to fit into one string. Control and bidirectional characters are escaped. `indent` is
 * that of the line on which the object starts.
 */
export function* renderObject(value: object, indent = ""): Iterable<string> {
  const inner = `${indent}  `;
  let separator = "{";
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${separator}\n${inner}${JSON.stringify(key)}: `;
    if (Array.isArray(field)) yield* renderArray(field, inner);
    else yield indented(field, inner);
    separator = ",";
  }
  yield separator === "{" ? "{}" : `\n${indent}}`;
}
