/** What stands between a name and its value: closing quotes or brackets, a type annotation, a separator, an opening quote. */
const NAME_BEFORE =
  /(?<name>[\w$@.\-]{1,80})(?:\\?["'\]]){0,2}\s{0,8}(?:=>|:=|[=:,\(>]|\s)\s{0,8}(?:[bru]{1,2}(?=["']))?(?:\\?["'`])?$/v;

/** Characters of a line, before a value, that the pattern can take: 80 of the name, 26 behind it. Each more is tried in vain. */
const LOOK_BACK = 106;

/** Name that a value is assigned to, from the text that stands before it on its line. */
export function assignedName(before: string): string | undefined {
  return NAME_BEFORE.exec(before.slice(-LOOK_BACK))?.groups?.["name"];
}
